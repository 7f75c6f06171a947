"""The steps for what autogenerate cannot see: from a difference between two catalogs to operations.

What the models say is written with Alembic's operations; the way back, which only the database
knows, is often plain SQL in the database's own words.
"""

from __future__ import annotations

from typing import Any

from alembic.operations import ops
from sqlalchemy import DefaultClause, inspect, text

from .catalog_postgresql import reparsed
from .constraint_steps import ConstraintSteps, added
from .counters import computed_step, counter_step, serial_step
from .differences import Difference
from .index_steps import index_steps
from .render import SqlOp
from .steps import Part, Phase, Step

_LATE = 10_000  # after everything that Alembic found


class Convergence:
    """Turns differences of the database behind ``connection`` into steps. ``tables`` are the
    models', by name.
    """

    def __init__(self, connection: Any, tables: dict[tuple[str, str], Any]) -> None:
        self._connection = connection
        self._tables = tables
        self._constraints = ConstraintSteps(connection, tables)
        self._reflected: dict[tuple[str, str], dict[str, Any]] = {}

    def steps(self, differences: list[Difference]) -> list[Step]:
        """A step for every difference that can be told; those that cannot are left for the trial to
        find again.
        """
        makers = {
            "column": self._column,
            "constraint": self._constraints.of,
            "index": lambda item: index_steps(item, self._tables.get(item.key[1:3])),
            "trigger": _trigger,
        }
        steps = []
        for place, difference in enumerate(differences):
            maker = makers.get(difference.kind)
            for step in maker(difference) if maker is not None else []:
                step.table, step.position = difference.key[1:3], _LATE + place
                steps.append(step)
        return steps

    def _column(self, difference: Difference) -> list[Step]:
        table = self._tables.get(difference.key[1:3])
        if table is None or difference.found is None or difference.wanted is None:
            return []
        column = next((column for column in table.columns if column.name == difference.key[3]), None)
        if column is None:
            return []
        changed = set(difference.attributes)
        if changed == {"counter"}:
            return [counter_step(self._connection, difference)]
        if changed & {"generated", "identity"}:
            return [computed_step(difference)] if self._connection.dialect.name != "sqlite" else []
        if "default" in changed and "serial" in (difference.found["default"], difference.wanted["default"]):
            return [serial_step(difference)]
        return self._altered(difference, column)

    def _altered(self, difference: Difference, column: Any) -> list[Step]:
        _, schema, table, name = difference.key
        found, changed = difference.found or {}, set(difference.attributes)
        existing: dict[str, Any] = {"existing_type": self._existing(schema, table)[name]["type"]}
        changes: dict[str, Any] = {}
        if changed & {"type", "collation"}:
            changes["modify_type"] = column.type
        if "required" in changed:
            changes["modify_nullable"] = not (difference.wanted or {})["required"]
            existing["existing_nullable"] = not found["required"]
        if "default" in changed:
            changes["modify_server_default"] = column.server_default
            existing["existing_server_default"] = DefaultClause(text(found["default"])) if found["default"] else None
        if "comment" in changed:
            changes["modify_comment"] = column.comment
            existing["existing_comment"] = found["comment"]
        alter = ops.AlterColumnOp(table, name, schema=schema or None, **existing, **changes)
        return [Step([alter], [alter.reverse()], Phase.CHANGES, Part.ALTER)] if changes else []

    def _existing(self, schema: str, table: str) -> dict[str, Any]:
        if (schema, table) not in self._reflected:
            columns = inspect(self._connection).get_columns(table, schema=schema or None)
            self._reflected[(schema, table)] = {column["name"]: column for column in columns}
        return self._reflected[(schema, table)]


def restored(residue: list[Difference]) -> list[Step]:
    """Steps of the downgrade for checks and indexes that went with a dropped column: what was there ``wanted``."""
    steps = []
    for item in residue:
        if item.found is None and item.kind in ("constraint", "index"):
            definition = reparsed(str((item.wanted or {}).get("definition", "")))
            back = added(item, definition) if item.kind == "constraint" else SqlOp(definition)
            steps.append(Step([], [back], Phase.SCHEMAS, Part.UNTIE, item.key[1:3]))
    return steps


def _trigger(difference: Difference) -> list[Step]:
    """A trigger that a rebuilt table has lost."""
    if difference.found is not None or difference.wanted is None:
        return []
    return [Step([SqlOp(difference.wanted["definition"])], [], Phase.DROPS, Part.DROP)]
