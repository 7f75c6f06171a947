"""What every detective is given: the sources, the tables, and how a name of an entity may be spelled in a path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scaffold.naming import plural, snake
from scaffold.project.sources import Sources
from scaffold.project.tables import Table


@dataclass(frozen=True, slots=True)
class Spelling:
    """One entity's name in snake case, and the plurals that people make of it (`heroes` and `heros`)."""

    snake: str
    plurals: tuple[str, ...]
    pascal: str = ""

    @classmethod
    def of(cls, name: str) -> Spelling:
        """The spellings of a class name."""
        word = snake(name)
        made = (plural(word), f"{word}s", f"{word}es", re.sub("y$", "ies", word))
        return cls(word, tuple(item for item in dict.fromkeys(made) if item != word), name)

    def placeholder(self, word: str) -> str | None:
        """``{snake}`` or ``{plural}`` where ``word`` is a spelling of the entity."""
        if word in (self.snake, self.snake.replace("_", "")):
            return "{snake}"
        plurals = (*self.plurals, *(item.replace("_", "") for item in self.plurals))
        return "{plural}" if word.replace("-", "_") in plurals else None


@dataclass(frozen=True)
class Look:
    """``models`` are the tables that stand for entities: link tables are left out."""

    sources: Sources
    tables: tuple[Table, ...] = ()
    root: str | None = None  # on disk, for what is no text: an environment
    settings: Mapping[str, object] = field(default_factory=dict)  # pyproject.toml

    @cached_property
    def models(self) -> tuple[Table, ...]:
        """The tables, without those that only link two others."""
        return tuple(table for table in self.tables if not table.is_link)

    @cached_property
    def model_suffix(self) -> str:
        """What every model's class name ends with (`Entity`, `Model`), ``""`` for nothing."""
        names = [table.item.name for table in self.models]
        for suffix in ("Entity", "Model", "Table", "ORM", "Orm", "DB"):
            if names and all(name.endswith(suffix) and name != suffix for name in names):
                return suffix
        return ""

    def bare(self, table: Table) -> str:
        """The entity's name without the suffix that all models share."""
        return table.item.name.removesuffix(self.model_suffix) if self.model_suffix else table.item.name

    @cached_property
    def _spellings(self) -> dict[str, Spelling]:
        return {}

    def spelling(self, table: Table) -> Spelling:
        """How files spell the entity."""
        name = self.bare(table)
        if name not in self._spellings:
            self._spellings[name] = Spelling.of(name)
        return self._spellings[name]

    @property
    def application(self) -> tuple[str, ...]:
        """The Python files that are no tests and no migration scripts."""
        return self.sources.application


def pattern_of(path: str, spelling: Spelling) -> str | None:
    """``app/models/hero.py`` as ``app/models/{snake}.py``; ``None`` where the entity is not in the path."""
    *folders, name = path.split("/")
    stem, dot, suffix = name.rpartition(".")
    parts = [*(spelling.placeholder(folder) or folder for folder in folders)]
    made = _in_stem(stem, spelling)
    if stem.lower() == spelling.pascal.lower():
        made = "{snake}"
    if made is None and "{" not in "/".join(parts):
        return None
    return "/".join([*parts, f"{made or stem}{dot}{suffix}"])


def _in_stem(stem: str, spelling: Spelling) -> str | None:
    # user_repo    test_users    routes_user_group: the longest run of words that spells the entity
    words = stem.split("_")
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = "_".join(words[start : start + length])
            if found := spelling.placeholder(run):
                return "_".join([*words[:start], found, *words[start + length :]])
    return None
