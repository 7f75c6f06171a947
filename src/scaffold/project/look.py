"""What every detective is given: the sources, the tables, and which entity a file, a class or a name belongs to.

Every question is answered from an index of spelled names, so that a thousand entities cost a thousand steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from scaffold.dataclass import dataclass, field
from scaffold.facts import Class
from scaffold.naming import snake
from scaffold.project.domains import package_in
from scaffold.project.endpoints import endpoints
from scaffold.project.sources import Sources
from scaffold.project.spelling import Spelling
from scaffold.project.tables import Table, is_table

if TYPE_CHECKING:
    from scaffold.project.layer_files import Sighting

# `CreateUser`: the verbs that schemas begin with
_VERB = re.compile("(?:Create|New|Add|Update|Patch|Edit|Read|Get|Public|Out)(?=[A-Z])")
_DATA = ("SQLModel", "BaseModel", "CamelModel", "GenericModel", "RootModel")
_SUFFIXES = ("Entity", "Model", "Table", "ORM", "Orm", "DB")


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
    def names(self) -> frozenset[str]:
        """The classes of the tables."""
        return frozenset(table.item.name for table in self.models)

    @cached_property
    def homes(self) -> frozenset[str]:
        """The files that declare a table."""
        return frozenset(table.path for table in self.tables)

    @property
    def application(self) -> tuple[str, ...]:
        """The Python files that are no tests and no migration scripts."""
        return self.sources.application

    @cached_property
    def routers(self) -> frozenset[str]:
        """The files that declare endpoints on an ``APIRouter`` of their own."""
        return frozenset(path for path in self.application if self._is_router(path))

    def _is_router(self, path: str) -> bool:
        facts = self.sources.facts(path)
        made = (item.call for item in facts.assignments if item.call)
        ours = any(self.sources.origin(path, call.func).rpartition(".")[2].endswith("APIRouter") for call in made)
        return ours and any(True for _ in endpoints(facts))

    @cached_property
    def model_suffix(self) -> str:
        """What every model's class name ends with (`Entity`, `Model`), ``""`` for nothing."""
        names = [table.item.name for table in self.models]
        for suffix in _SUFFIXES:
            if names and all(name.endswith(suffix) and name != suffix for name in names):
                return suffix
        return ""

    def bare(self, table: Table) -> str:
        """The entity's name without the suffix that all models share."""
        return table.item.name.removesuffix(self.model_suffix) if self.model_suffix else table.item.name

    @cached_property
    def _spellings(self) -> dict[str, Spelling]:
        return {table.item.name: Spelling.of(self.bare(table)) for table in self.models}

    def spelling(self, table: Table) -> Spelling:
        """How files spell the entity."""
        return self._spellings[table.item.name]

    @cached_property
    def _by_word(self) -> dict[str, list[Table]]:
        found: dict[str, list[Table]] = {}
        for table in self.models:
            for word in self.spelling(table).words:
                found.setdefault(word, []).append(table)
        return found

    @cached_property
    def _by_name(self) -> dict[str, Table]:
        return {self.bare(table): table for table in self.models}

    def in_name(self, name: str) -> list[Table]:
        """The entities that an identifier or file name speaks of: `crud_blog_post` of BlogPost, not of Post."""
        words = name.lower().replace("-", "_").split("_")
        for length in range(len(words), 0, -1):
            runs = ("_".join(words[start : start + length]) for start in range(len(words) - length + 1))
            if found := [table for run in runs for table in self._by_word.get(run, ())]:
                return found
        return []

    @cached_property
    def seen(self) -> dict[str, tuple[Sighting, ...]]:
        """What ``sightings`` found of a layer."""
        return {}

    @cached_property
    def _patterns(self) -> dict[str, tuple[tuple[Table, str], ...]]:
        return {}

    def in_path(self, path: str) -> tuple[tuple[Table, str], ...]:
        """The entities that a path is named after, each with the path as a pattern: ``app/models/{snake}.py``."""
        if path not in self._patterns:
            *folders, name = path.removesuffix(".py").split("/")
            by_folder = (table for folder in folders for table in self._by_word.get(folder, ()))
            tables = [*self.in_name(snake(name)), *by_folder]
            unique = {table.item.name: table for table in tables}.values()
            made = [(table, self.spelling(table).pattern(path)) for table in unique]
            self._patterns[path] = tuple((table, pattern) for table, pattern in made if pattern)
        return self._patterns[path]

    def follows(self, path: str, pattern: str) -> list[Table]:
        """The entities whose file ``path`` is, by a pattern; all of them for the file that holds them all.

        Of a package with several, the one that the package is named after comes first.
        """
        if path == pattern:
            return list(self.models)
        if package_in(path, pattern):
            inside = path.rpartition("/")[0] + "/"
            named = [table.item.name for table, _ in self.in_path(path)]
            return sorted(
                (table for table in self.models if table.path.startswith(inside)),
                key=lambda table: table.item.name not in named,
            )
        return [table for table, made in self.in_path(path) if made == pattern]

    def owner(self, class_name: str) -> Table | None:
        """The entity that a class is named after: `UserGroupCreate` belongs to UserGroup, `CreateUser` to User."""
        verb = _VERB.match(class_name)
        for name in (
            class_name,
            class_name[1:] if re.match("I[A-Z]", class_name) else "",
            class_name[verb.end() :] if verb else "",
        ):
            ends = [*(found.start() for found in re.finditer("[A-Z]", name)), len(name)]
            for end in reversed(ends[1:]):
                if found := self._by_name.get(name[:end]):
                    return found
        return None

    @cached_property
    def schemas(self) -> Mapping[str, tuple[tuple[str, Class], ...]]:
        """By model: the classes that are named after it and hold data, with their paths; no table, no `UserBase`."""
        found: dict[str, list[tuple[str, Class]]] = {}
        for path, item in self.sources.classes():
            table = None if is_table(item) else self.owner(item.name)
            if table is None or (item.name in (f"{self.bare(table)}Base", table.item.name) and path == table.path):
                continue
            roots = {root.rpartition(".")[2] for root in self.sources.roots(path, item)}
            if roots.intersection(_DATA) and item.name != f"{self.bare(table)}Base":
                found.setdefault(table.item.name, []).append((path, item))
        return {name: tuple(items) for name, items in found.items()}

    def schemas_of(self, table: Table) -> Iterator[tuple[str, Class]]:
        """The schemas of one model."""
        yield from self.schemas.get(table.item.name, ())
