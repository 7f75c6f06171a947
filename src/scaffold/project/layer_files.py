"""Which file belongs to which layer of which entity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.dataclass import dataclass
from scaffold.project.layer_words import OVER_HTTP, TELLING, TESTS, words_of
from scaffold.project.look import Look
from scaffold.project.modules import is_test


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file that holds a layer of an entity; without a placeholder in ``pattern`` it may hold others."""

    entity: str
    path: str
    pattern: str
    line: int


def sightings(look: Look, layer: str) -> tuple[Sighting, ...]:
    """Every file of a layer, once for each entity that it is named after or mentions."""
    if layer not in look.seen:
        look.seen[layer] = tuple(_sightings(look, layer))
    return look.seen[layer]


def _sightings(look: Look, layer: str) -> Iterator[Sighting]:
    if layer == "model":
        for table in look.models:
            pattern = look.spelling(table).pattern(table.path) or table.path
            yield Sighting(table.item.name, table.path, pattern, table.item.line)
    elif layer == "schema":
        for table in look.models:
            for path, item in look.schemas_of(table):
                yield Sighting(table.item.name, path, look.spelling(table).pattern(path) or path, item.line)
    elif layer == "tests":
        yield from _tests(look)
    else:
        for path in _modules(look, layer):
            named = look.in_path(path)
            yield from (Sighting(table.item.name, path, pattern, 1) for table, pattern in named)
            if not named:
                yield from (Sighting(name, path, path, line) for name, line in _mentioned(look, path).items())


def _tests(look: Look) -> Iterator[Sighting]:
    found = [
        Sighting(table.item.name, path, pattern, 1)
        for path in look.sources.paths
        if is_test(path) and re.fullmatch(r"test_.*|.*_test\.py", path.rpartition("/")[2])
        for table, pattern in look.in_path(path)
        if _plain_test(pattern)
    ]
    # tests of the API before tests of anything else
    over_http = [item for item in found if OVER_HTTP & set(item.path.split("/")[:-1])]
    yield from over_http or found


def _plain_test(pattern: str) -> bool:
    # test_{plural}.py, test_{snake}_api.py, {snake}_test.py, but not test_{snake}_discount.py
    return all(word in TESTS or "{" in word for word in words_of(pattern))


def _modules(look: Look, layer: str) -> Iterator[str]:
    if layer == "router":
        yield from (path for path in look.application if path in look.routers)
        return
    found = [p for p in look.application if _word_layer(p) == layer and _works_on_models(look, p)]
    # a script that fills one table is no layer of an application whose other entities do without
    alone = len(found) == 1 and len(look.models) > 2 and look.in_path(found[0]) and not _is_imported(look, found[0])
    yield from () if alone else found


def _is_imported(look: Look, path: str) -> bool:
    sources, package = look.sources, f"{path.rpartition('/')[0]}/__init__.py"
    for other in sources.paths:
        for item in sources.facts(other).imports if other != path else ():
            joined = f"{item.module}.{item.attribute}" if item.attribute else item.module
            if {sources.path_of(item.module, other), sources.path_of(joined, other)} & {path, package}:
                return True
    return False


def _word_layer(path: str) -> str | None:
    """The layer that the last telling word of the path names."""
    for part in reversed(path.removesuffix(".py").split("/")):
        # use_cases: the words alone tell nothing
        for word in (part.lower().replace("_", ""), *reversed(part.lower().split("_"))):
            for layer, telling in TELLING.items():
                if word in telling:
                    return layer
    return None


def _works_on_models(look: Look, path: str) -> bool:
    """No package's front, no router; something that gets a model, or the session that holds them."""
    if path.endswith("__init__.py") or path in look.routers or path in look.homes:
        return False
    facts = look.sources.facts(path)
    if any(item.attribute in look.names for item in facts.imports):
        return True
    methods = [method for item in facts.classes for method in item.methods]
    params = [param for function in (*facts.functions, *methods) for param in function.params]
    return any("Session" in param.annotation for param in params)


def _mentioned(look: Look, path: str) -> dict[str, int]:
    """The entities that a file for all of them has something of, each with its first line."""
    facts = look.sources.facts(path)
    found: dict[str, int] = {}
    for item in facts.classes:
        # class UserCrud    class Crud(Generic[User])
        arguments = [name for base in item.bases for name in re.findall(r"\w+", base.partition("[")[2])]
        for table in (look.owner(name) for name in (item.name, *arguments)):
            if table is not None:
                found.setdefault(table.item.name, item.line)
    for function in facts.functions:
        for table in look.in_name(function.name):
            found.setdefault(table.item.name, function.line)
    return found
