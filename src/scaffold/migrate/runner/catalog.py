"""What a database consists of, read from its own catalog: the database's spelling, not SQLAlchemy's
or ours.

A snapshot maps ``(kind, schema, table, name)`` to attributes. Two snapshots of one server compare
exactly, because it spells both sides: types with their modifiers, defaults, checks and predicates
as it parsed them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import catalog_postgresql, catalog_sqlite

Snapshot = dict[Any, dict[str, Any]]


def snapshot(connection: Any, version_table: str) -> Snapshot:
    """Everything in the database of ``connection`` but Alembic's own table."""
    reader = catalog_sqlite if connection.dialect.name == "sqlite" else catalog_postgresql
    default = connection.dialect.default_schema_name
    found = {}
    for (kind, schema, table, name), value in reader.read(connection).items():
        if table != version_table:
            found[(kind, "" if schema == default else schema, table, name)] = value
    return found


def models_snapshot(connection: Any, metadata: list[Any], version_table: str) -> Snapshot:
    """What ``create_all()`` would build. The database is as it was afterwards."""
    with scratch(connection):
        wipe(connection)
        create(connection, metadata)
        return snapshot(connection, version_table)


@contextmanager
def scratch(connection: Any) -> Iterator[None]:
    """Whatever happens to the database in this block is taken back. Both databases take back DDL,
    too.
    """
    alone = bool(getattr(connection, "_is_autocommit_isolation", lambda: False)())
    # SQLAlchemy 1.4 begins nothing by itself, and commits after every statement
    committing = not getattr(connection, "_is_future", True) and not connection.in_transaction()
    own = connection.begin() if committing else None
    connection.exec_driver_sql("BEGIN" if alone else "SAVEPOINT scaffold_scratch")
    try:
        yield
    finally:
        connection.exec_driver_sql("ROLLBACK" if alone else "ROLLBACK TO SAVEPOINT scaffold_scratch")
        if not alone:
            connection.exec_driver_sql("RELEASE SAVEPOINT scaffold_scratch")
        if own is not None:
            own.rollback()


def wipe(connection: Any) -> None:
    """Drop all tables, views, sequences and enum types; what extensions own stays, and so do
    functions.
    """
    (catalog_sqlite if connection.dialect.name == "sqlite" else catalog_postgresql).wipe(connection)


def create(connection: Any, metadata: list[Any]) -> None:
    """Build the models' tables, with the schemas that they stand in."""
    for one in metadata:
        if connection.dialect.name != "sqlite":
            for schema in sorted(_schemas(one)):
                connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
        one.create_all(connection)


def _schemas(metadata: Any) -> set[str]:
    """Those of tables, and of types that stand in a schema of their own."""
    tables = metadata.tables.values()
    types = [getattr(column.type, "item_type", column.type) for table in tables for column in table.columns]
    return {thing.schema for thing in (*tables, *types) if getattr(thing, "schema", None)}
