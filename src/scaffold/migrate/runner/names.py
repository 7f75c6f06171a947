"""Names for constraints that have none, so that a downgrade can take them back.

PostgreSQL's own choice is used, so that a database where the server chose and one where we did look
the same.
"""

from __future__ import annotations

from typing import Any

from alembic.operations import ops
from sqlalchemy import ForeignKeyConstraint, UniqueConstraint

_LONGEST = 63
# For constraints that stand unnamed in a SQLite database: batch mode calls them this, and drops
# them by it.
BATCH_CONVENTION = {
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
}


def name_all(operations: list[Any]) -> None:
    """Give every anonymous foreign key and unique constraint of ``operations`` its name."""
    for operation in operations:
        if isinstance(operation, ops.ModifyTableOps):
            name_all(operation.ops)
        elif isinstance(operation, ops.CreateForeignKeyOp) and operation.constraint_name is None:
            operation.constraint_name = default_name(operation.source_table, operation.local_cols, "fkey")
        elif isinstance(operation, ops.CreateUniqueConstraintOp) and operation.constraint_name is None:
            operation.constraint_name = default_name(operation.table_name, _names(operation.columns), "key")
        elif isinstance(operation, ops.DropConstraintOp) and operation.constraint_name is None:
            _name_dropped(operation)
        elif isinstance(operation, ops.CreateTableOp):
            _name_in_table(operation)


def default_name(table: str, columns: list[str], label: str) -> str:
    """What PostgreSQL calls a constraint: ``posts_author_id_fkey``, the longer part cut first when
    it is too long.
    """
    name, joined = table, "_".join(columns)
    while len(name.encode()) + len(joined.encode()) > _LONGEST - len(label) - 2:
        if len(name.encode()) > len(joined.encode()):
            name = name[:-1]
        else:
            joined = joined[:-1]
    return f"{name}_{joined}_{label}"


def is_anonymous_drop(operation: Any) -> bool:
    """Whether ``operation`` drops a constraint that the database has no name for (SQLite)."""
    return bool(getattr(operation, "_scaffold_anonymous", False))


def _names(columns: Any) -> list[str]:
    return [str(getattr(column, "name", column)) for column in columns]


def _name_dropped(operation: ops.DropConstraintOp) -> None:
    made: Any = operation._reverse
    if isinstance(made, ops.CreateForeignKeyOp):
        name = default_name(made.source_table, made.local_cols, "fkey")
    elif isinstance(made, ops.CreateUniqueConstraintOp):
        name = default_name(made.table_name, _names(made.columns), "key")
    else:
        return
    operation.constraint_name = name
    made.constraint_name = name
    operation._scaffold_anonymous = True  # type: ignore[attr-defined]


def _name_in_table(operation: ops.CreateTableOp) -> None:
    for item in operation.columns:
        if isinstance(item, ForeignKeyConstraint) and item.name is None:
            item.name = default_name(operation.table_name, list(item.column_keys), "fkey")
        elif isinstance(item, UniqueConstraint) and item.name is None:
            columns = _names(item.columns) or [str(name) for name in item._pending_colargs]
            item.name = default_name(operation.table_name, columns, "key")
