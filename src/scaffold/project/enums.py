"""The Enum classes of a project, and their values."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.facts import Assignment, Class
from scaffold.project.sources import Sources, parsed

_ROOTS = {"enum.Enum", "enum.StrEnum", "enum.IntEnum", "enum.Flag", "enum.IntFlag"}


def is_enum(sources: Sources, path: str, item: Class) -> bool:
    """Does the class inherit from an Enum, through the project's own classes too?"""
    return not _ROOTS.isdisjoint(sources.roots(path, item))


def read_enums(sources: Sources) -> Mapping[str, tuple[str, ...]]:
    """Class name to values, in order; no values for an Enum of anything but text."""
    return {item.name: values_of(item) for path, item in sources.classes() if is_enum(sources, path, item)}


def values_of(item: Class) -> tuple[str, ...]:
    """The values of an Enum's members; none at all where one of them is no text."""
    values = [_value(attribute.name, attribute.value) for attribute in _members(item)]
    return tuple(value for value in values if value is not None) if None not in values else ()


def members_of(item: Class) -> Mapping[str, str]:
    """The statement of each member by its value, of those that are text."""
    found = {_value(attribute.name, attribute.value): attribute.source for attribute in _members(item)}
    return {value: source for value, source in found.items() if value is not None}


def _members(item: Class) -> list[Assignment]:
    return [a for a in item.attributes if a.value and not a.annotation and not a.name.startswith("_")]


def _value(name: str, source: str) -> str | None:
    if source.rpartition(".")[2] == "auto()":
        # what a StrEnum makes of it
        return name.lower()
    value = getattr(parsed(source), "value", None)
    return value if isinstance(value, str) else None
