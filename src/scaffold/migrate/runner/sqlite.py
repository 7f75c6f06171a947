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
    found: list[Any] = []
    for operation in operations:
        if isinstance(operation, ops.ModifyTableOps):
            for part in _parts(operation.ops):
                # SQLite's own renaming follows into checks, indexes and the keys of other tables
                found += part if _renames(part[0]) else [_batch(operation, part)]
        else:
            found.append(operation)
    return found


def _parts(operations: list[Any]) -> list[list[Any]]:
    """``operations`` in as few batches as will do: a batch sees one state of a column only.

    A column that is added with a default for the rows and then loses it needs two; so does one that is renamed and
    then indexed.
    """
    parts: list[list[Any]] = [[]]
    seen: set[str] = set()
    renaming = False
    for operation in operations:
        name, renames = _column(operation), _renames(operation)
        if parts[-1] and (name in seen or renaming != renames):
            parts.append([])
            seen = set()
        renaming = renames
        seen |= {name} - {""}
        parts[-1].append(operation)
    return parts


def _renames(operation: Any) -> bool:
    return bool(getattr(operation, "modify_name", None))


def _column(operation: Any) -> str:
    if isinstance(operation, ops.AddColumnOp):
        return str(operation.column.name)
    return str(operation.column_name) if isinstance(operation, ops.AlterColumnOp) else ""


def _batch(operation: ops.ModifyTableOps, children: list[Any]) -> BatchOps:
    batch = BatchOps(operation.table_name, children, schema=operation.schema)
    batch.named = any(is_anonymous_drop(child) for child in children)
    batch.rebuilt = any(_cannot_be_added(child) for child in children)
    return batch


def _cannot_be_added(operation: Any) -> bool:
    """SQLite adds no column whose default it would have to compute: ``DEFAULT
    CURRENT_TIMESTAMP``.
    """
    if not isinstance(operation, ops.AddColumnOp) or operation.column.server_default is None:
        return False
    argument = getattr(operation.column.server_default, "arg", None)
    return argument is not None and not isinstance(argument, str) and not _CONSTANT.match(str(argument))
