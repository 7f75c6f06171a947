"""New columns that must not be NULL, in tables that have rows.

A Python default does not reach the rows that exist. The column is added with a database default,
which is taken away again, so that the database ends up as the model says. Where no value is known,
a person is asked.
"""

from __future__ import annotations

import datetime
import decimal
import enum
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic.operations import ops
from sqlalchemy.schema import DefaultClause

from .column_types import UUID, stored_type
from .refusal import StopError
from .render import SqlOp
from .steps import Step

Fitting = Callable[[tuple[str, str], str, str], str]


class Additions:
    """Makes required columns possible. ``backfills`` are the answers, by ``table.column``; ``fitting`` chooses a value
    for a column that comes back empty.
    """

    def __init__(self, dialect: Any, backfills: Mapping[str, str], fitting: Fitting) -> None:
        self._dialect = dialect
        self._backfills = backfills
        self._fitting = fitting

    def repair(self, steps: list[Step]) -> None:
        """Give the upgrade and the downgrade of every step a value for the rows that exist."""
        for found in steps:
            if isinstance(found.head, ops.AddColumnOp) and _needs_value(found.head.column):
                found.up = self._filled(found.head)
            elif isinstance(found.head, ops.DropColumnOp):
                back: Any = found.down[0]
                # what the dropped rows held is gone: the way back gives each the type's own zero
                if isinstance(back, ops.AddColumnOp) and _needs_value(back.column):
                    zero = zero_of(stored_type(back.column.type, self._dialect))
                    if zero is not None:
                        found.down = _with_default(back, self._fitting(found.table, back.column.name, zero))

    def _filled(self, operation: ops.AddColumnOp) -> list[ops.MigrateOperation]:
        column = operation.column
        key, answer = answer_for(self._backfills, operation.schema, operation.table_name, column.name)
        type_ = stored_type(column.type, self._dialect)
        if answer is not None and answer.startswith("sql:"):
            return _in_three(operation, answer[4:])
        value = literal_of(answer, type_) if answer is not None else python_default(column, self._dialect)
        if value is None:
            raise StopError(
                "backfill",
                f"{key} is required, and the rows that exist have no value for it",
                column=key,
            )
        if _is_unique(column):
            raise StopError("same_value", f"{key} is unique, and every row would get the same {value}", column=key)
        return _with_default(operation, value)


def answer_for(backfills: Mapping[str, str], schema: str | None, table: str, column: str) -> tuple[str, str | None]:
    """How a person names a column, and the value that was given for it: ``blog.posts.title``, or without its schema."""
    short = f"{table}.{column}"
    whole = f"{schema}.{short}" if schema else short
    return whole, backfills.get(whole, backfills.get(short))


def _needs_value(column: Any) -> bool:
    return not (
        column.nullable
        or column.server_default is not None
        or column.computed is not None
        or column.identity is not None
        or column.primary_key
    )


def _is_unique(column: Any) -> bool:
    """Whether no two rows may share a value; together with another column they may."""
    table = column.table
    kept = [constraint.columns for constraint in table.constraints if isinstance(constraint, sa.UniqueConstraint)]
    kept += [index.columns for index in table.indexes if index.unique]
    return any([each.name for each in columns] == [column.name] for columns in kept)


def _with_default(operation: ops.AddColumnOp, value: str) -> list[ops.MigrateOperation]:
    column = operation.column._copy()
    column.server_default = DefaultClause(sa.text(value))
    add = ops.AddColumnOp(operation.table_name, column, schema=operation.schema)
    return [add, _alter(operation, modify_server_default=None, existing_nullable=False)]


def _in_three(operation: ops.AddColumnOp, expression: str) -> list[ops.MigrateOperation]:
    column = operation.column._copy()
    column.nullable = True
    add = ops.AddColumnOp(operation.table_name, column, schema=operation.schema)
    fill = update(operation.schema, operation.table_name, column.name, expression)
    return [add, fill, _alter(operation, modify_nullable=False)]


def _alter(operation: ops.AddColumnOp, **changes: Any) -> ops.AlterColumnOp:
    column = operation.column
    return ops.AlterColumnOp(
        operation.table_name,
        column.name,
        schema=operation.schema,
        existing_type=column.type,
        **changes,
    )


def update(schema: str | None, table: str, column: str, expression: str) -> SqlOp:
    """Give every row without a value in ``column`` the value of ``expression``."""
    name = quoted(table) if not schema else f"{quoted(schema)}.{quoted(table)}"
    return SqlOp(f"UPDATE {name} SET {quoted(column)} = {expression} WHERE {quoted(column)} IS NULL")


def quoted(name: str) -> str:
    """An identifier as SQL: quoted only where it must be."""
    plain = name.isascii() and name.isidentifier() and name.islower()
    reserved = sa.dialects.postgresql.base.RESERVED_WORDS
    return name if plain and name not in reserved else '"' + name.replace('"', '""') + '"'


def text_literal(value: str) -> str:
    """``value`` as a string of SQL."""
    return "'" + value.replace("'", "''") + "'"


def python_default(column: Any, dialect: Any) -> str | None:
    """The model's own default as SQL; ``None`` when there is none, or a function makes it."""
    default = column.default
    if default is None or not getattr(default, "is_scalar", False):
        return None
    value = default.arg
    if isinstance(column.type, sa.types.TypeDecorator):
        processor = column.type.bind_processor(dialect)
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
    import json

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
        words = {
            "true": "true",
            "1": "true",
            "yes": "true",
            "false": "false",
            "0": "false",
            "no": "false",
        }
        value = words.get(inner.lower())
    elif isinstance(type_, (sa.Integer, sa.Numeric)):
        value = _number(inner)
    elif isinstance(type_, (sa.DateTime, sa.Date, sa.Time)) and inner.lower() in (
        "now",
        "now()",
        "current_timestamp",
    ):
        value = "CURRENT_TIMESTAMP"
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
    if isinstance(type_, (sa.Integer, sa.Numeric)):
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
    if isinstance(type_, (sa.DateTime, sa.Date, sa.Time)):
        return "CURRENT_TIMESTAMP"
    if isinstance(type_, sa.LargeBinary):
        return "''"
    if isinstance(type_, sa.Interval):
        return "'0'"
    return None
