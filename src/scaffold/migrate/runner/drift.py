"""Where history and models differ, as findings: by two opinions, the catalogs' and Alembic's.

What both see is drift as everybody knows it; what only the catalogs show, Alembic is blind to. What Alembic would
have seen and does not, the project's own filters keep out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alembic.operations import ops

from .catalog import Snapshot
from .column_types import stored_type
from .differences import Difference, differences, is_seen
from .focus import focus_on, tables_in
from .models import is_unnamed, tables_of
from .names import name_all
from .places import Places
from .schemas import look_into_schemas
from .steps import table_of
from .whereabouts import Whereabouts

Key = tuple[str, str, str, str]


def drift_of(environment: Any, context: Any, places: Places, found: Snapshot, wanted: Snapshot) -> list[dict[str, Any]]:
    """What the migrations built (``found``) against what the models would (``wanted``), each as plain data."""
    different = differences(found, wanted)
    # a schema that no model stands in any more is looked into as well: the history has tables there
    gone = [f"{item.key[1]}.{item.key[2]}" for item in different if item.kind == "table" and item.wanted is None]
    look_into_schemas(context, found, gone)
    focus_on(context, tables_in(different))
    environment.revisions.run_autogenerate(context.get_current_heads(), context)
    operations = [
        operation
        for script in environment.revisions.generated_revisions
        for operation in _leaves(script.upgrade_ops.ops)
    ]
    name_all(operations)
    seen = {_key(operation) for operation in operations}
    upgraded = {_key(operation) for operation in operations if _is_upgrade(operation, context.dialect)}
    tables = tables_of(context)
    excluded = _excluded_tables(environment.revisions._last_autogen_context, tables)
    whereabouts = Whereabouts(places, context.dialect.default_schema_name)
    drift = []
    for difference in different:
        known = _is_known(difference, seen, context.dialect.name)
        if difference.key[1:3] in excluded or (is_seen(difference) and not known):
            continue
        if is_unnamed(difference, tables):
            continue
        code = "SCF611" if difference.key in upgraded else _code(difference, known)
        drift.append(_described(difference, code, whereabouts))
    return drift


def _excluded_tables(autogen: Any, tables: dict[tuple[str, str], Any]) -> set[tuple[str, str]]:
    """Tables that the project's ``include_object`` or ``include_name`` keeps away from Alembic."""
    excluded = set()
    for (schema, name), table in tables.items():
        named = autogen.run_name_filters(name, "table", {"schema_name": schema or None})
        if not named or not autogen.run_object_filters(table, name, "table", False, None):
            excluded.add((schema, name))
    return excluded


def _leaves(operations: Any) -> Iterator[Any]:
    for operation in operations:
        if isinstance(operation, ops.ModifyTableOps):
            yield from _leaves(operation.ops)
        else:
            yield operation


def _key(operation: Any) -> Key:
    table = table_of(operation)
    if isinstance(operation, (ops.CreateTableOp, ops.DropTableOp)):
        return ("table", *table, "")
    if isinstance(operation, ops.AddColumnOp):
        return ("column", *table, operation.column.name)
    if isinstance(operation, (ops.DropColumnOp, ops.AlterColumnOp)):
        return ("column", *table, operation.column_name)
    if isinstance(operation, (ops.CreateIndexOp, ops.DropIndexOp)):
        return ("index", *table, str(operation.index_name))
    return ("constraint", *table, str(getattr(operation, "constraint_name", "")))


def _is_upgrade(operation: Any, dialect: Any) -> bool:
    """Naive to aware in a column whose type SQLModel chose: the library changed, not the model."""
    if not isinstance(operation, ops.AlterColumnOp) or type(operation.modify_type).__name__ != "UTCDateTime":
        return False
    old, new = stored_type(operation.existing_type, dialect), stored_type(operation.modify_type, dialect)
    return bool(getattr(old, "timezone", None)) != bool(getattr(new, "timezone", None))


def _is_known(difference: Difference, seen: set[Key], dialect: str) -> bool:
    if difference.key in seen:
        return True
    if difference.renamed:
        return (*difference.key[:3], difference.renamed) in seen
    # SQLite names few constraints, so the catalog calls them by what they are
    return dialect == "sqlite" and any(key[:3] == difference.key[:3] for key in seen if difference.kind == "constraint")


def _code(difference: Difference, known: bool) -> str:
    if difference.renamed:
        return "SCF610"
    if difference.kind == "table" and difference.wanted is None:
        return "SCF605"
    if difference.kind == "column" and difference.is_doubtful:
        return "SCF608"
    by_kind = {"enum": "SCF603", "sequence": "SCF609"}
    return by_kind.get(difference.kind, "SCF601" if known else "SCF602")


def _described(difference: Difference, code: str, places: Whereabouts) -> dict[str, Any]:
    kind, schema, table, name = difference.key
    path, line, symbol = places.of(schema, table, name if kind == "column" else "")
    new = difference.wanted is not None and difference.found is None
    return {
        "code": code,
        "message": difference.words(),
        "path": path,
        "line": line,
        "symbol": symbol,
        "kind": kind,
        "table": f"{schema}.{table}" if schema else table,
        "name": name,
        "new": new,
        "gone": difference.found is not None and difference.wanted is None,
        "type": (difference.found or difference.wanted or {}).get("type"),
    }
