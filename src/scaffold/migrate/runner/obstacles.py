"""Rows that a pending migration would stumble over: they are counted before it is tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .catalog import Snapshot
from .identifiers import qualified, quoted
from .misfits import misfits

_COLUMNS = re.compile(r"^[^()]*\(([\w\", ]+)\)(?!.*\bWHERE\b)")
_KEY = re.compile(r"FOREIGN KEY \(([\w\", ]+)\) REFERENCES ([\w\".]+)\s*\(([\w\", ]+)\)")
_LENGTH = re.compile(r"character varying\((\d+)\)$")


class Obstacles:
    """Compares the history where the database stands (``here``) with its heads (``ahead``).

    A migration that changes rows of a table itself is trusted to know them.
    """

    def __init__(self, live: Any, here: Snapshot, ahead: Snapshot, statements: list[str]) -> None:
        self._live = live
        self._here = here
        self._ahead = ahead
        self._statements = statements

    def found(self) -> Iterator[tuple[str, str]]:
        """The table and the words of every obstacle."""
        for key, new in sorted(self._ahead.items()):
            old = self._here.get(key)
            if ("table", *key[1:3], "") not in self._here:
                continue
            words = ""
            if old != new:
                words = self._column(key, old, new) if key[0] == "column" else self._rule(key, old, new)
            if not words and key[0] == "column" and old is not None:  # an enum changes without its columns
                words = self._retyped(key)
            if words:
                yield key[2], words

    def _column(self, key: Any, old: dict[str, Any] | None, new: dict[str, Any]) -> str:
        table, column = _table(key), quoted(key[3])
        if old is None:
            rows = self._added_bare(key) and self._live.count(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1) r")
            return f"{key[2]} has rows, and {key[3]} is added as required without a default" if rows else ""
        if new["required"] and not old["required"] and not self._is_handled(key):
            rows = self._live.count(f"SELECT count(*) FROM {table} WHERE {column} IS NULL")
            return f"{rows} NULLs in {key[2]}.{key[3]}, which becomes required" if rows else ""
        length = _LENGTH.match(str(new["type"]))
        if length and old["type"] != new["type"] and not self._is_handled(key):
            rows = self._live.count(f"SELECT count(*) FROM {table} WHERE length({column}::text) > {length.group(1)}")
            return f"{rows} values in {key[2]}.{key[3]} are longer than {length.group(1)}" if rows else ""
        return ""

    def _retyped(self, key: Any) -> str:
        condition, words = misfits(key, self._here, self._ahead, self._statements)
        if not condition or self._is_handled(key):
            return ""
        rows = self._live.count(f"SELECT count(*) FROM {_table(key)} WHERE {condition}")
        return f"{rows} values in {key[2]}.{key[3]} {words}" if rows else ""

    def _rule(self, key: Any, old: dict[str, Any] | None, new: dict[str, Any]) -> str:
        if self._is_handled(key) or (old is not None and old.get("definition") == new.get("definition")):
            return ""
        definition = str(new.get("definition", ""))
        if new.get("type") == "u" or (key[0] == "index" and new.get("unique")):
            return self._duplicates(key, definition)
        if new.get("type") == "f":
            return self._orphans(key, definition)
        if new.get("type") == "c" and definition.startswith("CHECK ("):
            rows = self._live.count(f"SELECT count(*) FROM {_table(key)} WHERE NOT ({definition[7:-1]})")
            return f"{rows} rows of {key[2]} break the check {key[3]}" if rows else ""
        return ""

    def _duplicates(self, key: Any, definition: str) -> str:
        match = _COLUMNS.match(definition)
        columns = [name.strip() for name in match.group(1).split(",")] if match else []
        if not columns or not all(self._is_there(key, name) for name in columns):
            return ""
        names, full = ", ".join(columns), " AND ".join(f"{name} IS NOT NULL" for name in columns)
        query = f"SELECT {names} FROM {_table(key)} WHERE {full} GROUP BY {names} HAVING count(*) > 1"
        rows = self._live.count(f"SELECT count(*) FROM ({query}) r")
        return f"{rows} values of {key[2]} ({names}) are there more than once, and become unique" if rows else ""

    def _orphans(self, key: Any, definition: str) -> str:
        match = _KEY.match(definition)
        if not match:
            return ""
        own = [name.strip() for name in match.group(1).split(",")]
        other = [name.strip() for name in match.group(3).split(",")]
        if not all(self._is_there(key, name) for name in own):
            return ""
        same = " AND ".join(f"o.{there} = r.{here}" for here, there in zip(own, other))  # noqa: B905
        full = " AND ".join(f"r.{name} IS NOT NULL" for name in own)
        query = f"SELECT count(*) FROM {_table(key)} r WHERE {full}"
        schema, _, name = match.group(2).replace('"', "").rpartition(".")
        if any(found[0] == "table" and found[2] == name and schema in ("", found[1]) for found in self._here):
            query += f" AND NOT EXISTS (SELECT 1 FROM {match.group(2)} o WHERE {same})"
        elif self._is_handled(("table", schema, name, "")):  # created and filled on the way
            return ""
        rows = self._live.count(query)
        return f"{rows} rows of {key[2]} refer to nothing in {match.group(2)} by {', '.join(own)}" if rows else ""

    def _is_there(self, key: Any, column: str) -> bool:
        return ("column", *key[1:3], column.strip('"')) in self._here

    def _is_handled(self, key: Any) -> bool:
        pattern = rf"^\s*(UPDATE|DELETE FROM|INSERT INTO) [\w\".]*\b{re.escape(key[2])}\b"
        return any(re.match(pattern, statement, re.IGNORECASE) for statement in self._statements)

    def _added_bare(self, key: Any) -> bool:
        """Whether the column was added in one step as required, without a value for the rows."""
        name = re.escape(key[3])
        for statement in self._statements:
            if re.search(rf'ADD COLUMN (IF NOT EXISTS )?"?{name}"? ', statement, re.IGNORECASE):
                upper = statement.upper()
                return "NOT NULL" in upper and " DEFAULT " not in upper and "GENERATED" not in upper
        return False


def _table(key: Any) -> str:
    return qualified(key[1], key[2])
