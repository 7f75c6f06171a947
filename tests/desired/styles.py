"""Ways in which projects differ, as the conventions that detection would find for them."""

from __future__ import annotations

from typing import Any

from scaffold.dataclass import replace
from scaffold.project import Conventions, Name, Registry

USUAL = Conventions()


def without(*layers: str) -> dict[str, str]:
    """The usual layers but for some."""
    return {layer: path for layer, path in USUAL.layers.items() if layer not in layers}


SYNC: dict[str, Any] = {"is_async": False, "session_class": Name("sqlmodel", "Session")}

STYLES: dict[str, dict[str, Any]] = {
    "usual": {},
    "sync": SYNC,
    "sync with execute": SYNC | {"session_method": "execute", "session_class": Name("sqlalchemy.orm", "Session")},
    "async with execute": {
        "session_method": "execute",
        "session_class": Name("sqlalchemy.ext.asyncio", "AsyncSession"),
    },
    "older pydantic": {"pydantic": (2, 10)},
    "arguments by name": SYNC | {"named_arguments": True},
    "no service": {"layers": without("service")},
    "no repository": {"layers": without("repository")},
    "endpoints alone": {"layers": without("repository", "service")},
    "classes of functions": {"repository_style": "class", "service_style": "static"},
    "services with sessions": {"service_style": "class", "layers": without("repository")},
    "classes that hold their session": {
        "repository_style": "holding",
        "service_style": "holding",
        "held_session": "db",
    },
    "services that hold sessions": {"service_style": "holding", "layers": without("repository")},
    "session by Depends": {"session_style": "depends", "session_parameter": "db"},
    "put and slashes": {
        "session_style": "annotated",
        "update_method": "put",
        "router_path": "/",
        "item_parameter": "id",
        "router_name": "{snake}_router",
    },
    "uuid keys": {
        "pk": "uuid",
        "pk_name": "uid",
        "out_suffix": "Public",
        "table_style": "sqlmodel",
        "explicit_table": False,
    },
    "prefix at the registry": {
        "registry": Registry(
            path="app/api/router.py",
            prefix="include",
            imports="router",
            arguments='prefix="/{plural}", tags=["{snake}"]',
        )
    },
    "schemas of pydantic": {"schema_base": Name("pydantic", "BaseModel")},
    "one file": {
        "layers": {
            **USUAL.layers,
            "model": "app/models.py",
            "schema": "app/models.py",
            "repository": "app/crud.py",
        },
        "models_package": None,
    },
    "a package per domain": {
        "layers": {
            "model": "app/{plural}/models.py",
            "schema": "app/{plural}/schemas.py",
            "service": "app/{plural}/service.py",
            "router": "app/{plural}/routes.py",
            "tests": "tests/{plural}/test_{plural}.py",
        },
        "models_package": None,
    },
}


def conventions(style: str) -> Conventions:
    """The conventions of one style."""
    return replace(USUAL, **STYLES[style])
