"""Where each layer of an entity is kept: a path pattern, one file for all, or not at all.

A layer without a file of its own is one that the project does without, but only where an entity is already served
over HTTP: a project that stops at its models has not decided yet, and gets the usual layers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from scaffold.facts import Facts
from scaffold.project.conventions import LAYERS
from scaffold.project.findings import Found
from scaffold.project.look import Look, is_test, pattern_of
from scaffold.project.schemas import schemas_of

_WORDS = {
    "repository": {
        "repo", "repos", "repository", "repositories", "crud", "cruds", "dao", "daos", "dal", "mapper", "mappers",
        "queries", "store", "stores", "storage", "gateway", "gateways", "persistence",
    },
    "service": {
        "service", "services", "usecase", "usecases", "interactor", "interactors", "logic", "manager", "managers",
    },
}  # fmt: skip
_METHODS = ("get", "post", "put", "patch", "delete", "api_route")
_DEFAULTS = {
    "model": "db/models/{snake}.py",
    "schema": "schemas/{snake}.py",
    "repository": "repositories/{snake}_repo.py",
    "service": "services/{snake}_service.py",
    "router": "api/{plural}.py",
}
_DOMAIN = {
    "schema": "schemas.py",
    "repository": "repository.py",
    "service": "service.py",
    "router": "router.py",
}
_ROUTER_FOLDERS = ("api", "routers", "routes", "endpoints", "views", "controllers", "api/routes", "api/endpoints")


def find_layers(look: Look, folder: str) -> Iterator[Found]:
    """``layers``, entry by entry; ``folder`` is the package, with its final slash."""
    rows = {layer: _layer(look, layer) for layer in LAYERS}
    served = rows["router"] is not None or bool(endpoints_on_the_application(look))
    for layer in LAYERS:
        row = rows[layer]
        if row is not None:
            yield row
        elif layer in ("repository", "service") and served:
            yield Found(
                key=f"layers.{layer}",
                value=None,
                reason=f"its routers work without a {layer}",
                sure=bool(look.models),
            )
        else:
            yield _default(look, layer, folder, rows["model"], rows["schema"])


def is_router(look: Look, path: str) -> bool:
    """A module that declares endpoints on an ``APIRouter`` of its own."""
    facts = look.sources.facts(path)
    return any(
        item.call and look.sources.origin(path, item.call.func).rpartition(".")[2].endswith("APIRouter")
        for item in facts.assignments
    ) and bool(list(endpoints(facts)))


def endpoints(facts: Facts) -> Iterator[tuple[str, str, str, int]]:
    """Receiver, method, path and line of every endpoint, methods of classes included."""
    methods = [method for item in facts.classes for method in item.methods]
    for function in (*facts.functions, *methods):
        for call in function.decorators:
            receiver, _, method = call.func.rpartition(".")
            path = call.args[0] if call.args else call.keyword("path")
            if receiver and method in _METHODS and path is not None:
                yield receiver, method, path.strip("rRfF").strip("\"'"), call.line


def endpoints_on_the_application(look: Look) -> list[str]:
    """The files whose endpoints hang on an application instead of a router, and use a session or a model."""
    found = []
    names = {table.item.name for table in look.models}
    for path in look.application:
        facts = look.sources.facts(path)
        if is_router(look, path) or not any(endpoints(facts)):
            continue
        used = {item.attribute for item in facts.imports} | {item.name for item in facts.classes}
        if names & used:
            found.append(path)
    return found


def _layer(look: Look, layer: str) -> Found | None:
    votes: Counter[str] = Counter()
    example: dict[str, tuple[str, int]] = {}
    for path, pattern, line in _candidates(look, layer):
        votes[pattern] += 1
        example.setdefault(pattern, (path, line))
    if not votes:
        return None
    best = max(votes, key=lambda item: (_weight(layer, item, votes[item]), item.count("{"), -len(item), item))
    path, line = example[best]
    total = sum(votes.values())
    what = "one file for all" if "{" not in best else f"{votes[best]} of {total} follow it"
    return Found(
        key=f"layers.{layer}",
        value=best,
        reason=what,
        path=path,
        line=line,
        sure=votes[best] * 2 > total,
    )


def _weight(layer: str, pattern: str, votes: int) -> int:
    # tests of the API before tests of anything else
    words = set(re.split(r"[/_.]", pattern))
    return votes + (100 if layer == "tests" and words & {"api", "routes", "routers", "endpoints", "views"} else 0)


def _candidates(look: Look, layer: str) -> Iterator[tuple[str, str, int]]:
    for table in look.models:
        spelling = look.spelling(table)
        if layer == "model":
            yield table.path, pattern_of(table.path, spelling) or table.path, table.item.line
            continue
        if layer == "schema":
            for path, item in schemas_of(look, table):
                yield path, pattern_of(path, spelling) or path, item.line
            continue
        for path in _files(look, layer):
            pattern = pattern_of(path, spelling)
            if pattern:
                yield path, pattern, 1
            elif layer != "tests" and (line := _mentions(look, path, look.bare(table), spelling.snake)):
                yield path, path, line


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


def _word_layer(path: str) -> str | None:
    """The layer that the last telling word of the path names."""
    for part in reversed(path.removesuffix(".py").split("/")):
        words = set(part.lower().split("_"))
        for layer, telling in _WORDS.items():
            if words & telling:
                return layer
    return None


def _mentions(look: Look, path: str, name: str, snake: str) -> int:
    """The line where a file for all entities has something of this one; 0 where it has nothing."""
    facts = look.sources.facts(path)
    for item in facts.classes:
        if item.name.startswith(name) or any(f"[{name}" in base for base in item.bases):
            return item.line
    for function in facts.functions:
        if re.search(rf"(^|_){snake}(_|$)", function.name):
            return function.line
    return 0


def _default(look: Look, layer: str, folder: str, model: Found | None, schema: Found | None) -> Found:
    key, known = f"layers.{layer}", frozenset(look.sources.paths)
    if layer == "tests":
        tests = sorted({path.partition("tests/")[0] + "tests" for path in known if "tests/" in path}, key=len)
        return Found(
            key=key,
            value=f"{tests[0] if tests else 'tests'}/test_{{plural}}.py",
            reason="no test is named after an entity; this is the usual place",
            sure=False,
        )
    pattern = str(model.value) if model else ""
    domain = pattern.rpartition("/")[0]
    if "{" in domain and layer in _DOMAIN:
        return Found(
            key=key,
            value=f"{domain}/{_DOMAIN[layer]}",
            reason="beside the model, in the entity's own package",
            path=model.path if model else "",
            sure=False,
        )
    value = folder + _DEFAULTS[layer]
    reason = "the project has none yet; this is the usual place"
    if layer == "router":
        for name in _ROUTER_FOLDERS:
            if f"{folder}{name}/__init__.py" in known or any(p.startswith(f"{folder}{name}/") for p in known):
                value = f"{folder}{name}/{{plural}}.py"
                reason = f"no router is named after an entity; {folder}{name} is where routers go"
    return Found(key=key, value=value, reason=reason, sure=False)
