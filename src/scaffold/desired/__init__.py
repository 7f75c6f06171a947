"""Which fragments should be true for an entity and a project (the only home of Jinja)."""

from __future__ import annotations

from scaffold.desired.fragments import desired, desired_together, environment
from scaffold.desired.parts import registry_lines
from scaffold.desired.support import PROJECT
from scaffold.desired.templates import shipped_templates, templates_digest, templates_home

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
