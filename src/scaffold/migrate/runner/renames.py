"""Declared renames: done in the shadow before the comparison, so that autogenerate sees only what
else changed.

Seen from outside, a rename is a loss and an addition; nothing in a schema tells them apart. So only
a person's word makes one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from alembic.operations import ops
from sqlalchemy import inspect

from .catalog_postgresql import rows
from .identifiers import quoted
from .refusal import StopError
from .render import SqlOp
from .steps import Part, Phase, Step


class Renames:
    """The pairs of a request, tables first: ``("p", "articles")``, ``("articles.c",
    "articles.d")``.
    """

    def __init__(self, pairs: Iterable[Any], tables: Collection[str]) -> None:
        self._tables: list[tuple[str, str]] = []
        self._columns: list[tuple[str, str, str]] = []
        self._sequences: list[tuple[str, str]] = []
        columns: list[tuple[str, str]] = []
        for old, new in pairs:
            # `blog.posts` is a table where a schema is called blog, and a column where a table is
            (self._tables if old in tables else columns).append((old, new))
        renamed = dict(self._tables)
        for old, new in columns:
            table, _, column = old.rpartition(".")
            if table not in tables and table not in renamed.values():
                raise StopError("answer", f"there is no {'column' if table else 'table'} {old} to rename")
            self._columns.append((renamed.get(table, table), column, new.rpartition(".")[2]))

    def apply(self, connection: Any) -> None:
        """Rename in the shadow. Raises ``StopError`` for a name that is not there."""
        self._sequences = _default_sequences(connection, self._new_name)
        for table, old, _ in self._columns:
            self._expect(connection, _of(table, self._tables), old)
        self._columns = _in_turn(self._columns)
        for old, new in self._tables:
            connection.exec_driver_sql(f"ALTER TABLE {_sql(old)} RENAME TO {quoted(new.rpartition('.')[2])}")
        for table, old, new in self._columns:
            connection.exec_driver_sql(f"ALTER TABLE {_sql(table)} RENAME COLUMN {quoted(old)} TO {quoted(new)}")
        for old, new in self._sequences:
            connection.exec_driver_sql(f"ALTER SEQUENCE {_sql(old)} RENAME TO {quoted(new)}")

    def steps(self) -> list[Step]:
        """The same as steps."""
        steps: list[Step] = []
        for old, new in self._tables:
            schema, _, bare = old.rpartition(".")
            up = ops.RenameTableOp(bare, new.rpartition(".")[2], schema=schema or None)
            down = ops.RenameTableOp(new.rpartition(".")[2], bare, schema=schema or None)
            steps.append(Step([up], [down], Phase.RENAMES, Part.ALTER, (schema, bare), len(steps)))
        for table, old, new in self._columns:
            schema, _, bare = table.rpartition(".")
            up_column = ops.AlterColumnOp(bare, old, schema=schema or None, modify_name=new)
            down_column = ops.AlterColumnOp(bare, new, schema=schema or None, modify_name=old)
            place = len(steps)
            steps.append(Step([up_column], [down_column], Phase.RENAMES, Part.ALTER, (schema, bare), place))
        for old, new in self._sequences:
            schema, _, bare = old.rpartition(".")
            there = SqlOp(f"ALTER SEQUENCE {_sql(old)} RENAME TO {quoted(new)}")
            back = SqlOp(f"ALTER SEQUENCE {_sql(f'{schema}.{new}' if schema else new)} RENAME TO {quoted(bare)}")
            steps.append(Step([there], [back], Phase.RENAMES, Part.ALTER, (schema, ""), len(steps)))
        return steps

    def __bool__(self) -> bool:
        return bool(self._tables or self._columns)

    def _new_name(self, table: str, column: str) -> tuple[str, str]:
        """What ``column`` of ``table`` will be called, and its table."""
        new = dict(self._tables).get(table, table)
        columns = {(of, old): name for of, old, name in self._columns}
        return new.rpartition(".")[2], columns.get((new, column), column)

    def _expect(self, connection: Any, table: str, column: str) -> None:
        schema, _, bare = table.rpartition(".")
        names = [found["name"] for found in inspect(connection).get_columns(bare, schema=schema or None)]
        if column not in names:
            raise StopError("answer", f"there is no column {table}.{column} to rename")


def _of(table: str, renamed: Iterable[tuple[str, str]]) -> str:
    """What ``table`` is still called."""
    return next((old for old, new in renamed if new == table), table)


def _in_turn(columns: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """``columns`` in an order in which every new name is free; two that swap go by way of a third."""
    left, turns = list(columns), []
    while left:
        taken = {(table, old) for table, old, _ in left}
        turn = next((item for item in left if (item[0], item[2]) not in taken), None)
        if turn is None:
            table, old, new = left[0]
            turn, left[0] = (table, old, f"{old}_swapped"), (table, f"{old}_swapped", new)
        else:
            left.remove(turn)
        turns.append(turn)
    return turns


def _sql(name: str) -> str:
    return ".".join(quoted(part) for part in name.split("."))


_OWNED = """
SELECT n.nspname, t.relname, a.attname, s.relname FROM pg_depend d
JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_class t ON t.oid = d.refobjid
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') ORDER BY 1, 2, 3"""


def _default_sequences(connection: Any, new_name: Callable[[str, str], tuple[str, str]]) -> list[tuple[str, str]]:
    """The sequences of serial columns that are named after something that is renamed: ``posts_id_seq``."""
    if connection.dialect.name != "postgresql":
        return []
    found = []
    for schema, table, column, sequence in rows(connection, _OWNED):
        prefix = "" if schema == connection.dialect.default_schema_name else f"{schema}."
        new = "_".join([*new_name(prefix + table, column), "seq"])
        if sequence == f"{table}_{column}_seq" and new != sequence:
            found.append((prefix + sequence, new))
    return found
