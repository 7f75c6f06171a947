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
    """Class name to values, in order. A value that is no literal stands as its source."""
    return {
        item.name: values_of(item) for path, item in sources.classes() if is_enum(sources, path, item)
    }


def values_of(item: Class) -> tuple[str, ...]:
    """The values of an Enum's members; the member's lower-case name for ``auto()``."""
    return tuple(
        _value(attribute.name, attribute.value)
        for attribute in item.attributes
        if attribute.value and not attribute.annotation and not attribute.name.startswith("_")
    )


def _value(name: str, source: str) -> str:
    node = parsed(source)
    if source.rpartition(".")[2] == "auto()":
        return name.lower()
    value = getattr(node, "value", None)
    return value if isinstance(value, str) else source
