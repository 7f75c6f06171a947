"""A value for a required column that comes back: the type's own zero, unless a check of its own will not have it."""

from __future__ import annotations

import re
from typing import Any

from .catalog import Snapshot, scratch
from .identifiers import quoted

_TEXT = re.compile(r"'(?:[^']|'')*'")


class Fitting:
    """Asks the database behind ``connection`` what the checks in its catalog say to a value."""

    def __init__(self, connection: Any, found: Snapshot) -> None:
        self._connection = connection
        self._found = found

    def __call__(self, table: tuple[str, str], column: str, zero: str) -> str:
        """``zero``, or the first plain value that every check of ``column`` alone lets pass."""
        checks = self._checks(table, column)
        candidates = [zero, "1", "-1", "100", *_TEXT.findall(" ".join(checks)), "'x'"] if checks else [zero]
        return next((value for value in candidates if all(self._passes(column, value, sql) for sql in checks)), zero)

    def _checks(self, table: tuple[str, str], column: str) -> list[str]:
        word = re.compile(rf"\b{re.escape(column)}\b")
        return [
            value["definition"].removeprefix("CHECK ")
            for key, value in self._found.items()
            if key[:3] == ("constraint", *table) and value["type"] == "c" and word.search(value["definition"])
        ]

    def _passes(self, column: str, value: str, check: str) -> bool:
        """Whether the check lets the value pass; one that speaks of other columns, too, cannot be told."""
        query = f"SELECT count(*) FROM (SELECT {value} AS {quoted(column)}) r WHERE {check}"
        try:
            with scratch(self._connection):
                return bool(self._connection.exec_driver_sql(query).scalar())
        except Exception as error:  # each driver has a class of its own for a value of another type
            return "does not exist" in str(error) or "no such column" in str(error)
