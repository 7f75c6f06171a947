"""Columns that change: how the values that are there become values of the new type, and what stands
in for NULL.

``ALTER COLUMN ... TYPE`` without ``USING`` fails, or, for naive times, silently shifts every hour
by the zone of whoever runs the migration.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic.operations import ops

from .additions import answer_for, update
from .column_types import DECIMAL, NUMBER, UUID, enum_of, stored_type
from .fitting import Fitting
from .identifiers import quoted, text_literal
from .refusal import StopError
from .render import AlterColumnUsingOp, SqlOp
from .steps import Part, Phase, Step
from .values import literal_of, python_default, zero_of

_UTC = "SET LOCAL TIME ZONE 'UTC'"


class Alterations:
    """Repairs of ``alter_column``. ``columns`` are those of the models, by schema, table and name; ``fitting`` chooses
    what stands in for NULL on the way back.
    """

    def __init__(
        self, dialect: Any, backfills: Mapping[str, str], columns: Mapping[Any, Any], fitting: Fitting
    ) -> None:
        self._dialect = dialect
        self._fitting = fitting
        self._backfills = backfills
        self._columns = columns
        self.notes: list[str] = []

    def repair(self, steps: list[Step]) -> list[Step]:
        """``steps`` with values for NULLs and, on PostgreSQL, conversions in both directions."""
        found: list[Step] = []
        in_utc = False
        for step in steps:
            operation = step.head
            if isinstance(operation, ops.AlterColumnOp):
                self._fill(step, operation)
                if operation.modify_type is not None and self._dialect.name == "postgresql":
                    in_utc = in_utc or self._is_zone_change(operation)
                    back: Any = next(item for item in step.down if isinstance(item, ops.AlterColumnOp))
                    step.up = _replaced(step.up, operation, self._converted(operation, self._column_of(operation)))
                    step.down = _replaced(step.down, back, self._converted(back, None))
            found.append(step)
        if in_utc:
            found.insert(0, Step([SqlOp(_UTC)], [], Phase.TYPES, Part.UNTIE))
            found.append(Step([], [SqlOp(_UTC)], Phase.TYPE_DROPS, Part.DROP))
        return found

    def _fill(self, step: Step, operation: ops.AlterColumnOp) -> None:
        """Before a column is made required its NULLs get a value, and so on the way back of the
        contrary.
        """
        if operation.modify_nullable is False:
            step.up = self._filled(step.up, operation, self._filling(operation))
        elif operation.modify_nullable is True:
            value = self._stand_in(step.table, operation)
            if value is not None:
                filling = update(operation.schema, operation.table_name, operation.column_name, value)
                back = next(item for item in step.down if isinstance(item, ops.AlterColumnOp))
                step.down = self._filled(step.down, back, filling)

    def _stand_in(self, table: tuple[str, str], operation: ops.AlterColumnOp) -> str | None:
        type_ = self._stored(operation.existing_type)
        expression = self._fitting.expression(table, operation.column_name, type_)
        zero = zero_of(type_)
        return expression or (zero and self._fitting.constant(table, operation.column_name, zero))

    def _filled(self, operations: list[Any], alter: ops.AlterColumnOp, filling: Any) -> list[Any]:
        """``operations`` with the value for NULLs before the column refuses them, and after it has its new type."""
        if alter.modify_type is None or self._dialect.name != "postgresql":
            return [filling, *operations]
        alter.modify_nullable, alter.existing_nullable = None, True
        required = ops.AlterColumnOp(
            alter.table_name,
            alter.column_name,
            schema=alter.schema,
            existing_type=alter.modify_type,
            modify_nullable=False,
        )
        return _replaced(operations, alter, [alter, filling, required])

    def _filling(self, operation: ops.AlterColumnOp) -> ops.MigrateOperation:
        name = (operation.schema, operation.table_name, operation.column_name)
        key, answer = answer_for(self._backfills, *name)
        column = self._column_of(operation)
        if answer is not None and answer.startswith("sql:"):
            value: Any = answer[4:]
        elif answer is not None:
            value = literal_of(answer, self._stored(operation.modify_type or operation.existing_type))
        else:
            value = python_default(column, self._dialect) if column is not None else None
            value = value or _server_default(column)
        if value is None:
            raise StopError("backfill", f"{key} becomes required, and rows may have no value for it", column=key)
        return update(operation.schema, operation.table_name, operation.column_name, value)

    def _column_of(self, operation: ops.AlterColumnOp) -> Any:
        """The column of the models that ``operation`` is about."""
        return self._columns.get((operation.schema or "", operation.table_name, operation.column_name))

    def _stored(self, type_: Any) -> Any:
        return stored_type(type_, self._dialect)

    def _is_zone_change(self, operation: ops.AlterColumnOp) -> bool:
        old, new = self._stored(operation.existing_type), self._stored(operation.modify_type)
        both = isinstance(old, sa.DateTime) and isinstance(new, sa.DateTime)
        return both and bool(old.timezone) != bool(new.timezone)

    def _converted(self, operation: ops.AlterColumnOp, model: Any) -> list[ops.MigrateOperation]:
        """The operation with its conversion; a default is taken off meanwhile, since it may not convert.

        The default afterwards is that of the ``model``, in its words for the new type.
        """
        using, default = self._using(operation), operation.existing_server_default
        converted: Any = operation
        if using:
            converted = AlterColumnUsingOp.__new__(AlterColumnUsingOp)
            converted.__dict__.update(operation.__dict__)
            converted.using = using
        # a number becomes text by itself, and its default 5 does not become '5'
        if default in (None, False) or not (using or _is_text(self._stored(operation.modify_type))):
            return [converted]
        off = ops.AlterColumnOp(
            operation.table_name,
            operation.column_name,
            schema=operation.schema,
            existing_type=operation.existing_type,
            modify_server_default=None,
        )
        on: Any = operation.modify_server_default
        converted.modify_server_default = False
        converted.existing_server_default = None
        if on is False:
            known = isinstance(getattr(model, "server_default", None), sa.DefaultClause)
            words = _uncast(default)
            if _is_text(self._stored(operation.modify_type)) and not words.startswith("'"):
                words = text_literal(words)
            on = model.server_default if known else sa.DefaultClause(sa.text(words))
        if on is None:
            return [off, converted]
        restored = ops.AlterColumnOp(
            operation.table_name,
            operation.column_name,
            schema=operation.schema,
            existing_type=operation.modify_type,
            modify_server_default=on,
        )
        return [off, converted, restored]

    def _using(self, operation: ops.AlterColumnOp) -> str:
        old, new = self._stored(operation.existing_type), self._stored(operation.modify_type)
        column = quoted(operation.column_name)
        target = new.compile(dialect=self._dialect)
        if isinstance(old, sa.Boolean) and isinstance(new, DECIMAL):
            return f"{column}::integer::{target}"
        if isinstance(old, NUMBER) and isinstance(new, sa.Boolean):
            return f"({column} <> 0)"
        if enum_of(old) is not None or enum_of(new) is not None:
            array = "[]" if isinstance(new, sa.ARRAY) else ""
            return f"{column}::text{array}::{target}"
        if _is_text(old) and isinstance(new, sa.ARRAY):
            return f"(CASE WHEN {column} IS NOT NULL THEN ARRAY[{column}] END)::{target}"
        if isinstance(old, sa.ARRAY) and _is_text(new):
            return f"array_to_string({column}, ',')"
        if isinstance(old, sa.DateTime) and isinstance(new, sa.DateTime):
            return ""  # the session's zone is set to UTC instead: no table is rewritten
        if _is_text(new) and (_is_text(old) or isinstance(old, (*NUMBER, sa.Boolean, UUID))):
            return ""
        if _is_number(old) and _is_number(new):
            return ""
        return f"{column}::{target}"


def _replaced(operations: list[Any], old: Any, new: list[Any]) -> list[Any]:
    return [item for operation in operations for item in (new if operation is old else [operation])]


def _is_text(type_: Any) -> bool:
    return isinstance(type_, sa.String) and not isinstance(type_, sa.Enum)


def _is_number(type_: Any) -> bool:
    return isinstance(type_, NUMBER)


def _server_default(column: Any) -> Any:
    argument = getattr(getattr(column, "server_default", None), "arg", None)
    if argument is None:
        return None
    return f"'{argument}'" if isinstance(argument, str) else str(argument)


def _uncast(default: Any) -> str:
    """``'red'::color`` as ``'red'``: a default in words that the new type reads, too."""
    text = str(getattr(getattr(default, "arg", default), "text", getattr(default, "arg", default)))
    return text.split("::")[0]
