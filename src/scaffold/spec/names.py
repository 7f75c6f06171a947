"""Which names may be given to an entity, a field, a column; and what to type instead.

Refused is what breaks the generated code, or changes what it means without a word. A name that
Python merely finds odd (``type``, ``match``) is fine.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from string import digits

from scaffold.errors import SpecError
from scaffold.fieldtypes import TYPES
from scaffold.naming import (
    MAX_IDENTIFIER,
    is_plain_identifier,
    pascal,
    shown,
    snake,
    table,
    too_long,
    words,
)

_IN_EVERY_CLASS = "is an attribute of every SQLModel class"
_OF_PYDANTIC = "begins with model_, as pydantic's own attributes do"
# attributes of SQLModel, pydantic and SQLAlchemy classes; every `model_*` is theirs too
RESERVED = words(
    """
    cls construct copy dict from_orm json metadata parse_file parse_obj parse_raw registry schema
    schema_json sqlmodel_update update_forward_refs validate
    """
)

# what a class body needs after the field: `int: int = 0` leaves no `int` for the next annotation
_ANNOTATIONS = words("bool bytes dict float int list object property sa set str tuple uuid4")

# classes that generated modules import next to an entity's class
CLASSES = words(
    """
    APIRouter Annotated Any AsyncClient AsyncGenerator AsyncSession Base BaseModel ClassVar Column
    ConflictError Depends Enum FastAPI Field FiniteFloat ForeignKey Generator HTTPException HttpUrl Index
    IntegrityError InvalidReferenceError Limit List Literal MISSING Mapped Mapping NotFoundError
    Offset Optional Path Query Reference Relationship Request Response RowId SQLModel Sequence
    ServiceError Session SessionDep Settings StrEnum StringConstraints Table TYPE_CHECKING
    TestClient UTC UniqueConstraint Violation
    """
) | {
    item.binds
    for row in TYPES.values()
    for item in row.imports
    if item.module != "datetime"  # a field may be called `date`
}

# modules of every project that are named as an entity's own would be
_MODULES = words("common conftest error param response")

# a better name than <Entity>Record
_INSTEAD = {
    "Class": "Course",
    "Column": "NewsColumn",
    "Error": "ErrorReport",
    "Field": "FormField",
    "Import": "DataImport",
    "Index": "PriceIndex",
    "Limit": "CreditLimit",
    "List": "TodoList",
    "Path": "FilePath",
    "Query": "SearchQuery",
    "Reference": "BookReference",
    "Request": "AccessRequest",
    "Response": "SurveyResponse",
    "Session": "UserSession",
    "Settings": "UserSettings",
    "Table": "DiningTable",
}


def entity_name(text: str) -> tuple[str, str, tuple[str, ...]]:
    """The package, the class name and notes of ``Post`` or ``blog.Post``; ``SpecError`` if none."""
    package, dot, name = text.rpartition(".")
    parts = package.split(".") if dot else []
    if not all(part.isascii() and part.isidentifier() for part in (*parts, name)):
        message = f"{shown(text)!r} is no name for a class: a letter, then letters and digits, ASCII"
        raise _entity_error(text, message, f"{pascal(_ascii(name).lstrip(digits))[:40] or 'Post'} title:str")
    if any(part.startswith("_") or keyword.iskeyword(part) for part in parts):
        raise _entity_error(text, f"{shown(package)} is no name for a package", f"blog.{pascal(name)}")
    if name.startswith("_"):
        raise _entity_error(text, f"{shown(name)}: a leading '_' is for private classes", _spelled(name))
    spelled = _spelled(name)
    _check_class_name(text, spelled)
    note = f"{name} is written {spelled}, as classes are in Python"
    return package, spelled, (note,) if spelled != name else ()


def _check_class_name(text: str, name: str) -> None:
    instead = _INSTEAD.get(name, f"{name}Record")
    if keyword.iskeyword(name):
        raise _entity_error(text, f"{name} is a Python keyword", instead)
    if keyword.iskeyword(snake(name)):
        message = f"{name} needs a module {snake(name)}.py, and Python cannot import a keyword"
        raise _entity_error(text, message, instead)
    if re.fullmatch(r"test(_.*)?|.*_test", snake(name)):
        message = f"{name} needs modules such as {snake(name)}.py, which pytest takes for tests"
        raise _entity_error(text, message, name.replace("Test", "Trial"))
    if name in CLASSES or hasattr(builtins, name) or snake(name) in _MODULES:
        message = f"{name} is the name of something that the generated code uses"
        raise _entity_error(text, message, instead)
    if too_long(table(name)):
        message = f"{shown(name)}: its table would have a name of {len(table(name))} characters"
        message += f", PostgreSQL cuts at {MAX_IDENTIFIER}"
        raise _entity_error(text, message, f"{name[:20]}")


def _entity_error(text: str, message: str, instead: str) -> SpecError:
    return SpecError(message, where=shown(text), hint=f"scaffold entity {instead}")


def _spelled(name: str) -> str:
    return pascal(name) if "_" in name or name[:1].islower() else name


def check_field_name(name: str, text: str) -> None:
    """Refuse a name that no field can have. ``text`` is the whole word, for the message."""
    if not name:
        raise _error(text, "a field begins with its name", "title")
    if not is_plain_identifier(name):
        raise _error(text, f"{shown(name)!r} is no Python name", _repaired(name))
    if keyword.iskeyword(name):
        raise _error(text, f"{name} is a Python keyword", f"{name}_")
    if name.startswith("_"):
        message = f"{shown(name)}: pydantic makes no field of a name that begins with '_'"
        raise _error(text, message, _repaired(name))
    if name in RESERVED or name.startswith("model_"):
        plain = f"{_repaired(name.removeprefix('model_'))}_"
        column = "" if ":column=" in text else f":column={shown(name)}"
        raise _error(text, f"{shown(name)} {_IN_EVERY_CLASS if name in RESERVED else _OF_PYDANTIC}", plain, column)
    if name in _ANNOTATIONS:
        message = f"{name} would hide the type of that name from the fields after it"
        raise _error(text, message, f"{name}_value")
    if name in CLASSES:
        message = f"{name} would hide a name that the generated code imports"
        raise _error(text, message, f"{snake(name)}_value" if snake(name) == name else snake(name))
    if name in ("id", "pk"):
        message, hint = "the primary key is written for you", "leave it out; --pk uuid for a UUID"
        raise SpecError(f"{name}: {message}", where=shown(text), hint=hint)
    if too_long(name):
        message = f"a column name of {len(name.encode())} bytes, PostgreSQL cuts at {MAX_IDENTIFIER}"
        raise _error(text, message, name[:20])


def _error(text: str, message: str, instead: str, more: str = "") -> SpecError:
    rest = text.partition(":")[2] or "str"
    return SpecError(message, where=shown(text), hint=f"write {instead}:{shown(rest)}{more}")


def _repaired(name: str) -> str:
    """The letters and digits of a name, in ASCII; ``title`` where none are left."""
    better = _ascii(name)[:40].rstrip("_")
    return better if better[:1].isalpha() and better not in ("id", "pk") and not keyword.iskeyword(better) else "title"


def _ascii(name: str) -> str:
    """``naïve name`` as ``naive_name``: letters without their accents, all else as ``_``."""
    plain = unicodedata.normalize("NFKD", name)
    return re.sub(r"\W+", "_", "".join(c for c in plain if not unicodedata.combining(c)), flags=re.ASCII).strip("_")


def check_attribute(name: str, what: str, text: str, hint: str) -> None:
    """Refuse what cannot be an attribute of a class that is not ours; ``what`` it is for, ``hint`` a good one."""
    check_identifier(name, what, text, hint)
    if why := taken_in_classes(name):
        raise SpecError(f"{shown(name)} is no name for {what}: {why}", where=shown(text), hint=hint)


def taken_in_classes(name: str) -> str:
    """Why no attribute of any model may have the name; ``""`` where it may."""
    if name in RESERVED or name.startswith("model_"):
        return f"it {_IN_EVERY_CLASS if name in RESERVED else _OF_PYDANTIC}"
    return "it would hide a name that the class uses" if name in _ANNOTATIONS or name in CLASSES else ""


def check_link(name: str, text: str, hint: str) -> None:
    """Refuse what cannot be the class of a link model."""
    if not (name.isidentifier() and name.isascii() and name[0].isupper()):
        message = "expected the name of a class"
    elif keyword.iskeyword(name) or keyword.iskeyword(snake(name)):
        message = "Python has no such module"
    elif name in CLASSES or hasattr(builtins, name):
        message = "the generated code uses that name"
    elif too_long(table(name)):
        message = f"its table would have a name of {len(table(name))} characters, PostgreSQL cuts at {MAX_IDENTIFIER}"
    else:
        return
    raise SpecError(f"via={shown(name)}: {message}", where=shown(text), hint=hint)


def check_identifier(name: str, what: str, text: str, hint: str) -> None:
    """Refuse what cannot be an attribute or a column; ``what`` it is for, ``hint`` a good one."""
    if not is_plain_identifier(name) or keyword.iskeyword(name) or name.startswith("_"):
        raise SpecError(f"{shown(name)!r} is no name for {what}", where=shown(text), hint=hint)
    if too_long(name):
        message = f"{shown(name)} is too long for {what}, PostgreSQL cuts at {MAX_IDENTIFIER}"
        raise SpecError(message, where=shown(text), hint=hint)
