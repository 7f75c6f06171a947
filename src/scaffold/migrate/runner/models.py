"""What the models would build, without any history: the other side of every comparison."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .catalog import Snapshot, models_snapshot
from .differences import Difference
from .refusal import StopError, database_words
from .start import check_start, metadata_of


def catalog_of_models(context: Any) -> Snapshot:
    """The catalog of ``create_all()`` in the context's database; ``StopError`` if the models cannot
    be created.
    """
    try:
        return models_snapshot(context.connection, metadata_of(context), context.version_table)
    except Exception as error:  # DDL events of the project run here, too
        raise StopError("models", database_words(error)) from error


def tables_of(context: Any) -> dict[tuple[str, str], Any]:
    """The tables of the models by schema and name, the default schema as an empty one."""
    default = context.dialect.default_schema_name
    found = {}
    for metadata in metadata_of(context):
        for table in metadata.tables.values():
            schema = "" if table.schema in (None, default) else table.schema
            found[(schema, table.name)] = table
    return found


def is_unnamed(difference: Difference, tables: dict[tuple[str, str], Any]) -> bool:
    """Whether it is about the name of a constraint to which the models give none: that is for whoever creates it."""
    table = tables.get(difference.key[1:3])
    if not difference.renamed or difference.kind != "constraint" or table is None:
        return False
    return all(str(found.name) != difference.renamed for found in table.constraints)


class Models:
    """The task that answers what the models of a stage would build."""

    def __init__(self, request: dict[str, Any], *_: Any) -> None:
        self._request = request
        self._catalog: Snapshot = {}

    def work(self, environment: Any, context: Any) -> Iterator[Any]:
        """Runs no migration."""
        check_start(context, self._request)
        environment.phase = "compare"
        self._catalog = catalog_of_models(context)
        yield from ()

    def report(self) -> dict[str, Any]:
        """The catalog as pairs: JSON has no tuples for keys."""
        return {"catalog": [[list(key), value] for key, value in self._catalog.items()]}
