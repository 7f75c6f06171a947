"""The steps for what autogenerate cannot see: from a difference between two catalogs to operations.

What the models say is written with Alembic's operations; the way back, which only the database
knows, is often plain SQL in the database's own words.
"""

from __future__ import annotations

import itertools
from typing import Any

from alembic.operations import ops
from sqlalchemy import CheckConstraint, DefaultClause, inspect, text
from sqlalchemy.schema import conv

from .additions import quoted, text_literal
from .catalog_postgresql import reparsed, rows
from .catalog_sqlite import name_of_check
from .differences import Difference
from .refusal import StopError
from .render import PrimaryKeyOp, SqlOp
from .steps import Part, Phase, Step

_LATE = 10_000  # after everything that Alembic found


class Convergence:
    """Turns differences of the database behind ``connection`` into steps. ``tables`` are the
    models', by name.
    """

    def __init__(self, connection: Any, tables: dict[tuple[str, str], Any]) -> None:
        self._connection = connection
        self._tables = tables
        self._sqlite = connection.dialect.name == "sqlite"
        self._given: set[tuple[str, int]] = set()
        self._reflected: dict[tuple[str, str], dict[str, Any]] = {}

    def steps(self, differences: list[Difference]) -> list[Step]:
        """A step for every difference that can be told; those that cannot are left for the trial to
        find again.
        """
        makers = {
            "column": self._column,
            "constraint": self._constraint,
            "index": self._index,
            "trigger": self._trigger,
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
        _, schema, name, column_name = difference.key
        column = next((column for column in table.columns if column.name == column_name), None)
        if column is None:
            return []
        changed = set(difference.attributes)
        if changed == {"counter"}:
            return [self._counting(difference)]
        if changed & {"generated", "identity"} and self._sqlite:
            return []
        if changed & {"generated", "identity"}:
            _refuse_computed(difference)
            return [_raw(*_computed(difference))]
        existing: dict[str, Any] = {"existing_type": self._existing(schema, name)[column_name]["type"]}
        changes: dict[str, Any] = {}
        if changed & {"type", "collation"}:
            changes["modify_type"] = column.type
        if "required" in changed:
            changes["modify_nullable"] = not difference.wanted["required"]
            existing["existing_nullable"] = not difference.found["required"]
        if "default" in changed and "serial" in (difference.found["default"], difference.wanted["default"]):
            return [_serial(difference)]
        if "default" in changed:
            old = difference.found["default"]
            changes["modify_server_default"] = column.server_default
            existing["existing_server_default"] = DefaultClause(text(old)) if old else None
        if "comment" in changed:
            changes["modify_comment"] = column.comment
            existing["existing_comment"] = difference.found["comment"]
        alter = ops.AlterColumnOp(name, column_name, schema=schema or None, **existing, **changes)
        return [Step([alter], [alter.reverse()], Phase.CHANGES, Part.ALTER)] if changes else []

    def _counting(self, difference: Difference) -> Step:
        """A sequence that ends where the type of its column does."""
        _, schema, table, name = difference.key
        place = text_literal(_table(schema, table))
        query = f"""SELECT o.objid::regclass::text FROM pg_depend o JOIN pg_sequence q ON q.seqrelid = o.objid
            JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid
            WHERE o.refobjid = to_regclass({place}) AND a.attname = {text_literal(name)}"""
        found = rows(self._connection, query)
        sequence = found[0][0] if found else _table(schema, f"{table}_{name}_seq")
        old, new = (difference.found or {}), (difference.wanted or {})
        sides = [f"ALTER SEQUENCE {sequence} AS {side.get('counter') or side['type']}" for side in (new, old)]
        return _raw(sides[:1], sides[1:])

    def restored(self, residue: list[Difference]) -> list[Step]:
        """Steps of the downgrade for checks and indexes that went with a dropped column: what was there ``wanted``."""
        steps = []
        for item in residue:
            definition = reparsed(str((item.wanted or {}).get("definition", "")))
            if item.found is not None or item.kind not in ("constraint", "index"):
                continue
            _, schema, table, name = item.key
            add = f"ALTER TABLE {_table(schema, table)} ADD CONSTRAINT {quoted(name)} {definition}"
            back = SqlOp(add if item.kind == "constraint" else definition)
            steps.append(Step([], [back], Phase.SCHEMAS, Part.UNTIE, item.key[1:3]))
        return steps

    def _constraint(self, difference: Difference) -> list[Step]:
        _, schema, table, name = difference.key
        where = _table(schema, table)
        if difference.renamed:
            return [_renamed(f"ALTER TABLE {where} RENAME CONSTRAINT", name, difference.renamed)]
        steps = []
        if difference.found is not None:
            dropped = self._dropped(difference)
            steps += [dropped] if dropped is not None else []
        if difference.wanted is not None:
            created = self._created(difference)
            steps += [created] if created is not None else []
        return steps

    def _dropped(self, difference: Difference) -> Step | None:
        _, schema, table, name = difference.key
        assert difference.found is not None
        if self._sqlite:
            name = name_of_check(self._connection, table, difference.found["definition"])
            if not name or difference.found["type"] != "c":
                return None  # batch mode drops what has no name by itself
        kind = {"c": "check", "p": "primary", "u": "unique", "f": "foreignkey"}.get(difference.found["type"])
        drop = ops.DropConstraintOp(conv(name), table, kind, schema=schema or None)
        back: Any
        if self._sqlite:
            sql = str(difference.found["definition"])[len("CHECK (") : -1]
            back = ops.CreateCheckConstraintOp(conv(name), table, text(sql))
        else:
            definition = reparsed(difference.found["definition"])
            back = SqlOp(f"ALTER TABLE {_table(schema, table)} ADD CONSTRAINT {quoted(name)} {definition}")
        return Step([drop], [back], Phase.CHANGES, Part.UNTIE)

    def _created(self, difference: Difference) -> Step | None:
        _, schema, table, name = difference.key
        wanted = difference.wanted or {}
        model = self._model_constraint(difference)
        create: Any
        if wanted["type"] == "p" and model is not None:
            columns = [column.name for column in model.columns]
            create = PrimaryKeyOp(conv(name) if not self._sqlite else None, table, columns, schema=schema or None)
        elif wanted["type"] == "c":
            sql = model.sqltext if model is not None else text(str(wanted["definition"])[len("CHECK (") : -1])
            if self._sqlite:
                named = model is not None and isinstance(model.name, str)
                name = str(model.name) if named else self._free_name(f"{table}_check")
            create = ops.CreateCheckConstraintOp(conv(name), table, sql, schema=schema or None)
        elif self._sqlite:
            return None
        elif model is not None and wanted["type"] in "uf":
            create = ops.AddConstraintOp.from_constraint(model)
            create.constraint_name = conv(name)
        else:
            create = SqlOp(f"ALTER TABLE {_table(schema, table)} ADD CONSTRAINT {quoted(name)} {wanted['definition']}")
        kind = {"c": "check", "p": "primary", "u": "unique", "f": "foreignkey"}.get(wanted["type"])
        drop = ops.DropConstraintOp(conv(name), table, kind, schema=schema or None)
        return Step([create], [drop], Phase.CHANGES, Part.TIE)

    def _free_name(self, name: str) -> str:
        taken = next(number for number in itertools.count() if (name, number) not in self._given)
        self._given.add((name, taken))
        return f"{name}{taken or ''}"

    def _model_constraint(self, difference: Difference) -> Any:
        """The constraint of the models that the catalog calls so; the only anonymous check, if it
        is one.
        """
        table = self._tables.get(difference.key[1:3])
        wanted = difference.wanted or {}
        if table is None:
            return None
        if wanted["type"] == "p":
            return table.primary_key
        named = [
            found for found in table.constraints if found.name is not None and str(found.name) == difference.key[3]
        ]
        if named:
            return named[0]
        checks = [found for found in table.constraints if isinstance(found, CheckConstraint)]
        if self._sqlite:
            same = [found for found in checks if _spelled(found) == wanted.get("definition")]
            return same[0] if same else None
        anonymous = [found for found in checks if not isinstance(found.name, str)]
        return anonymous[0] if wanted["type"] == "c" and len(anonymous) == 1 else None

    def _index(self, difference: Difference) -> list[Step]:
        _, schema, table, name = difference.key
        if difference.renamed:
            return [_renamed("ALTER INDEX", f"{quoted(schema)}." * bool(schema) + quoted(name), difference.renamed)]
        model = self._tables.get(difference.key[1:3])
        index = next((found for found in model.indexes if found.name == name), None) if model is not None else None
        if difference.wanted is None and difference.found is not None:
            gone = ops.DropIndexOp(conv(name), table, schema=schema or None)
            return [Step([gone], [SqlOp(str(difference.found["definition"]))], Phase.CHANGES, Part.UNTIE)]
        if index is None:
            return []
        if difference.found is None:
            made = ops.CreateIndexOp.from_index(index)
            return [Step([made], [made.reverse()], Phase.CHANGES, Part.TIE)]
        drop = ops.DropIndexOp(conv(name), table, schema=schema or None)
        create = ops.CreateIndexOp.from_index(index)
        old: Any = SqlOp(str(difference.found["definition"]))
        return [
            Step([drop], [old], Phase.CHANGES, Part.UNTIE),
            Step([create], [ops.DropIndexOp(conv(name), table, schema=schema or None)], Phase.CHANGES, Part.TIE),
        ]

    def _trigger(self, difference: Difference) -> list[Step]:
        """A trigger that a rebuilt table has lost."""
        if difference.found is not None or difference.wanted is None:
            return []
        return [Step([SqlOp(difference.wanted["definition"])], [], Phase.DROPS, Part.DROP)]

    def _existing(self, schema: str, table: str) -> dict[str, Any]:
        if (schema, table) not in self._reflected:
            columns = inspect(self._connection).get_columns(table, schema=schema or None)
            self._reflected[(schema, table)] = {column["name"]: column for column in columns}
        return self._reflected[(schema, table)]


def sequence_steps(found: dict[Any, Any], wanted: dict[Any, Any]) -> list[Step]:
    """Sequences that the models name and nobody has created."""
    steps = []
    for key in sorted(wanted.keys() - found.keys()):
        if key[0] == "sequence":
            name = _table(key[1], key[3])
            create, drop = SqlOp(f"CREATE SEQUENCE {name}"), SqlOp(f"DROP SEQUENCE {name}")
            steps.append(Step([create], [drop], Phase.TYPES, Part.ADD))
    return steps


def _serial(difference: Difference) -> Step:
    """A column that starts or stops to count by itself."""
    _, schema, table, name = difference.key
    start, stop = _counted(schema, table, name, str((difference.wanted or {})["type"]))
    return _raw(start, stop) if (difference.wanted or {})["default"] == "serial" else _raw(stop, start)


def _counted(schema: str, table: str, name: str, type_: str) -> tuple[list[str], list[str]]:
    """How a column starts to count by a sequence of its own, behind the numbers that it holds, and how it stops."""
    where, sequence = _table(schema, table), _table(schema, f"{table}_{name}_seq")
    column, alter = quoted(name), f"ALTER TABLE {where} ALTER COLUMN {quoted(name)}"
    start = [
        f"CREATE SEQUENCE {sequence} AS {type_} OWNED BY {where}.{column}",
        f"SELECT setval({text_literal(sequence)}, max({column})) FROM {where} HAVING max({column}) > 0",
        f"{alter} SET DEFAULT nextval({text_literal(sequence)}::regclass)",
    ]
    return start, [f"{alter} DROP DEFAULT", f"DROP SEQUENCE {sequence}"]


def _refuse_computed(difference: Difference) -> None:
    """PostgreSQL makes no stored column a generated one: it would have to be dropped, with what it holds."""
    found, wanted = difference.found or {}, difference.wanted or {}
    if wanted.get("generated") and not found.get("generated"):
        place = ".".join(part for part in difference.key[1:] if part)
        raise StopError("computed", f"{place} becomes a generated column, and loses what it holds", column=place)


def _raw(up: list[str], down: list[str]) -> Step:
    return Step([SqlOp(sql) for sql in up], [SqlOp(sql) for sql in down], Phase.CHANGES, Part.ALTER)


def _renamed(statement: str, old: str, new: str) -> Step:
    old = old if '"' in old or "." in old else quoted(old)
    schema, _, bare = old.rpartition(".")
    back = f"{schema}.{quoted(new)}" if schema and "INDEX" in statement else quoted(new)
    if "INDEX" in statement:
        return Step(
            [SqlOp(f"{statement} {old} RENAME TO {quoted(new)}")],
            [SqlOp(f"{statement} {back} RENAME TO {bare}")],
            Phase.CHANGES,
            Part.ALTER,
        )
    return Step(
        [SqlOp(f"{statement} {old} TO {quoted(new)}")],
        [SqlOp(f"{statement} {quoted(new)} TO {old}")],
        Phase.CHANGES,
        Part.ALTER,
    )


def _table(schema: str, table: str) -> str:
    return f"{quoted(schema)}.{quoted(table)}" if schema else quoted(table)


def _spelled(check: CheckConstraint) -> str:
    return f"CHECK ({' '.join(str(check.sqltext).split())})"


def _computed(difference: Difference) -> tuple[list[str], list[str]]:
    """Identity and generated columns, both ways."""
    _, schema, table, name = difference.key
    found, wanted = difference.found or {}, difference.wanted or {}
    return _towards(schema, table, name, found, wanted), _towards(schema, table, name, wanted, found)


def _towards(schema: str, table: str, name: str, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    alter = f"ALTER TABLE {_table(schema, table)} ALTER COLUMN {quoted(name)}"
    kinds = {"a": "ALWAYS", "d": "BY DEFAULT"}
    statements = []
    if old.get("identity") != new.get("identity"):
        start, stop = _counted(schema, table, name, str(new["type"]))
        if old.get("identity"):
            statements.append(f"{alter} DROP IDENTITY")
        elif old.get("default"):
            statements += stop if old["default"] == "serial" else stop[:1]
        if new.get("identity"):
            statements += [f"{alter} ADD GENERATED {kinds[new['identity']]} AS IDENTITY", start[1]]
        elif new.get("default"):
            statements += start if new["default"] == "serial" else [f"{alter} SET DEFAULT {new['default']}"]
    if old.get("generated") != new.get("generated"):
        kind, expression = (new.get("generated") or " ")[0], (new.get("generated") or " ")[1:]
        if new.get("generated") and (old.get("generated") or " ")[0] == kind:
            statements.append(f"{alter} SET EXPRESSION AS ({expression})")
        elif new.get("generated"):  # only on the way back: what the column held meanwhile is computed again
            add = f"ADD COLUMN {quoted(name)} {new['type']} GENERATED ALWAYS AS ({expression})"
            statements += [f"ALTER TABLE {_table(schema, table)} DROP COLUMN {quoted(name)}"]
            statements += [f"ALTER TABLE {_table(schema, table)} {add}{' STORED' * (kind == 's')}"]
        else:
            statements.append(f"{alter} DROP EXPRESSION")
    return statements
