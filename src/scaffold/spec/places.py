"""Where in a TOML text a key stands; the standard parser does not say. Lines count from 1, 0 is "cannot be told"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from scaffold.dataclass import dataclass
from scaffold.errors import SpecError


@dataclass(frozen=True, slots=True)
class Source:
    """A file of entities: its text, and its path for messages."""

    text: str
    path: str = ""

    def at(self, line: int) -> str:
        """``blog.toml:5``; without a path ``line 5``."""
        if not self.path:
            return f"line {line}" if line else "the file"
        return f"{self.path}:{line}" if line else self.path

    def header(self, entity: str) -> int:
        """The line of ``[entity.Post]``."""
        return next((n for n, table, _ in self._lines() if table == entity), 0)

    def key(self, entity: str, key: str) -> int:
        """The line of a key below ``[entity.Post]``; that of the table where it is written in another way."""
        assigned = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
        lines = (n for n, table, line in self._lines() if table == entity and assigned.match(line))
        return next(lines, 0) or self.header(entity)

    def _lines(self) -> Iterator[tuple[int, str, str]]:
        """Every line with the entity that it belongs to, ``""`` outside of all."""
        entity = ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if (header := re.match(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$", line)) is not None:
                name = re.sub(r"[\"'\s]", "", header[1])
                entity = name.removeprefix("entity.") if name.startswith("entity.") else ""
            yield number, entity, line

    @contextmanager
    def placed(self, entity: str, key: str = "") -> Iterator[None]:
        """Give an error that leaves the block the line of what it is about: a key, or the field that it names."""
        try:
            yield
        except SpecError as error:
            named = key or re.split(r"[:=\s]", error.where, maxsplit=1)[0].strip()
            line = self.key(entity, named)
            message = error.message if error.where in error.message else f"{error.where}: {error.message}"
            raise SpecError(message, where=self.at(line), hint=error.hint) from None
