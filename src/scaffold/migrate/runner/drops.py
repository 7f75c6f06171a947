"""What would be lost, and the order in which tables go.

A model that nobody imported looks to Alembic like a table that was dropped. So a loss that was not
asked for stops the run: it is a question, never a line in a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alembic.operations import ops
from sqlalchemy import ForeignKeyConstraint

from .refusal import StopError
from .steps import Step


def refuse_unasked(steps: list[Step], may_drop: Iterable[str]) -> None:
    """Raise ``StopError`` for tables and columns that ``steps`` drop and ``may_drop`` does not
    name.
    """
    asked = set(may_drop)
    tables = [name_of(step) for step in steps if isinstance(step.head, ops.DropTableOp)]
    columns = [_Column(name_of(step), step.head) for step in steps if isinstance(step.head, ops.DropColumnOp)]
    lost_tables = [table for table in tables if table not in asked]
    if lost_tables:
        raise StopError("drop_table", f"the migration would drop {', '.join(lost_tables)}", tables=lost_tables)
    lost = [column for column in columns if column.name not in asked]
    if lost:
        raise StopError(
            "drop_column",
            f"the migration would drop {', '.join(column.name for column in lost)}",
            columns=[column.name for column in lost],
            renames=_renames(steps, lost),
        )


class _Column:
    """A column that is dropped."""

    def __init__(self, table: str, operation: ops.DropColumnOp) -> None:
        self.table, self.name = table, f"{table}.{operation.column_name}"
        made = operation._reverse
        self.type = "" if made is None else str(made.column.type)


def without_version_table(steps: list[Step], name: str) -> list[Step]:
    """``steps`` without those on Alembic's own table, which is dropped by nobody.

    Alembic overlooks it where ``env.py`` changes the default schema under it.
    """
    return [step for step in steps if step.table[1] != name]


def name_of(step: Step) -> str:
    """The table of ``step`` as a person writes it: ``posts``, ``blog.posts``."""
    schema, table = step.table
    return f"{schema}.{table}" if schema else table


def order_table_drops(steps: list[Step]) -> None:
    """Drop the tables that refer to others before those others."""
    drops = [step for step in steps if isinstance(step.head, ops.DropTableOp)]
    waiting = {step.table: _targets(step.head) for step in drops}
    places = sorted(step.position for step in drops)
    by_table = {step.table: step for step in drops}
    for place in places:
        free = [table for table in waiting if not any(table in held - {other} for other, held in waiting.items())]
        # where tables hold each other in a circle, their foreign keys are dropped first and any
        # order will do
        table = min(free or waiting)
        waiting.pop(table)
        by_table[table].position = place


def _targets(operation: Any) -> set[tuple[str, str]]:
    made = operation._reverse
    if made is None:
        return set()
    found = set()
    for item in made.columns:
        if isinstance(item, ForeignKeyConstraint):
            for element in item.elements:
                parts = element._get_colspec().split(".")
                found.add((parts[-3] if len(parts) > 2 else operation.schema or "", parts[-2]))
    return found


def _renames(steps: list[Step], lost: list[_Column]) -> list[tuple[str, str]]:
    """For each of the ``lost`` columns one that appears in its table and may be the same under a
    new name: one of its type, or the only one.
    """
    added = [(name_of(step), step.head.column) for step in steps if isinstance(step.head, ops.AddColumnOp)]
    pairs: dict[str, str] = {}
    for column in lost:
        free = [new for table, new in added if table == column.table and f"{table}.{new.name}" not in pairs.values()]
        alike = [new for new in free if str(new.type) == column.type] or (free if len(lost) == 1 else [])
        if alike:
            pairs[column.name] = f"{column.table}.{alike[0].name}"
    return list(pairs.items())
