"""The migration as it takes shape: autogenerate's operations, repaired, and what it did not see."""

from __future__ import annotations

import re
from typing import Any

from alembic.operations import ops
from sqlalchemy.schema import conv

from . import circles, drops, names, sqlite
from .additions import Additions
from .alterations import Alterations
from .catalog import Snapshot
from .convergence import Convergence, restored
from .counters import sequence_steps
from .differences import Difference
from .enum_types import EnumTypes
from .fitting import Fitting
from .models import tables_of
from .news import News
from .renames import Renames
from .schemas import schema_steps
from .steps import Part, Phase, Step, containers_of, in_order, steps_of


class Draft:
    """Steps from ``found`` (what the history builds) to ``wanted`` (what the models would)."""

    def __init__(self, context: Any, request: dict[str, Any], found: Snapshot, wanted: Snapshot) -> None:
        self._context = context
        self._request = request
        self._found = found
        self._wanted = wanted
        self._batch = context.dialect.name == "sqlite"
        self._fitting = Fitting(context.connection, found)
        self._steps: list[Step] = []
        self._more: list[Step] = []
        self._swap_enums = False
        self.notes: list[str] = []

    def take(self, operations: list[Any], renames: Renames, news: News) -> bool:
        """Repair what autogenerate found. ``False`` if it holds operations that only a plugin of
        the project knows.
        """
        names.name_all(operations)
        steps = steps_of(ops.UpgradeOps(operations), self._batch)
        if steps is None:
            return False
        dialect, request = self._context.dialect, self._request
        steps = drops.without_version_table(steps, self._context.version_table)
        again = {step.table for step in steps if isinstance(step.head, ops.CreateTableOp) and self._exists(step)}
        steps = [step for step in steps if step.table not in again]
        steps = news.of_steps(steps, dialect)
        drops.refuse_unasked(steps, request["may_drop"])
        Additions(dialect, request["backfills"], self._fitting).repair(steps)
        columns = {
            (*key, column.name): column for key, table in tables_of(self._context).items() for column in table.columns
        }
        steps = Alterations(dialect, request["backfills"], columns, self._fitting).repair(steps)
        drops.order_table_drops(steps)
        # SQLite does not need it, but what is made for it may be run on PostgreSQL
        steps = circles.untie_drops(circles.untie(steps))
        if self._batch:
            steps += self._checks_of(steps)
        else:
            steps += sequence_steps(self._found, self._wanted)
            steps += schema_steps(self._context.connection, self._wanted)
        self._steps = [*steps, *renames.steps()]
        return True

    def converge(self, differences: list[Difference]) -> bool:
        """Add steps for what is still different; ``False`` if there is nothing to add."""
        steps = Convergence(self._context.connection, tables_of(self._context)).steps(differences)
        steps = Alterations(self._context.dialect, self._request["backfills"], {}, self._fitting).repair(steps)
        self._more += steps
        return bool(steps)

    def _checks_of(self, steps: list[Step]) -> list[Step]:
        """The checks of columns that go, up or down: SQLite does not let them go along."""
        found = []
        for step in steps:
            operation: Any = step.head
            if isinstance(operation, ops.AddColumnOp) and getattr(operation.column.type, "create_constraint", False):
                type_: Any = operation.column.type
                name = conv(str(type_.name))
                found.append(Step([], [ops.DropConstraintOp(name, step.table[1], "check")], Phase.CHANGES, Part.TIE))
            elif isinstance(operation, ops.DropColumnOp):
                word = re.compile(rf"\b{re.escape(operation.column_name)}\b")
                gone = [
                    Difference(key, value, None)
                    for key, value in self._found.items()
                    if key[:3] == ("constraint", *step.table)
                    and value["type"] == "c"
                    and key not in self._wanted
                    and word.search(value["definition"])
                ]
                found += Convergence(self._context.connection, {}).steps(gone)
            else:
                continue
            for added in found:
                added.table = added.table if added.table[1] else step.table
        return found

    def restore(self, residue: list[Difference]) -> bool:
        """Let the downgrade bring back what the upgrade took along; ``False`` if there is nothing of the kind."""
        steps = restored(residue) if not self._batch else []
        self._more += steps
        return bool(steps)

    def swap_enums(self) -> bool:
        """Do not add values to enum types in place; ``False`` if that is so already."""
        changed, self._swap_enums = not self._swap_enums, True
        return changed

    def steps(self) -> list[Step]:
        """All steps in order."""
        enums, changed = self._enum_steps()
        rest = [step for step in (*self._steps, *self._more) if not _is_default_of(step, changed)]
        return in_order([*enums, *rest])

    def tables(self) -> set[str]:
        """The tables that the migration is about, and those that its new foreign keys hold."""
        found = {step.table[1] for step in self._steps}
        for step in self._steps:
            for item in getattr(step.head, "columns", []):
                found |= {target.target_fullname.split(".")[-2] for target in getattr(item, "foreign_keys", [])}
            if isinstance(step.head, ops.CreateForeignKeyOp):
                found.add(step.head.referent_table)
        return found

    def operations(self) -> tuple[list[Any], list[Any]]:
        """The operations of upgrade and downgrade."""
        up, down = containers_of(self.steps())
        return (sqlite.in_batches(up), sqlite.in_batches(down)) if self._batch else (up, down)

    def _enum_steps(self) -> tuple[list[Step], set[tuple[str, str, str]]]:
        """The steps, and the columns whose defaults they change as well."""
        if self._batch:
            return [], set()
        types = EnumTypes(self._context.connection, self._found, self._wanted, self._swap_enums)
        steps = types.steps()
        self.notes = types.notes
        return steps, types.defaults

    def _exists(self, step: Step) -> bool:
        """A table outside of the default schema that ``env.py`` does not look at (no
        ``include_schemas``).
        """
        return bool(step.table[0]) and ("table", *step.table, "") in self._found


def _is_default_of(step: Step, columns: set[tuple[str, str, str]]) -> bool:
    """Whether all that ``step`` does is to change the default of one of ``columns``."""
    operation = step.head
    if not isinstance(operation, ops.AlterColumnOp) or (*step.table, operation.column_name) not in columns:
        return False
    changes = (operation.modify_type, operation.modify_nullable, operation.modify_name)
    return changes == (None, None, None) and operation.modify_comment is False
