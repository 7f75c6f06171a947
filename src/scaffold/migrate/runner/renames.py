"""Declared renames: done in the shadow before the comparison, so that autogenerate sees only what
else changed.

Seen from outside, a rename is a loss and an addition; nothing in a schema tells them apart. So only
a person's word makes one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from alembic.operations import ops
from sqlalchemy import inspect

from .additions import quoted
from .refusal import StopError
from .steps import Part, Phase, Step


class Renames:
    """The pairs of a request, tables first: ``("p", "articles")``, ``("articles.c",
    "articles.d")``.
    """

    def __init__(self, pairs: Iterable[Any], tables: Collection[str]) -> None:
        self._tables: list[tuple[str, str]] = []
        self._columns: list[tuple[str, str, str]] = []
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
        for old, new in self._tables:
            connection.exec_driver_sql(f"ALTER TABLE {_sql(old)} RENAME TO {quoted(new.rpartition('.')[2])}")
        for table, old, new in self._columns:
            self._expect(connection, table, old)
            connection.exec_driver_sql(f"ALTER TABLE {_sql(table)} RENAME COLUMN {quoted(old)} TO {quoted(new)}")

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
        return steps

    def __bool__(self) -> bool:
        return bool(self._tables or self._columns)

    def _expect(self, connection: Any, table: str, column: str) -> None:
        schema, _, bare = table.rpartition(".")
        names = [found["name"] for found in inspect(connection).get_columns(bare, schema=schema or None)]
        if column not in names:
            raise StopError("answer", f"there is no column {table}.{column} to rename")


def _sql(name: str) -> str:
    return ".".join(quoted(part) for part in name.split("."))
