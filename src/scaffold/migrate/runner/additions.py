"""New columns that must not be NULL, in tables that have rows.

A Python default does not reach the rows that exist. The column is added with a database default,
which is taken away again, so that the database ends up as the model says. Where no value is known,
a person is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic.operations import ops
from sqlalchemy.schema import DefaultClause

from .column_types import stored_type
from .fitting import Fitting
from .identifiers import qualified, quoted
from .refusal import StopError
from .render import SqlOp
from .steps import Step
from .values import literal_of, python_default, zero_of


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
                    found.down = self._given_back(back, found.table)

    def _given_back(self, back: ops.AddColumnOp, table: tuple[str, str]) -> list[ops.MigrateOperation]:
        type_ = stored_type(back.column.type, self._dialect)
        expression = self._fitting.expression(table, back.column.name, type_)
        if expression is not None:
            return _in_three(back, expression)
        zero = zero_of(type_)
        return [back] if zero is None else _with_default(back, self._fitting.constant(table, back.column.name, zero))

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
    name = quoted(column)
    return SqlOp(f"UPDATE {qualified(schema, table)} SET {name} = {expression} WHERE {name} IS NULL")
