"""Foreign keys between new tables that wait for each other: added after the tables, taken away
before them.
"""

from __future__ import annotations

from typing import Any

from alembic.operations import ops
from sqlalchemy import ForeignKeyConstraint

from .steps import Part, Phase, Step


def untie(steps: list[Step]) -> list[Step]:
    """``steps``, with every foreign key to a table that comes later as a step of its own."""
    creates = [step for step in steps if isinstance(step.head, ops.CreateTableOp)]
    coming = {step.table for step in creates}
    found: list[Step] = []
    for step in creates:
        coming.discard(step.table)
        operation: Any = step.head
        for constraint in [item for item in operation.columns if isinstance(item, ForeignKeyConstraint)]:
            if _target(constraint) in coming:
                operation.columns = [item for item in operation.columns if item is not constraint]
                found.append(_tie(constraint, step))
    return steps + found


def untie_drops(steps: list[Step]) -> list[Step]:
    """``steps``, with every foreign key to a table that is dropped earlier dropped before."""
    drops = sorted(
        (step for step in steps if isinstance(step.head, ops.DropTableOp)),
        key=lambda step: step.position,
    )
    found: list[Step] = []
    later = {step.table for step in drops}
    for step in drops:
        later.discard(step.table)
        for other in drops:
            if other.table in later:
                found.extend(_cut(other, step.table))
    return steps + found


def _cut(holder: Step, held: tuple[str, str]) -> list[Step]:
    """The foreign keys from ``holder``, which is dropped later, to ``held``, as steps before
    both.
    """
    made: Any = holder.down[0]
    steps = []
    for constraint in [item for item in made.columns if isinstance(item, ForeignKeyConstraint)]:
        if _target(constraint) == held and constraint.name:
            made.columns = [item for item in made.columns if item is not constraint]
            tied = _tie(constraint, holder)
            steps.append(Step(tied.down, tied.up, Phase.FREE, Part.UNTIE, holder.table, holder.position))
    return steps


def _tie(constraint: ForeignKeyConstraint, step: Step) -> Step:
    create = ops.CreateForeignKeyOp.from_constraint(constraint)
    return Step([create], [create.reverse()], Phase.TIES, Part.TIE, step.table, step.position)


def _target(constraint: ForeignKeyConstraint) -> tuple[str, str]:
    parts = constraint.elements[0]._get_colspec().split(".")
    own = constraint.table.schema if constraint.table is not None else None
    return (parts[-3] if len(parts) > 2 else own or "", parts[-2])
