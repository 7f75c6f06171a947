"""SQLite alters almost nothing: a table is rebuilt under another name (batch mode), which needs
names and care.
"""

from __future__ import annotations

import re
from typing import Any

from alembic.operations import ops

from .names import is_anonymous_drop
from .render import BatchOps

_CONSTANT = re.compile(r"^\(?\s*('(?:[^']|'')*'|-?[0-9.]+|true|false|null)\s*\)?$", re.IGNORECASE)


def in_batches(operations: list[Any]) -> list[Any]:
    """``operations`` with every change of a table as a batch."""
    return [_batch(operation) if isinstance(operation, ops.ModifyTableOps) else operation for operation in operations]


def _batch(operation: ops.ModifyTableOps) -> BatchOps:
    batch = BatchOps(operation.table_name, operation.ops, schema=operation.schema)
    batch.named = any(is_anonymous_drop(child) for child in operation.ops)
    batch.rebuilt = any(_cannot_be_added(child) for child in operation.ops)
    return batch


def _cannot_be_added(operation: Any) -> bool:
    """SQLite adds no column whose default it would have to compute: ``DEFAULT
    CURRENT_TIMESTAMP``.
    """
    if not isinstance(operation, ops.AddColumnOp) or operation.column.server_default is None:
        return False
    argument = getattr(operation.column.server_default, "arg", None)
    return argument is not None and not isinstance(argument, str) and not _CONSTANT.match(str(argument))
