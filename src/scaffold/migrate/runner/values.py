"""Values as SQL: the model's defaults, a person's answers, and the plainest of each type."""

from __future__ import annotations

import datetime
import decimal
import enum
import json
import re
import uuid
from typing import Any

import sqlalchemy as sa

from .column_types import NUMBER, UUID, stored_type
from .identifiers import text_literal
from .refusal import StopError

_FLAGS = {"true": "true", "1": "true", "yes": "true", "false": "false", "0": "false", "no": "false"}
_EXPRESSION = re.compile(r"^\w+\(.*\)$|\|\|")  # lower(title)    'post-' || id
_TIMES = (sa.DateTime, sa.Date, sa.Time)


def python_default(column: Any, dialect: Any) -> str | None:
    """The model's own default as SQL; ``None`` when there is none, or a function makes it."""
    default = column.default
    if default is None or not getattr(default, "is_scalar", False):
        return None
    value = default.arg
    type_ = column.type.dialect_impl(dialect)  # an interval is a decorated time where the database has none
    if isinstance(type_, sa.types.TypeDecorator):
        processor = type_.bind_processor(dialect)
        value = processor(value) if processor is not None else value
    if isinstance(value, enum.Enum):
        value = _enum_label(value, stored_type(column.type, dialect))
    if isinstance(column.type, sa.JSON):
        return _json(value)
    return sql_of(value)


def _enum_label(value: enum.Enum, type_: Any) -> Any:
    lookup: Any = getattr(type_, "_db_value_for_lookup", None)
    if isinstance(type_, sa.Enum) and type_.enum_class is not None and lookup is not None:
        return lookup(value)
    return value.value


def _json(value: Any) -> str | None:
    try:
        return text_literal(json.dumps(value))
    except TypeError:
        return None


def sql_of(value: Any) -> str | None:
    """A Python value as a literal that SQLite and PostgreSQL both read; ``None`` if it has none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, decimal.Decimal)):
        return str(value)
    if isinstance(value, datetime.timedelta):
        return text_literal(f"{value.total_seconds():f} seconds")
    if isinstance(value, (str, uuid.UUID)):
        return text_literal(str(value))
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return text_literal(value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat())
    return None


def literal_of(answer: str, type_: Any) -> str:
    """A person's answer as SQL for a column of ``type_``: quotes are added where the type wants
    them.
    """
    bare = answer.strip()
    is_quoted = len(bare) >= 2 and bare[0] == bare[-1] and bare[0] in "'\""
    inner = bare[1:-1] if is_quoted else bare
    if isinstance(type_, sa.Boolean):
        value = _FLAGS.get(inner.lower())
    elif isinstance(type_, NUMBER):
        value = _number(inner)
    elif isinstance(type_, _TIMES) and inner.lower() in ("now", "now()", "current_timestamp"):
        value = "CURRENT_TIMESTAMP"
    elif not is_quoted and _EXPRESSION.search(bare):
        words = f"{answer} reads like an expression, and every row would get these words"
        raise StopError("answer", f"{words}: sql:{answer} computes it, \"'{answer}'\" is the text")
    else:
        value = text_literal(inner)
    if value is None:
        raise StopError("answer", f"{answer!r} is no value for a column of type {type_}")
    return value


def _number(text: str) -> str | None:
    try:
        return str(decimal.Decimal(text))
    except decimal.InvalidOperation:
        return None


def zero_of(type_: Any) -> str | None:
    """The plainest value of a type, for rows whose own value is lost."""
    if isinstance(type_, sa.Boolean):
        return "false"
    if isinstance(type_, NUMBER):
        return "0"
    if isinstance(type_, sa.Enum):
        return text_literal(type_.enums[0]) if type_.enums else None
    if isinstance(type_, sa.JSON):
        return "'{}'"
    if isinstance(type_, (UUID, sa.dialects.postgresql.UUID)):
        return "'00000000-0000-0000-0000-000000000000'"
    if isinstance(type_, sa.ARRAY):
        return "'{}'"
    if isinstance(type_, sa.String):
        return "''"
    if isinstance(type_, _TIMES):
        return "CURRENT_TIMESTAMP"
    if isinstance(type_, sa.LargeBinary):
        return "''"
    if isinstance(type_, sa.Interval):
        return "'0'"
    return None
