"""Tables outside of the default schema, which Alembic sees only where ``env.py`` says ``include_schemas``."""

from __future__ import annotations

from typing import Any

from .additions import quoted
from .catalog import Snapshot
from .catalog_postgresql import rows
from .models import tables_of
from .render import SqlOp
from .steps import Part, Phase, Step


def look_into_schemas(context: Any) -> None:
    """Let autogenerate see the models' tables in other schemas, and nothing else that is in those."""
    known = {(schema, name) for schema, name in tables_of(context) if schema}
    if not known or context.opts.get("include_schemas"):
        return
    theirs = context.opts.get("include_name")

    def include_name(name: Any, kind: str, parents: Any) -> bool:
        schema = name if kind == "schema" else parents.get("schema_name")
        if kind == "schema" and schema and schema not in {of for of, _ in known}:
            return False
        if kind == "table" and schema and (schema, name) not in known:
            return False
        return bool(theirs(name, kind, parents)) if theirs else True

    context.opts["include_schemas"] = True
    context.opts["include_name"] = include_name


def make_schema(connection: Any, name: str) -> None:
    """A schema that must be there before the first migration runs: it holds Alembic's own table.

    It is made by another connection, where Alembic shall still find this one without a transaction.
    """
    if connection.dialect.name != "postgresql":
        return
    statement = f"CREATE SCHEMA IF NOT EXISTS {quoted(name)}"
    if connection.in_transaction():
        connection.exec_driver_sql(statement)
        return
    with connection.engine.connect() as other:
        other.exec_driver_sql(statement)
        other.commit()


def schema_steps(connection: Any, wanted: Snapshot) -> list[Step]:
    """Schemas that the models name and the history has not created. The way back leaves them: they may be shared."""
    there = {name for (name,) in rows(connection, "SELECT nspname FROM pg_namespace")}
    names = sorted({key[1] for key in wanted if key[1]} - there)
    return [Step([SqlOp(f"CREATE SCHEMA IF NOT EXISTS {quoted(name)}")], [], Phase.SCHEMAS, Part.ADD) for name in names]
