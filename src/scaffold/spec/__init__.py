"""What do these words mean: the grammar, and the entity that they describe (pure).

The names below are imported when they are asked for: reading a project's models needs ``spec.entity`` and none of the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scaffold.spec.check import check_entities
    from scaffold.spec.entity import Entity, Field, Reference
    from scaffold.spec.parse import parse_entity, parse_field
    from scaffold.spec.relation import back_name
    from scaffold.spec.vocabulary import Known, Options, Vocabulary

_HOMES = {
    "check_entities": "check",
    "Entity": "entity",
    "Field": "entity",
    "Reference": "entity",
    "parse_entity": "parse",
    "parse_field": "parse",
    "back_name": "relation",
    "Known": "vocabulary",
    "Options": "vocabulary",
    "Vocabulary": "vocabulary",
}

__all__ = [
    "Entity",
    "Field",
    "Known",
    "Options",
    "Reference",
    "Vocabulary",
    "back_name",
    "check_entities",
    "parse_entity",
    "parse_field",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if (home := _HOMES.get(name)) is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"scaffold.spec.{home}"), name)
