"""Tables outside of the default schema, which Alembic sees only where ``env.py`` says ``include_schemas``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .catalog import Snapshot
from .catalog_postgresql import rows
from .identifiers import quoted
from .models import tables_of
from .render import SqlOp
from .steps import Part, Phase, Step


def look_into_schemas(context: Any, found: Snapshot, may_drop: Iterable[str] = ()) -> None:
    """Let autogenerate see the schemas that the models' tables stand in, and those of tables that may go."""
    there = {key[1] for key in found if key[0] == "table"}
    known = {schema for schema, _ in tables_of(context)} | (there & {name.partition(".")[0] for name in may_drop})
    if not known - {""} or context.opts.get("include_schemas"):
        return
    theirs = context.opts.get("include_name")

    def include_name(name: Any, kind: str, parents: Any) -> bool:
        if kind == "schema" and name and name not in known:
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
