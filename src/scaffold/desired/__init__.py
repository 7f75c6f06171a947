"""Which fragments should be true for an entity and a project (the only home of Jinja).

The names below are imported when they are asked for: a check of a project in step needs the digest of the templates
and none of the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scaffold.desired.fragments import desired, desired_together, environment
    from scaffold.desired.parts import registry_lines
    from scaffold.desired.support import PROJECT
    from scaffold.desired.templates import shipped_templates, templates_digest, templates_home

_HOMES = {
    "PROJECT": "support",
    "desired": "fragments",
    "desired_together": "fragments",
    "environment": "fragments",
    "registry_lines": "parts",
    "shipped_templates": "templates",
    "templates_digest": "templates",
    "templates_home": "templates",
}

__all__ = [
    "PROJECT",
    "desired",
    "desired_together",
    "environment",
    "registry_lines",
    "shipped_templates",
    "templates_digest",
    "templates_home",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if (home := _HOMES.get(name)) is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"scaffold.desired.{home}"), name)
