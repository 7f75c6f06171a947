"""Operations in words, for the plan: ``create_table posts``."""

from __future__ import annotations

from typing import Any

from alembic.operations import ops

from .steps import Phase, Step


def words_of(step: Step) -> list[str]:
    """What a step does: one line for each operation, the first of several on one column for all of
    them.
    """
    words: list[str] = []
    for operation in step.up[:1] if step.phase is Phase.CHANGES else step.up:
        words += _words(operation)
    return words


def _words(operation: Any) -> list[str]:
    if isinstance(operation, (ops.CreateTableOp, ops.DropTableOp)):
        verb = "create_table" if isinstance(operation, ops.CreateTableOp) else "drop_table"
        return [f"{verb} {_table(operation)}"]
    if isinstance(operation, ops.RenameTableOp):
        return [f"rename_table {_table(operation)} {operation.new_table_name}"]
    if isinstance(operation, ops.AddColumnOp):
        return [f"add_column {_table(operation)}.{operation.column.name}"]
    if isinstance(operation, ops.DropColumnOp):
        return [f"drop_column {_table(operation)}.{operation.column_name}"]
    if isinstance(operation, ops.AlterColumnOp):
        if operation.modify_name:
            return [f"rename_column {_table(operation)}.{operation.column_name} {operation.modify_name}"]
        return [f"alter_column {_table(operation)}.{operation.column_name}"]
    if isinstance(operation, (ops.CreateIndexOp, ops.DropIndexOp)):
        verb = "create_index" if isinstance(operation, ops.CreateIndexOp) else "drop_index"
        return [f"{verb} {operation.index_name}"]
    if isinstance(operation, ops.DropConstraintOp):
        return [f"drop_constraint {operation.constraint_name}"]
    if isinstance(operation, ops.AddConstraintOp):
        return [f"create_constraint {getattr(operation, 'constraint_name', '')}"]
    if isinstance(operation, ops.ExecuteSQLOp):
        return [f"execute {str(operation.sqltext)[:60]}"]
    return [type(operation).__name__]


def _table(operation: Any) -> str:
    return f"{operation.schema}.{operation.table_name}" if operation.schema else str(operation.table_name)
