"""What words may refer to: the entities and Enum classes that the project has, and the options of the command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.dataclass import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entity of the project, as far as a reference to it must know.

    ``attributes`` are all names that its class has, relations included; ``requires`` are the entities without a row of
    which it cannot have one (its references that may not be null).
    """

    pk: str = "int"
    table: str = ""
    attributes: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """``entities`` by class name (``package.Name`` where two packages share one), ``enums`` by class name with their
    values (none where they are no text), ``fields``: the attributes that the entity in question already has.
    """

    entities: Mapping[str, Known] = field(default_factory=dict)
    enums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    table_style: str = "plural"
    key_suffix: str = "_id"  # `author_uid` is the key of `author`
    layers: tuple[str, ...] = ("model", "schema", "repository", "service", "router", "tests")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of ``scaffold entity``, as they were typed (``unique`` and ``index`` as ``a+b``)."""

    pk: str | None = None
    table: str | None = None
    plural: str | None = None
    unique: Sequence[str] = ()
    index: Sequence[str] = ()
    timestamps: bool = False
    layers: str | None = None
