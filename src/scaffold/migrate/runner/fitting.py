"""A value for a required column that comes back: the type's own zero, unless the table will not have it.

A foreign key wants a row that is there, a unique column another value in every row, and a check what it says.
"""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from .catalog import Snapshot, scratch
from .column_types import UUID
from .identifiers import quoted

_TEXT = re.compile(r"'(?:[^']|'')*'")
_REFERENCE = re.compile(r"FOREIGN KEY \((?P<column>[^,()]+)\) REFERENCES (?P<table>[^ (]+) ?\((?P<key>[^,()]+)\)")
_RANDOM = {"postgresql": "gen_random_uuid()", "sqlite": "lower(hex(randomblob(16)))"}


class Fitting:
    """Asks the database behind ``connection`` and its catalog, as the downgrade leaves it."""

    def __init__(self, connection: Any, found: Snapshot) -> None:
        self._connection = connection
        self._found = found

    def expression(self, table: tuple[str, str], column: str, type_: Any) -> str | None:
        """SQL for the value of each row, where one value for all would not do; else ``None``."""
        name = quoted(column)
        for value in self._constraints(table):
            reference = _REFERENCE.match(value["definition"])
            if reference and reference["column"] == name:
                return f"(SELECT min({reference['key']}) FROM {reference['table']})"
        return self._different(table, type_) if self._is_unique(table, name) else None

    def constant(self, table: tuple[str, str], column: str, zero: str) -> str:
        """``zero``, or the first plain value that every check of ``column`` alone lets pass."""
        checks = self._checks(table, column)
        candidates = [zero, "1", "-1", "100", *_TEXT.findall(" ".join(checks)), "'x'"] if checks else [zero]
        return next((value for value in candidates if all(self._passes(column, value, sql) for sql in checks)), zero)

    def _is_unique(self, table: tuple[str, str], name: str) -> bool:
        if any(value["definition"] == f"UNIQUE ({name})" for value in self._constraints(table)):
            return True
        indexes = [value for key, value in self._found.items() if key[:3] == ("index", *table) and value["unique"]]
        return any(value["definition"].endswith(f"({name})") for value in indexes)

    def _different(self, table: tuple[str, str], type_: Any) -> str | None:
        if isinstance(type_, (UUID, sa.dialects.postgresql.UUID)):
            return _RANDOM[self._connection.dialect.name]
        keys = [value["definition"] for value in self._constraints(table) if value["type"] == "p"]
        key = keys[0].removeprefix("PRIMARY KEY (").removesuffix(")") if keys else ","
        if "," in key:
            return None
        if isinstance(type_, sa.String) and not isinstance(type_, sa.Enum):
            return f"CAST({key} AS {type_.compile(dialect=self._connection.dialect)})"
        return key if isinstance(type_, sa.Integer) else None

    def _constraints(self, table: tuple[str, str]) -> list[dict[str, Any]]:
        return [value for key, value in self._found.items() if key[:3] == ("constraint", *table)]

    def _checks(self, table: tuple[str, str], column: str) -> list[str]:
        word = re.compile(rf"\b{re.escape(column)}\b")
        return [
            value["definition"].removeprefix("CHECK ")
            for value in self._constraints(table)
            if value["type"] == "c" and word.search(value["definition"])
        ]

    def _passes(self, column: str, value: str, check: str) -> bool:
        """Whether the check lets the value pass; one that speaks of other columns, too, cannot be told."""
        query = f"SELECT count(*) FROM (SELECT {value} AS {quoted(column)}) r WHERE {check}"
        try:
            with scratch(self._connection):
                return bool(self._connection.exec_driver_sql(query).scalar())
        except Exception as error:  # each driver has a class of its own for a value of another type
            return "does not exist" in str(error) or "no such column" in str(error)
