"""Which file belongs to which layer of which entity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scaffold.project.endpoints import is_router
from scaffold.project.look import Look, pattern_of
from scaffold.project.schemas import schemas_of
from scaffold.project.sources import is_test
from scaffold.project.tables import Table

WORDS = {
    "repository": frozenset(
        [
            "repo",
            "repos",
            "repository",
            "repositories",
            "crud",
            "cruds",
            "dao",
            "daos",
            "dal",
            "mapper",
            "mappers",
            "queries",
            "store",
            "stores",
            "storage",
            "gateway",
            "gateways",
            "persistence",
        ]
    ),
    "service": frozenset(
        ["service", "services", "usecase", "usecases", "interactor", "interactors", "logic", "manager", "managers"]
    ),
}
_TEST_WORDS = frozenset(
    [
        "test",
        "tests",
        "api",
        "route",
        "routes",
        "router",
        "routers",
        "endpoint",
        "endpoints",
        "view",
        "views",
        "crud",
        "e2e",
        "v1",
        "v2",
    ]
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file that holds a layer of an entity; without a placeholder in ``pattern`` it may hold others."""

    entity: str
    path: str
    pattern: str
    line: int


def sightings(look: Look, layer: str) -> Iterator[Sighting]:
    """Every file of a layer, once for each entity that it is named after or mentions."""
    for table in look.models:
        if layer == "model":
            pattern = pattern_of(table.path, look.spelling(table)) or table.path
            yield Sighting(table.item.name, table.path, pattern, table.item.line)
        elif layer == "schema":
            for path, item in schemas_of(look, table):
                pattern = pattern_of(path, look.spelling(table)) or path
                yield Sighting(table.item.name, path, pattern, item.line)
        else:
            yield from _of_modules(look, layer, table)


def _of_modules(look: Look, layer: str, table: Table) -> Iterator[Sighting]:
    spelling = look.spelling(table)
    found = []
    for path in _files(look, layer):
        pattern = pattern_of(path, spelling)
        if pattern and (layer != "tests" or _plain_test(pattern)):
            found.append(Sighting(table.item.name, path, pattern, 1))
        elif layer != "tests" and (line := _mentions(look, path, look.bare(table), spelling.snake)):
            found.append(Sighting(table.item.name, path, path, line))
    if layer == "tests":
        # tests of the API before tests of anything else
        over_http = [item for item in found if _TEST_WORDS & set(item.path.split("/")[:-1]) - {"test", "tests", "crud"}]
        found = over_http or found
    yield from found


def _plain_test(pattern: str) -> bool:
    # test_{plural}.py, test_{snake}_api.py, {snake}_test.py, but not test_{snake}_discount.py
    words = pattern.rpartition("/")[2].removesuffix(".py").split("_")
    return all(word in _TEST_WORDS or "{" in word for word in words)


def _files(look: Look, layer: str) -> Iterator[str]:
    for path in look.sources.paths:
        if layer == "tests":
            if is_test(path) and re.fullmatch(r"test_.*|.*_test\.py", path.rpartition("/")[2]):
                yield path
        elif is_test(path):
            continue
        elif layer == "router":
            if is_router(look, path):
                yield path
        elif _word_layer(path) == layer and _works_on_models(look, path):
            yield path


def _word_layer(path: str) -> str | None:
    """The layer that the last telling word of the path names."""
    for part in reversed(path.removesuffix(".py").split("/")):
        words = set(part.lower().split("_"))
        for layer, telling in WORDS.items():
            if words & telling:
                return layer
    return None


def _works_on_models(look: Look, path: str) -> bool:
    """No package's front, no router; something that gets a model, or the session that holds them."""
    if path.endswith("__init__.py") or is_router(look, path):
        return False
    facts = look.sources.facts(path)
    names = {table.item.name for table in look.models}
    imported = {item.attribute for item in facts.imports}
    methods = [method for item in facts.classes for method in item.methods]
    params = [param for function in (*facts.functions, *methods) for param in function.params]
    return bool(names & imported) or any("Session" in param.annotation for param in params)


def _mentions(look: Look, path: str, name: str, snake: str) -> int:
    """The line where a file for all entities has something of this one; 0 where it has nothing."""
    facts = look.sources.facts(path)
    for item in facts.classes:
        if item.name.startswith(name) or any(f"[{name}" in base for base in item.bases):
            return item.line
    for function in facts.functions:
        if re.search(rf"(^|_){snake}s?(_|$)", function.name):
            return function.line
    return 0
