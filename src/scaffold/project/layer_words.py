"""The words by which people name the files of a layer, so that `crud.py` is told from `catalog.py`."""

from __future__ import annotations

import re

TELLING = {
    "repository": frozenset(
        (
            *(
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
            ),
            *("queries", "store", "stores", "storage", "gateway", "gateways", "persistence"),
        )
    ),
    "service": frozenset(
        (
            *("service", "services", "usecase", "usecases", "interactor", "interactors"),
            *("logic", "manager", "managers"),
        )
    ),
}
OVER_HTTP = frozenset(
    (
        *("api", "route", "routes", "router", "routers", "endpoint", "endpoints", "view", "views"),
        *("controller", "controllers"),
    )
)
TESTS = OVER_HTTP | {"test", "tests", "crud", "e2e"}
_LAYERS = frozenset(
    (
        *TELLING["repository"],
        *TELLING["service"],
        *OVER_HTTP,
        *("handler", "handlers", "resource", "resources", "model", "models", "entity", "entities", "table", "tables"),
        *("schema", "schemas", "dto", "dtos", "type", "types", "db", "database", "sql", "orm", "init"),
    )
)

_SHARED = frozenset(
    (
        *("app", "apps", "application", "backend", "server", "src", "core", "common", "shared", "base", "main"),
        *("config", "infra", "infrastructure", "domain", "domains", "module", "modules", "feature", "features"),
        *("internal", "lib", "libs", "data", "persistence", "web", "http", "rest", "sqlmodel", "fastapi"),
    )
)


def words_of(path: str) -> list[str]:
    """The words of a file's name: ``["user", "repo"]``; a version is none."""
    stem = path.rpartition("/")[2].removesuffix(".py").lower()
    return [word for word in re.split(r"[_\-]+", stem) if word and not re.fullmatch(r"v\d+", word)]


def is_technical(folder: str) -> bool:
    """A folder for code of one kind, `api`, `core` or `v1`, and not for one subject."""
    words = words_of(folder)
    return not words or all(word in _LAYERS or word in _SHARED for word in words)


def is_named_by_layer(pattern: str) -> bool:
    """Nothing but an entity and words of a layer: ``{snake}_repo.py``, `crud.py`, but not `catalog.py`."""
    return all("{" in word or word in _LAYERS for word in words_of(re.sub(r"\{\w+\}", "{}", pattern)))
