"""The Python of a project as declarations, and where each name of it is defined."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from scaffold.facts import Assignment, Class, Facts, Import, read
from scaffold.project.modules import Modules

_DEEP = 8  # re-exports of re-exports, which may go in a circle
# what a star brings that we have to know
_EXPORTED = {
    "sqlmodel": frozenset({"SQLModel", "Field", "Relationship", "Session", "Column", "ForeignKey", "String", "Text"}),
    "fastapi": frozenset({"FastAPI", "APIRouter", "Depends"}),
    "typing": frozenset({"Annotated", "List", "Optional", "Union", "Dict"}),
    "enum": frozenset({"Enum", "StrEnum", "IntEnum"}),
}


class _Names(NamedTuple):
    """What the names of one file mean at module level, the last statement deciding, as in Python."""

    classes: Mapping[str, Class]
    assignments: Mapping[str, Assignment]
    functions: frozenset[str]
    imports: Mapping[str, Import]
    stars: tuple[str, ...]  # the modules, the last one first


def _names_of(facts: Facts) -> _Names:
    return _Names(
        {item.name: item for item in reversed(facts.classes)},
        {item.name: item for item in facts.assignments},
        frozenset(item.name for item in facts.functions),
        {item.name: item for item in facts.imports},
        tuple(item.module for item in reversed(facts.imports) if item.name == "*"),
    )


class Sources(Modules):
    """Modules, and the names in them. Whoever asks for a name has it followed once."""

    def __init__(self, files: Mapping[str, str], reader: Callable[[str], Facts] = read) -> None:
        super().__init__(files, reader)
        self._by_file: dict[str, _Names] = {}
        self._origins: dict[tuple[str, str], tuple[str, str]] = {}
        self._roots_of: dict[tuple[str, str, int], frozenset[str]] = {}

    def root_is(self, folder: str | None) -> None:
        """Somebody decided which folder is on ``sys.path``; ``None`` leaves it to the imports."""
        super().root_is(folder)
        self._origins.clear()
        self._roots_of.clear()

    def over(self, files: Mapping[str, str]) -> Sources:
        """The same project with ``files`` more, read by the same reader."""
        return Sources({**{path: self.text(path) for path in self.paths}, **files}, self._read)

    def classes(self) -> Iterator[tuple[str, Class]]:
        """Every class at module level of the application, with its path."""
        for path in self.application:
            for item in self.facts(path).classes:
                yield path, item

    def origin(self, path: str, name: str) -> str:
        """Where a name of a file comes from, followed through the project's own re-exports: ``sqlmodel.Field``."""
        head, _, rest = name.partition(".")
        home, origin = self._follow(path, head, 0)
        dotted = f"{self.module_of(home)}.{origin}" if home else origin
        return f"{dotted}.{rest}" if rest else dotted

    def _declared(self, path: str) -> _Names:
        if path not in self._by_file:
            self._by_file[path] = _names_of(self.facts(path))
        return self._by_file[path]

    def _follow(self, path: str, name: str, depth: int) -> tuple[str, str]:
        """The file that defines ``name`` and its name there; no file and a dotted origin when it is not ours."""
        if depth:
            return self._followed(path, name, depth)
        if (path, name) not in self._origins:
            self._origins[path, name] = self._followed(path, name, 0)
        return self._origins[path, name]

    def _followed(self, path: str, name: str, depth: int) -> tuple[str, str]:
        names = self._declared(path)
        if name in names.classes or name in names.assignments or name in names.functions:
            return path, name
        item = names.imports.get(name)
        if item is not None and not item.attribute:
            return "", item.module
        if item is not None and depth < _DEEP:
            # from app.models import User        from . import models
            target = self.path_of(item.module, path)
            home, origin = self._follow(target, item.attribute, depth + 1) if target else ("", item.joined)
            # a package does not declare the modules in it
            return (home, origin) if home or origin != item.attribute else ("", item.joined)
        return self._starred(path, name, depth)

    def _starred(self, path: str, name: str, depth: int) -> tuple[str, str]:
        """What ``from module import *`` brings, else a name of nobody's."""
        exporter = None
        for module in self._declared(path).stars:
            target = self.path_of(module, path)
            home, origin = self._follow(target, name, depth + 1) if target and depth < _DEEP else ("", name)
            if home or origin != name:
                return home, origin
            if target is None and exporter is None and name in _EXPORTED.get(module, ()):
                # from sqlmodel import *
                exporter = module
        return "", f"{exporter}.{name}" if exporter else name

    def find_class(self, path: str, name: str) -> tuple[str, Class] | None:
        """The project's class that ``name`` means in the file ``path``."""
        name = name.partition("[")[0].strip("\"' ")
        head, _, rest = name.rpartition(".")
        if head:
            # models.User
            facts = self.facts(path)
            module = facts.origin(head)
            target = self.path_of(module, path)
            return self.find_class(target, rest) if target else None
        home, origin = self._follow(path, name, 0)
        found = self._declared(home).classes.get(origin) if home else None
        return (home, found) if found else None

    def find_assignment(self, path: str, name: str) -> tuple[str, Assignment] | None:
        """The module-level assignment that ``name`` means in the file ``path``, and its file."""
        head, _, rest = name.rpartition(".")
        if head:
            # types.Key
            target = self.path_of(self.facts(path).origin(head), path)
            return self.find_assignment(target, rest) if target else None
        home, origin = self._follow(path, name, 0)
        found = self._declared(home).assignments.get(origin) if home else None
        return (home, found) if found else None

    def bases(self, path: str, item: Class) -> Iterator[tuple[str, Class]]:
        """The project's own classes that ``item`` inherits from, nearest first, each once."""
        seen = {(path, item.name)}
        queue = [(path, base) for base in item.bases]
        while queue:
            where, name = queue.pop(0)
            found = self.find_class(where, name)
            if found is None or (found[0], found[1].name) in seen:
                continue
            seen.add((found[0], found[1].name))
            yield found
            queue[:0] = [(found[0], base) for base in found[1].bases]

    def roots(self, path: str, item: Class) -> frozenset[str]:
        """The origins of the bases that are not the project's own: ``{"sqlmodel.SQLModel"}``."""
        place = (path, item.name, item.line)
        if place not in self._roots_of:
            chain = [(path, item), *self.bases(path, item)]
            self._roots_of[place] = frozenset(
                self.origin(where, base.partition("[")[0])
                for where, cls in chain
                for base in cls.bases
                if self.find_class(where, base) is None
            )
        return self._roots_of[place]


def spelled(node: ast.expr) -> str:
    """The source of an expression; that of a name, which most are, without the cost of a printer."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=head), attr=name):
            return f"{head}.{name}"
    return ast.unparse(node)


@lru_cache(maxsize=1 << 14)
def parsed(source: str) -> ast.expr | None:
    """An expression of the user's, as a tree that nobody may change; ``None`` when it is not one."""
    try:
        return ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return None
