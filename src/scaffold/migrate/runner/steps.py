"""A migration as steps, each with its way back: the form in which autogenerate's output is
repaired.

Alembic hands over two lists that mirror each other. A repair of one side that forgets the other
gives a migration that cannot be taken back, so here a step owns both sides, and the downgrade is
the steps backwards.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from alembic.operations import ops

Operation = ops.MigrateOperation


class Phase(enum.IntEnum):
    """When a step runs. Within a phase the steps of one table stay together, in the order of
    ``Part``.
    """

    SCHEMAS = 0
    TYPES = 1
    RENAMES = 2
    FREE = 3  # foreign keys go before what they hold
    TABLES = 4
    CHANGES = 5
    TIES = 6  # foreign keys come after what they need
    DROPS = 7
    TYPE_DROPS = 8


class Part(enum.IntEnum):
    """The order within one table: what hinders a change goes first, what needs it comes after."""

    UNTIE = 0
    ADD = 1
    ALTER = 2
    TIE = 3
    DROP = 4


@dataclass
class Step:
    """``up`` are the operations of the upgrade in order, ``down`` those of the downgrade in
    order.
    """

    up: list[Operation]
    down: list[Operation]
    phase: Phase
    part: Part = Part.ALTER
    table: tuple[str, str] = ("", "")  # schema and name
    position: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def head(self) -> Operation | None:
        """The operation that the step is about; ``None`` for one that belongs to the downgrade only."""
        return self.up[0] if self.up else None


def steps_of(container: ops.OpContainer, batch: bool) -> list[Step] | None:
    """The leaves of an upgrade as steps; ``None`` if one of them does not know its way back.

    With ``batch`` foreign keys stay with their table: SQLite rebuilds the table once, for
    everything.
    """
    steps = []
    for operation in _leaves(container.ops):
        try:
            back = operation.reverse()
        except (NotImplementedError, ValueError):
            return None
        steps.append(step(operation, back, batch))
    created = {found.table for found in steps if found.phase is Phase.TABLES}
    for position, found in enumerate(steps):
        found.position = position
        if isinstance(found.head, ops.CreateIndexOp) and found.table in created:
            found.phase = Phase.TABLES  # right below its table, and never in a batch
    return steps


def step(operation: Operation, back: Operation, batch: bool) -> Step:
    """One operation and its way back, with the place that its kind asks for."""
    phase, part = _place(operation, batch)
    return Step([operation], [back], phase, part, table_of(operation))


def table_of(operation: Any) -> tuple[str, str]:
    """The schema and name of the table that ``operation`` is about."""
    if isinstance(operation, ops.CreateForeignKeyOp):
        return (operation.kw.get("source_schema") or "", operation.source_table)
    return (getattr(operation, "schema", None) or "", getattr(operation, "table_name", "") or "")


def in_order(steps: Iterable[Step]) -> list[Step]:
    """``steps`` sorted so that each finds what it needs; equal ones keep the order in which Alembic
    found them.
    """
    steps = list(steps)
    first: dict[tuple[str, str], int] = {}
    for found in steps:
        first.setdefault(found.table, found.position)

    def key(found: Step) -> tuple[int, ...]:
        if found.phase is Phase.CHANGES:
            return (found.phase, first[found.table], found.part, found.position)
        return (found.phase, found.position)

    return sorted(steps, key=key)


def containers_of(steps: list[Step]) -> tuple[list[Operation], list[Operation]]:
    """The operations of upgrade and downgrade; neighbours on one table are joined, for batch mode
    to join them too.
    """
    new = {found.table for found in steps if found.phase is Phase.TABLES}
    up = [operation for found in steps for operation in found.up]
    down = [operation for found in reversed(steps) for operation in found.down]
    return _joined(up, new), _joined(down, new)


def _leaves(operations: Iterable[Operation]) -> Iterable[Operation]:
    for operation in operations:
        if isinstance(operation, ops.ModifyTableOps):
            yield from _leaves(operation.ops)
        else:
            yield operation


_OF_A_TABLE = (
    ops.AddColumnOp,
    ops.AlterColumnOp,
    ops.DropColumnOp,
    ops.AddConstraintOp,
    ops.DropConstraintOp,
    ops.CreateIndexOp,
    ops.DropIndexOp,
    ops.CreateTableCommentOp,
    ops.DropTableCommentOp,
)


def _joined(operations: list[Operation], new: set[tuple[str, str]]) -> list[Operation]:
    joined: list[Operation] = []
    for operation in operations:
        index = isinstance(operation, (ops.CreateIndexOp, ops.DropIndexOp))
        if not isinstance(operation, _OF_A_TABLE) or (index and table_of(operation) in new):
            joined.append(operation)
            continue
        schema, name = table_of(operation)
        last = joined[-1] if joined else None
        if isinstance(last, ops.ModifyTableOps) and (last.schema or "", last.table_name) == (
            schema,
            name,
        ):
            last.ops.append(operation)
        else:
            joined.append(ops.ModifyTableOps(name, [operation], schema=schema or None))
    return joined


def _place(operation: Operation, batch: bool) -> tuple[Phase, Part]:
    if isinstance(operation, ops.CreateTableOp):
        return Phase.TABLES, Part.ADD
    if isinstance(operation, ops.DropTableOp):
        return Phase.DROPS, Part.DROP
    if isinstance(operation, ops.DropConstraintOp):
        foreign = operation.constraint_type == "foreignkey"
        return (Phase.FREE if foreign and not batch else Phase.CHANGES), Part.UNTIE
    if isinstance(operation, ops.CreateForeignKeyOp):
        return (Phase.CHANGES if batch else Phase.TIES), Part.TIE
    parts = (
        ((ops.DropIndexOp,), Part.UNTIE),
        ((ops.AddColumnOp,), Part.ADD),
        ((ops.CreateIndexOp, ops.AddConstraintOp), Part.TIE),
        ((ops.DropColumnOp,), Part.DROP),
    )
    return Phase.CHANGES, next((part for kinds, part in parts if isinstance(operation, kinds)), Part.ALTER)
