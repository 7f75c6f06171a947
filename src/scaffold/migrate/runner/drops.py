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
    columns = [(name_of(step), step.head.column_name) for step in steps if isinstance(step.head, ops.DropColumnOp)]
    lost_tables = [table for table in tables if table not in asked]
    if lost_tables:
        raise StopError("drop_table", f"the migration would drop {', '.join(lost_tables)}", tables=lost_tables)
    lost = [f"{table}.{column}" for table, column in columns if f"{table}.{column}" not in asked]
    if lost:
        raise StopError(
            "drop_column",
            f"the migration would drop {', '.join(lost)}",
            columns=lost,
            new=_new(steps, lost),
        )


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


def _new(steps: list[Step], lost: list[str]) -> list[str]:
    """Columns that appear in the tables of the ``lost`` ones: each may be a lost one under a new
    name.
    """
    tables = {name.rpartition(".")[0] for name in lost}
    return [
        f"{name_of(step)}.{step.head.column.name}"
        for step in steps
        if isinstance(step.head, ops.AddColumnOp) and name_of(step) in tables
    ]
