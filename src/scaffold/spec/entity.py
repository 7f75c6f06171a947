"""What an entity is, whether words described it or its SQLModel class was read from a file.

The class is the truth: an entity read from disk carries each statement verbatim in ``source``, so what the
grammar cannot say (an argument, a validator, a foreign type) survives being read and rendered again.
"""

from __future__ import annotations

from typing import Literal

from scaffold.dataclass import dataclass, field

RelationKind = Literal["many-to-one", "one-to-one", "many-to-many"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column that holds a value.

    ``type`` is a row of ``fieldtypes.TYPES``, ``"enum"`` for an Enum class, or ``""`` when the annotation on disk
    is one that we do not know (then ``annotation`` and ``source`` say everything).
    ``default`` and ``factory`` are Python source; ``gt`` and the like are numbers as they were written.
    """

    name: str
    type: str
    enum: str | None = None  # class name of the Enum
    choices: tuple[str, ...] = ()  # the values of the Enum, when known
    writes_enum: bool = False  # `status:draft/published`: the class is ours to write
    many: bool = False  # `:list`, a JSON list column
    null: bool = False
    unique: bool = False
    index: bool = False
    max: int | None = None
    min: int | None = None
    ge: str | None = None
    gt: str | None = None
    le: str | None = None
    lt: str | None = None
    digits: int | None = None
    places: int | None = None
    pattern: str | None = None
    default: str | None = None
    factory: str | None = None
    column: str | None = None
    desc: str | None = None
    private: bool = False  # in no output schema
    readonly: bool = False  # in no input schema
    immutable: bool = False  # in the create schema, not in the update schema
    annotation: str = ""  # verbatim, when read from disk
    source: str = ""  # the whole statement verbatim, when read from disk


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One relation to another entity (or to the entity itself), seen from the side that was asked for it.

    ``back`` is the attribute on the other side: ``None`` for the usual name, ``""`` for none at all.
    ``key`` is the foreign key attribute (``author_id``), ``""`` for many-to-many.
    """

    name: str
    target: str  # entity name; the entity's own name for `self`
    kind: RelationKind = "many-to-one"
    key: str = ""
    null: bool = False
    unique: bool = False
    index: bool = True
    back: str | None = None
    ondelete: Literal["cascade", "restrict", "set-null"] | None = None
    via: str | None = None  # name of the link model
    column: str | None = None
    desc: str | None = None
    private: bool = False
    readonly: bool = False
    immutable: bool = False
    key_source: str = ""  # the foreign key statement verbatim, when read from disk
    source: str = ""  # the relationship statement verbatim, when read from disk; "" when there is only the key


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An entity as asked for, or as read. ``None`` means "as the project does it"."""

    name: str
    fields: tuple[Field | Reference, ...] = ()
    table: str | None = None
    plural: str | None = None  # snake case, for routes and file names: "posts"
    pk: str | None = None  # "int", "uuid", or the annotation read from disk
    pk_name: str = "id"
    uniques: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    timestamps: bool = False
    layers: tuple[str, ...] | None = None
    package: str = ""  # `blog.Post`: the domain package, in projects that have one per domain
    # what was guessed or respelled, for the plan to say; two ways of asking for one entity are equal
    notes: tuple[str, ...] = field(default=(), compare=False)
