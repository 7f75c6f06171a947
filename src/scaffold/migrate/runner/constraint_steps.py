"""Constraints that autogenerate cannot see: checks, primary keys, and those that differ in their name or words only.

The way there is written with the model's own constraint, the way back with the database's own words, which are the
only ones for what no model has any more.
"""

from __future__ import annotations

import itertools
from typing import Any

from alembic.operations import ops
from sqlalchemy import CheckConstraint, text
from sqlalchemy.schema import conv

from .catalog_postgresql import reparsed
from .catalog_sqlite import name_of_check
from .differences import Difference
from .identifiers import qualified, quoted
from .render import PrimaryKeyOp, SqlOp
from .steps import Part, Phase, Step

_KINDS = {"c": "check", "p": "primary", "u": "unique", "f": "foreignkey"}


class ConstraintSteps:
    """Writes the steps for constraints. ``tables`` are the models', by schema and name."""

    def __init__(self, connection: Any, tables: dict[tuple[str, str], Any]) -> None:
        self._connection = connection
        self._tables = tables
        self._sqlite = connection.dialect.name == "sqlite"
        self._given: set[tuple[str, int]] = set()

    def of(self, difference: Difference) -> list[Step]:
        """Renamed, dropped, created, or dropped and created anew."""
        if difference.renamed:
            return [_renamed(difference)]
        dropped = self._dropped(difference) if difference.found is not None else None
        created = self._created(difference) if difference.wanted is not None else None
        return [step for step in (dropped, created) if step is not None]

    def _dropped(self, difference: Difference) -> Step | None:
        _, schema, table, name = difference.key
        found = difference.found or {}
        back: Any
        if self._sqlite:
            name = name_of_check(self._connection, table, found["definition"])
            if not name or found["type"] != "c":
                return None  # batch mode drops what has no name by itself
            back = ops.CreateCheckConstraintOp(conv(name), table, text(_condition(found)))
        else:
            back = added(difference, reparsed(found["definition"]))
        drop = ops.DropConstraintOp(conv(name), table, _KINDS.get(found["type"]), schema=schema or None)
        return Step([drop], [back], Phase.CHANGES, Part.UNTIE)

    def _created(self, difference: Difference) -> Step | None:
        _, schema, table, name = difference.key
        wanted = difference.wanted or {}
        model = self._model(difference)
        create: Any
        if wanted["type"] == "p" and model is not None:
            columns = [column.name for column in model.columns]
            create = PrimaryKeyOp(conv(name) if not self._sqlite else None, table, columns, schema=schema or None)
        elif wanted["type"] == "c":
            name = self._name_of_check(model, name, table)
            sql = model.sqltext if model is not None else text(_condition(wanted))
            create = ops.CreateCheckConstraintOp(conv(name), table, sql, schema=schema or None)
        elif self._sqlite:
            return None
        elif model is not None and wanted["type"] in "uf":
            create = ops.AddConstraintOp.from_constraint(model)
            create.constraint_name = conv(name)
        else:
            create = added(difference, wanted["definition"])
        drop = ops.DropConstraintOp(conv(name), table, _KINDS.get(wanted["type"]), schema=schema or None)
        return Step([create], [drop], Phase.CHANGES, Part.TIE)

    def _name_of_check(self, model: Any, name: str, table: str) -> str:
        """The catalog's own name, which in SQLite is the check's words: there it is the model's, or a free one."""
        if not self._sqlite:
            return name
        return str(model.name) if model is not None and isinstance(model.name, str) else self._free(f"{table}_check")

    def _free(self, name: str) -> str:
        taken = next(number for number in itertools.count() if (name, number) not in self._given)
        self._given.add((name, taken))
        return f"{name}{taken or ''}"

    def _model(self, difference: Difference) -> Any:
        """The constraint of the models that the catalog calls so; the only anonymous check, if it is one."""
        table = self._tables.get(difference.key[1:3])
        wanted = difference.wanted or {}
        if table is None:
            return None
        if wanted["type"] == "p":
            return table.primary_key
        for found in table.constraints:
            if found.name is not None and str(found.name) == difference.key[3]:
                return found
        return self._check(table, wanted)

    def _check(self, table: Any, wanted: dict[str, Any]) -> Any:
        checks = [found for found in table.constraints if isinstance(found, CheckConstraint)]
        if self._sqlite:
            return next((found for found in checks if _spelled(found) == wanted.get("definition")), None)
        anonymous = [found for found in checks if not isinstance(found.name, str)]
        return anonymous[0] if wanted["type"] == "c" and len(anonymous) == 1 else None


def added(difference: Difference, definition: str) -> SqlOp:
    """The constraint of ``difference`` in the database's own words."""
    _, schema, table, name = difference.key
    return SqlOp(f"ALTER TABLE {qualified(schema, table)} ADD CONSTRAINT {quoted(name)} {definition}")


def _renamed(difference: Difference) -> Step:
    _, schema, table, name = difference.key
    rename = f"ALTER TABLE {qualified(schema, table)} RENAME CONSTRAINT"
    forth = SqlOp(f"{rename} {quoted(name)} TO {quoted(difference.renamed)}")
    back = SqlOp(f"{rename} {quoted(difference.renamed)} TO {quoted(name)}")
    return Step([forth], [back], Phase.CHANGES, Part.ALTER)


def _condition(check: dict[str, Any]) -> str:
    """``CHECK (a > 0)`` without its frame."""
    return str(check["definition"])[len("CHECK (") : -1]


def _spelled(check: CheckConstraint) -> str:
    return f"CHECK ({' '.join(str(check.sqltext).split())})"
