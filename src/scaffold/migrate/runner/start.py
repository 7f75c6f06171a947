"""What must be true before the first migration runs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect

from .refusal import StopError


def check_start(context: Any, request: dict[str, Any]) -> None:
    """Raise ``StopError`` if the shadow is not empty, or if the models are not those that were
    planned.
    """
    schema = context.version_table_schema
    found = set(inspect(context.connection).get_table_names())
    if schema:
        found |= set(inspect(context.connection).get_table_names(schema=schema))
    found -= {context.version_table}
    if found:
        raise StopError(
            "not_empty",
            f"importing the project created {', '.join(sorted(found))}",
            tables=sorted(found),
        )
    known = {table.name for metadata in metadata_of(context) for table in metadata.tables.values()}
    known |= {key for metadata in metadata_of(context) for key in metadata.tables}
    missing = [name for name in request["expected_tables"] if name not in known]
    if missing:
        raise StopError("unknown_table", f"env.py does not know the table {', '.join(missing)}", tables=missing)


def stand_ins(context: Any) -> list[str]:
    """The extensions of the shadow that have the names of the real ones and none of their work."""
    if context.dialect.name != "postgresql":
        return []
    query = "SELECT extname FROM pg_extension WHERE extversion = 'stub' ORDER BY 1"
    return [name for (name,) in context.connection.exec_driver_sql(query)]


def metadata_of(context: Any) -> list[Any]:
    """What ``env.py`` gave as ``target_metadata``, as a list; ``StopError`` if it gave nothing."""
    metadata = context.opts["target_metadata"]
    if metadata is None:
        raise StopError("no_metadata", "env.py gives no target_metadata")
    return list(metadata) if isinstance(metadata, (list, tuple)) else [metadata]
