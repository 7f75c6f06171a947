"""Where in the project a table or a column is written: the file and the line of its class."""

from __future__ import annotations

import re
import sys
from typing import Any

from sqlalchemy.orm import mapperlib

from .places import Places


class Whereabouts:
    """Finds the source of ``metadata``'s tables by the classes that are mapped to them."""

    def __init__(self, places: Places, default_schema: Any) -> None:
        self._places = places
        self._classes: dict[tuple[str, str], Any] = {}
        for registry in mapperlib._all_registries():
            for mapper in registry.mappers:
                table: Any = mapper.local_table
                if hasattr(table, "name"):
                    schema = "" if getattr(table, "schema", None) in (None, default_schema) else table.schema
                    self._classes.setdefault((schema, table.name), mapper)

    def of(self, schema: str, table: str, column: str = "") -> tuple[str, int, str]:
        """Path, line and symbol (``Post.title``); an empty path for what no class is mapped to."""
        mapper = self._classes.get((schema, table))
        if mapper is None:
            return "", 1, f"{table}.{column}" if column else table
        cls = mapper.class_
        symbol = cls.__name__
        attribute = _attribute(mapper, column)
        if attribute:
            symbol = f"{symbol}.{attribute}"
        places = [place for place in map(self._place, cls.__mro__, [attribute] * len(cls.__mro__)) if place[0]]
        own = next((place for place in places if place[2]), places[0] if places else ("", 1, False))
        return own[0], own[1], symbol

    def _place(self, cls: Any, attribute: str) -> tuple[str, int, bool]:
        """Path and line of a class, or of the attribute where it is written there, which is the third part."""
        file = getattr(sys.modules.get(cls.__module__), "__file__", None)
        path = self._places.relative(file) if file else None
        if file is None or path is None:
            return "", 1, False
        with open(file, encoding="utf-8") as source:
            return (path, *_line(source.read().splitlines(), cls.__name__, attribute))


def _attribute(mapper: Any, column: str) -> str:
    for name, found in mapper.columns.items():
        if found.name == column:
            return str(name)
    return ""


def _line(lines: list[str], name: str, attribute: str) -> tuple[int, bool]:
    start = next((number for number, line in enumerate(lines) if re.match(rf"\s*class {name}\b", line)), 0)
    if attribute:
        for number in range(start + 1, len(lines)):
            if re.match(r"\S", lines[number]) and not lines[number].startswith(("#", ")")):
                break
            if re.match(rf"\s+{attribute}\s*[:=]", lines[number]):
                return number + 1, True
    return start + 1, not attribute
