"""What counts or computes by itself in PostgreSQL: serial, identity and generated columns, and free sequences."""

from __future__ import annotations

from typing import Any

from .catalog_postgresql import rows
from .differences import Difference
from .identifiers import qualified, quoted, text_literal
from .refusal import StopError
from .render import SqlOp
from .steps import Part, Phase, Step

_KINDS = {"a": "ALWAYS", "d": "BY DEFAULT"}


def sequence_steps(found: dict[Any, Any], wanted: dict[Any, Any]) -> list[Step]:
    """Sequences that the models name and nobody has created."""
    steps = []
    for key in sorted(wanted.keys() - found.keys()):
        if key[0] == "sequence":
            name = qualified(key[1], key[3])
            create, drop = SqlOp(f"CREATE SEQUENCE {name}"), SqlOp(f"DROP SEQUENCE {name}")
            steps.append(Step([create], [drop], Phase.TYPES, Part.ADD))
    return steps


def counter_step(connection: Any, difference: Difference) -> Step:
    """A sequence that ends where the type of its column does."""
    _, schema, table, name = difference.key
    place = text_literal(qualified(schema, table))
    query = f"""SELECT o.objid::regclass::text FROM pg_depend o JOIN pg_sequence q ON q.seqrelid = o.objid
        JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid
        WHERE o.refobjid = to_regclass({place}) AND a.attname = {text_literal(name)}"""
    found = rows(connection, query)
    sequence = found[0][0] if found else qualified(schema, f"{table}_{name}_seq")
    old, new = (difference.found or {}), (difference.wanted or {})
    sides = [f"ALTER SEQUENCE {sequence} AS {side.get('counter') or side['type']}" for side in (new, old)]
    return _altered(sides[:1], sides[1:])


def serial_step(difference: Difference) -> Step:
    """A column that starts or stops to count by itself."""
    _, schema, table, name = difference.key
    wanted = difference.wanted or {}
    start, stop = _counted(schema, table, name, str(wanted["type"]))
    return _altered(start, stop) if wanted["default"] == "serial" else _altered(stop, start)


def computed_step(difference: Difference) -> Step:
    """An identity or a generated column, both ways.

    Raises ``StopError`` for a stored column that becomes a generated one: PostgreSQL would have to drop it, with what
    it holds.
    """
    found, wanted = difference.found or {}, difference.wanted or {}
    if wanted.get("generated") and not found.get("generated"):
        place = ".".join(part for part in difference.key[1:] if part)
        raise StopError("computed", f"{place} becomes a generated column, and loses what it holds", column=place)
    return _altered(_towards(difference, found, wanted), _towards(difference, wanted, found))


def _towards(difference: Difference, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    statements = []
    if old.get("identity") != new.get("identity"):
        statements += _identity(difference, old, new)
    if old.get("generated") != new.get("generated"):
        statements += _generated(difference, old.get("generated") or " ", new)
    return statements


def _identity(difference: Difference, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    _, schema, table, name = difference.key
    alter = f"ALTER TABLE {qualified(schema, table)} ALTER COLUMN {quoted(name)}"
    start, stop = _counted(schema, table, name, str(new["type"]))
    statements = []
    if old.get("identity"):
        statements.append(f"{alter} DROP IDENTITY")
    elif old.get("default"):
        statements += stop if old["default"] == "serial" else stop[:1]
    if new.get("identity"):
        statements += [f"{alter} ADD GENERATED {_KINDS[new['identity']]} AS IDENTITY", start[1]]
    elif new.get("default"):
        statements += start if new["default"] == "serial" else [f"{alter} SET DEFAULT {new['default']}"]
    return statements


def _generated(difference: Difference, old: str, new: dict[str, Any]) -> list[str]:
    _, schema, name, column = difference.key
    table = f"ALTER TABLE {qualified(schema, name)}"
    if not new.get("generated"):
        return [f"{table} ALTER COLUMN {quoted(column)} DROP EXPRESSION"]
    kind, expression = new["generated"][0], new["generated"][1:]
    if old[0] == kind:
        return [f"{table} ALTER COLUMN {quoted(column)} SET EXPRESSION AS ({expression})"]
    # only on the way back: what the column held meanwhile is computed again
    add = f"{table} ADD COLUMN {quoted(column)} {new['type']} GENERATED ALWAYS AS ({expression})"
    return [f"{table} DROP COLUMN {quoted(column)}", f"{add}{' STORED' * (kind == 's')}"]


def _counted(schema: str, table: str, name: str, type_: str) -> tuple[list[str], list[str]]:
    """How a column starts to count by a sequence of its own, behind the numbers that it holds, and how it stops."""
    where, sequence = qualified(schema, table), qualified(schema, f"{table}_{name}_seq")
    column, alter = quoted(name), f"ALTER TABLE {where} ALTER COLUMN {quoted(name)}"
    start = [
        f"CREATE SEQUENCE {sequence} AS {type_} OWNED BY {where}.{column}",
        f"SELECT setval({text_literal(sequence)}, max({column})) FROM {where} HAVING max({column}) > 0",
        f"{alter} SET DEFAULT nextval({text_literal(sequence)}::regclass)",
    ]
    return start, [f"{alter} DROP DEFAULT", f"DROP SEQUENCE {sequence}"]


def _altered(up: list[str], down: list[str]) -> Step:
    return Step([SqlOp(sql) for sql in up], [SqlOp(sql) for sql in down], Phase.CHANGES, Part.ALTER)
