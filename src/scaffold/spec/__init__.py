"""What do these words mean: the grammar, and the entity that they describe (pure).

The names below are imported when they are asked for: reading a project's models needs ``spec.entity`` and none of
the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scaffold.spec.check import check_entities
    from scaffold.spec.entity import Entity, Field, Reference
    from scaffold.spec.file import parse_file
    from scaffold.spec.parse import parse_entity, parse_field
    from scaffold.spec.recorded import parse_words
    from scaffold.spec.relation import back_name
    from scaffold.spec.vocabulary import Known, Options, Vocabulary
    from scaffold.spec.words import command_line, options_of, renamed, words_of

_HOMES = {
    "Entity": "entity",
    "Field": "entity",
    "Known": "vocabulary",
    "Options": "vocabulary",
    "Reference": "entity",
    "Vocabulary": "vocabulary",
    "back_name": "relation",
    "check_entities": "check",
    "command_line": "words",
    "options_of": "words",
    "parse_entity": "parse",
    "parse_field": "parse",
    "parse_file": "file",
    "parse_words": "recorded",
    "renamed": "words",
    "words_of": "words",
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
    "command_line",
    "options_of",
    "parse_entity",
    "parse_field",
    "parse_file",
    "parse_words",
    "renamed",
    "words_of",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if (home := _HOMES.get(name)) is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"scaffold.spec.{home}"), name)
