"""How operations are written: what Alembic has no words for, or words that fail.

Registered beside Alembic's own renderers, for operations that only we make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic.autogenerate.render import (
    _alembic_autogenerate_prefix,
    _alter_column,
    render_op,
    renderers,
)
from alembic.operations import ops

from .names import BATCH_CONVENTION

_WIDTH = 72
_PARAMETER = re.compile(r"(?<![:\w\\]):(?=\w+(?!:))")  # what SQLAlchemy would take for one


@contextmanager
def plain_percents(dialect: Any) -> Iterator[None]:
    """Write ``%`` once: dialects of drivers that format double it, and would double it again when the file runs."""
    preparer = dialect.identifier_preparer
    doubled, preparer._double_percents = preparer._double_percents, False
    try:
        yield
    finally:
        preparer._double_percents = doubled


class AlterColumnUsingOp(ops.AlterColumnOp):
    """An ``alter_column`` with ``postgresql_using``, which Alembic runs but never writes."""

    using: str = ""


class BatchOps(ops.ModifyTableOps):
    """Changes of a SQLite table: with names for constraints that have none, rebuilt even where
    ALTER would do.
    """

    named: bool = False
    rebuilt: bool = False


class PrimaryKeyOp(ops.CreatePrimaryKeyOp):
    """A ``create_primary_key``, which Alembic runs but refuses to write."""


class SqlOp(ops.ExecuteSQLOp):
    """A statement, written over several lines where it is long."""


@renderers.dispatch_for(AlterColumnUsingOp)
def _using(context: Any, operation: AlterColumnUsingOp) -> str:
    written = _alter_column(context, operation)[:-1]
    return f"{written},\n{' ' * 11}postgresql_using={operation.using!r})"


@renderers.dispatch_for(ops.RenameTableOp)
def _rename_table(context: Any, operation: ops.RenameTableOp) -> str:
    schema = f", schema={operation.schema!r}" if operation.schema else ""
    prefix = _alembic_autogenerate_prefix(context)
    return f"{prefix}rename_table({operation.table_name!r}, {operation.new_table_name!r}{schema})"


@renderers.dispatch_for(PrimaryKeyOp)
def _primary_key(context: Any, operation: PrimaryKeyOp) -> str:
    arguments = [repr(operation.constraint_name and str(operation.constraint_name))]
    if not context._has_batch:
        arguments.append(repr(str(operation.table_name)))
    arguments.append(repr([str(column) for column in operation.columns]))
    schema = f", schema={operation.schema!r}" if operation.schema and not context._has_batch else ""
    return f"{_alembic_autogenerate_prefix(context)}create_primary_key({', '.join(arguments)}{schema})"


@renderers.dispatch_for(BatchOps)
def _batch(context: Any, operation: BatchOps) -> list[str]:
    arguments = [repr(str(operation.table_name))]
    if operation.schema:
        arguments.append(f"schema={operation.schema!r}")
    if operation.rebuilt:
        arguments.append("recreate='always'")
    if operation.named:
        arguments.append(f"naming_convention={BATCH_CONVENTION!r}")
    lines = [f"with op.batch_alter_table({', '.join(arguments)}) as batch_op:"]
    with context._within_batch():
        for child in operation.ops:
            lines.extend(render_op(context, child))
    return [*lines, ""]


@renderers.dispatch_for(SqlOp)
def _sql(context: Any, operation: SqlOp) -> str:
    prefix = _alembic_autogenerate_prefix(context)
    pieces = _pieces(_PARAMETER.sub(r"\\:", str(operation.sqltext)))
    if len(pieces) == 1:
        return f"{prefix}execute({pieces[0]!r})"
    return f"{prefix}execute(\n" + "\n".join(f"    {piece!r}" for piece in pieces) + "\n)"


def _pieces(text: str) -> list[str]:
    """``text`` cut at spaces into pieces that fit a line; together they are ``text``."""
    pieces = [""]
    for word in text.split(" "):
        if pieces[-1] and len(pieces[-1]) + len(word) > _WIDTH:
            pieces.append("")
        pieces[-1] += word + " "
    pieces[-1] = pieces[-1][:-1]
    return pieces
