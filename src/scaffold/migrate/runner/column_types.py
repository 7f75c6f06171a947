"""Column types as plain SQLAlchemy: a migration outlives the class that the model names today.

SQLModel moved and removed types under old migrations (``GUID``); ``sa.String(length=200)`` stays
true. A type decorator, SQLModel's or the project's, is written as what it stores.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.autogenerate.render import _repr_type
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.functions import now

UUID: Any = getattr(sa, "Uuid", postgresql.UUID)  # of every database since SQLAlchemy 2.0
DECIMAL = (sa.Numeric, sa.Float)  # before SQLAlchemy 2.1, the second is one of the first
NUMBER = (sa.Integer, *DECIMAL)


def render_item(kind: str, item: Any, context: Any) -> Any:
    """The ``render_item`` hook: text for what Alembic would write badly, ``False`` for the rest."""
    if kind == "type":
        return _type(item, context)
    if kind == "server_default":
        return _server_default(item)
    return False


def stored_type(type_: Any, dialect: Any) -> Any:
    """What ``type_`` is in the database: decorators are taken off."""
    type_ = type_() if isinstance(type_, type) else type_
    while isinstance(type_, sa.types.TypeDecorator):
        inner = type_.load_dialect_impl(dialect)
        if inner is type_:
            return inner
        type_ = inner
    return type_


def enum_of(type_: Any) -> Any:
    """The enum type of the database that ``type_`` is, or is an array of; ``None`` for any
    other.
    """
    type_ = type_() if isinstance(type_, type) else type_
    type_ = getattr(type_, "item_type", type_)
    native = isinstance(type_, sa.Enum) and getattr(type_, "native_enum", True) and type_.name
    return type_ if native else None


def _type(type_: Any, context: Any) -> Any:
    if isinstance(type_, sa.types.TypeDecorator) and not _is_portable(type_):
        return _decorated(type_, context)
    if context.dialect.name == "postgresql":
        if isinstance(type_, sa.ARRAY):
            return _array(type_, context)
        if enum_of(type_) is type_:
            return _enum(type_, context)
    return False


def _decorated(type_: Any, context: Any) -> Any:
    if type(type_).__module__.startswith("sqlmodel.") and type(type_).__name__ == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    inner = type_.impl_instance if hasattr(type_, "impl_instance") else type_.impl
    stored = stored_type(type_, context.dialect)
    if isinstance(stored, UUID) and hasattr(sa, "Uuid"):
        return "sa.Uuid()"  # SQLModel's old GUID, whose own word for what it stores is CHAR
    if isinstance(inner, sa.String) and not isinstance(inner, sa.Enum):
        length = getattr(inner, "length", None) or getattr(type_, "length", None) or getattr(stored, "length", None)
        name = next((kind for kind in ("Text", "CHAR") if isinstance(inner, getattr(sa, kind))), "String")
        return f"sa.{name}({f'length={length}' if length else ''})"
    return str(_repr_type(inner if _is_portable(inner) else stored, context))


def _is_portable(type_: Any) -> bool:
    """``sa.Interval`` is a decorator too, and a different type on each database."""
    return isinstance(type_, sa.types.TypeDecorator) and type(type_).__module__.startswith("sqlalchemy.")


def _array(type_: Any, context: Any) -> str:
    context.imports.add("from sqlalchemy.dialects import postgresql")
    dimensions = f", dimensions={type_.dimensions}" if type_.dimensions else ""
    return f"postgresql.ARRAY({_repr_type(type_.item_type, context)}{dimensions})"


def _enum(type_: Any, context: Any) -> str:
    context.imports.add("from sqlalchemy.dialects import postgresql")
    schema = f", schema={type_.schema!r}" if type_.schema else ""
    labels = ", ".join(repr(label) for label in type_.enums)
    # the type is created and dropped by statements of its own: two tables may share it
    return f"postgresql.ENUM({labels}, name={type_.name!r}{schema}, create_type=False)"


def _server_default(default: Any) -> Any:
    """Expressions that each database spells for itself, instead of the spelling of the shadow's."""
    argument = getattr(default, "arg", default)
    if isinstance(argument, sa.sql.elements.True_):
        return "sa.true()"
    if isinstance(argument, sa.sql.elements.False_):
        return "sa.false()"
    if isinstance(argument, now):
        return "sa.func.now()"
    return False
