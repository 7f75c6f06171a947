"""Which names may be given: to an entity, a field, the other side, a table; and what to type instead of the others.

Refused is what breaks the generated code or changes its meaning without a word. A name that Python merely finds odd
(``type``, ``match``) is fine.
"""

from __future__ import annotations

import keyword
from typing import NoReturn

from scaffold.errors import SpecError
from scaffold.fieldtypes import TYPES
from scaffold.naming import (
    MAX_IDENTIFIER,
    is_plain_identifier,
    pascal,
    plural,
    snake,
    table,
    too_long,
    words,
)
from scaffold.spec.word import shown

# attributes of SQLModel, pydantic and SQLAlchemy classes; every `model_*` is theirs too
RESERVED = words(
    """
    cls construct copy dict from_orm json metadata parse_file parse_obj parse_raw registry
    schema schema_json sqlmodel_update update_forward_refs validate
    """
)

# names that a class body needs after the field: `int: int = 0` leaves no `int` for the next annotation
_TYPES = words(
    """
    bool bytes dict float int list str set tuple object sa
    """
)

# classes that generated modules import next to an entity's class
CLASSES = words(
    """
    APIRouter AfterValidator Annotated Any AsyncClient AsyncGenerator AsyncSession Base
    BaseModel ClassVar ConflictError Column Depends Enum FastAPI Field ForeignKey HTTPException
    Index IntegrityError InvalidReferenceError Interval Limit List Literal MISSING Mapped
    NotFoundError Offset Optional Path PlainSerializer Query Reference Relationship Request
    Response RowId SQLModel Sequence ServiceError Session SessionDep Settings StrEnum Table
    TYPE_CHECKING UTC UniqueConstraint Violation
    """
) | {
    i.binds
    for row in TYPES.values()
    for i in (*row.imports, *row.input_imports, *row.output_imports)
    if i.module != "datetime"  # a field may be called `date`
}

# modules that every project has, named as an entity's own would be
_MODULES = frozenset({"common", "error", "param", "response"})

# another name for an entity that cannot have its own
_INSTEAD = {
    "Session": "UserSession",
    "Query": "SearchQuery",
    "Path": "FilePath",
    "Field": "FormField",
    "Class": "Course",
    "Import": "DataImport",
    "Table": "DiningTable",
    "Column": "NewsColumn",
    "Index": "PriceIndex",
    "Request": "AccessRequest",
    "Response": "SurveyResponse",
    "List": "TodoList",
    "Enum": "Choice",
    "Limit": "CreditLimit",
    "Error": "ErrorReport",
    "Reference": "BookReference",
    "Settings": "UserSettings",
}


def entity_name(text: str) -> tuple[str, str, tuple[str, ...]]:
    """The package, the class name and notes of ``Post`` or ``blog.Post``; ``SpecError`` for a name that cannot be."""
    package, _, name = text.rpartition(".")

    def refuse(message: str, hint: str) -> NoReturn:
        raise SpecError(message, where=shown(text), hint=hint)

    if not name or not all(map(_plain_ascii, (*package.split("."), name) if package else (name,))):
        refuse(
            f"{shown(text)!r} is no name for a class: letters, digits and '_', in ASCII, beginning with a letter",
            "scaffold entity Post title:str",
        )
    if any(part.startswith("_") or keyword.iskeyword(part) for part in package.split(".")):
        refuse(f"{package} is no name for a package", f"scaffold entity blog.{pascal(name)}")
    notes: tuple[str, ...] = ()
    if name.startswith("_"):
        refuse(
            f"{shown(name)}: a leading '_' would make the class private",
            f"scaffold entity {_spelled(name)}",
        )
    if _spelled(name) != name:
        notes = (f"{name} is written {_spelled(name)}, as classes are in Python",)
        name = _spelled(name)
    if keyword.iskeyword(name):
        refuse(f"{name} is a Python keyword", f"scaffold entity {name}Item")
    if keyword.iskeyword(snake(name)):
        refuse(
            f"{name} needs a module called {snake(name)}.py, which Python could not import ({snake(name)} is a keyword)",
            f"scaffold entity {_INSTEAD.get(name, 'My' + name)}",
        )
    if name in CLASSES or name in dir(__builtins__) or snake(name) in _MODULES:
        refuse(
            f"{name} is the name of something that the generated code uses",
            f"choose another name: scaffold entity {_INSTEAD.get(name, 'My' + name)}",
        )
    if too_long(table(name)):
        refuse(
            f"the table of {shown(name)} would have a name of {len(table(name))} characters, PostgreSQL cuts at {MAX_IDENTIFIER}",
            "choose a shorter name",
        )
    return package, name, notes


def _spelled(name: str) -> str:
    return pascal(name) if "_" in name or name[:1].islower() else name


def _plain_ascii(name: str) -> bool:
    return name.isascii() and name.isidentifier()


def check_field_name(name: str, text: str, *, pk_name: str = "id") -> None:
    """Refuse a name that no field can have. ``text`` is the whole word, for the message."""
    kind = text.partition(":")[2] or "str"

    def refuse(message: str, instead: str) -> NoReturn:
        raise SpecError(message, where=shown(text), hint=f"write {instead}:{shown(kind)}")

    if not name:
        refuse("a field begins with its name", "title")
    if not is_plain_identifier(name):
        better = _repaired(name)
        refuse(f"{shown(name)!r} is no Python name", better)
    if keyword.iskeyword(name):
        refuse(f"{name} is a Python keyword", f"{name}_")
    if name.startswith("_"):
        refuse(
            f"{shown(name)}: pydantic makes no field of a name that begins with '_'",
            name.strip("_") or "title",
        )
    if name in RESERVED or name.startswith("model_"):
        column = "" if ":column=" in text else f":column={name}"
        raise SpecError(
            f"{name} is an attribute of every SQLModel class",
            where=shown(text),
            hint=f"write {_unmodelled(name)}:{shown(kind)}{column}",
        )
    if name in _TYPES:
        refuse(f"{name} would hide the type of that name from the fields after it", f"{name}_value")
    if name in CLASSES:
        refuse(f"{name} would hide a name that the generated code imports", snake(name))
    if name in (pk_name, "pk"):
        raise SpecError(
            f"{name}: the primary key is written for you",
            where=shown(text),
            hint="leave it out; --pk uuid for a UUID key",
        )
    if too_long(name):
        refuse(
            f"a column name of {len(name.encode())} bytes is too long, PostgreSQL cuts at {MAX_IDENTIFIER}",
            name[:20],
        )


def _unmodelled(name: str) -> str:
    rest = name.removeprefix("model_")
    return f"{name}_" if rest == name or not rest.isidentifier() else f"{rest}_"


def _repaired(name: str) -> str:
    better = "".join(c if c.isalnum() and c.isascii() else "_" for c in name).strip("_")
    if not better or not better[0].isalpha():
        better = "title"
    return better[:40]


def check_identifier(name: str, what: str, text: str, hint: str) -> None:
    """Refuse what cannot be an attribute or a column: ``what`` it is for, ``hint`` a good one."""
    if not is_plain_identifier(name) or keyword.iskeyword(name) or name.startswith("_"):
        raise SpecError(f"{shown(name)!r} is no name for {what}", where=shown(text), hint=hint)
    if too_long(name):
        raise SpecError(
            f"{shown(name)} is too long for {what}, PostgreSQL cuts at {MAX_IDENTIFIER}",
            where=shown(text),
            hint=hint,
        )


def usual_plural(entity: str, chosen: str | None = None) -> str:
    """The plural of an entity for routes, files and other sides: ``posts``."""
    return chosen or plural(snake(entity))
