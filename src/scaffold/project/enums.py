"""The Enum classes of a project, and their values."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.facts import Class
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
    values = [
        _value(attribute.name, attribute.value)
        for attribute in item.attributes
        if attribute.value and not attribute.annotation and not attribute.name.startswith("_")
    ]
    return tuple(value for value in values if value is not None) if None not in values else ()


def _value(name: str, source: str) -> str | None:
    if source.rpartition(".")[2] == "auto()":
        # what a StrEnum makes of it
        return name.lower()
    value = getattr(parsed(source), "value", None)
    return value if isinstance(value, str) else None
