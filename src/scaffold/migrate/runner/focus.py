"""Autogenerate looks at the tables that differ, and at no others: reflecting a table costs more than comparing it.

The catalogs have told which those are before Alembic is asked.
"""

from __future__ import annotations

from typing import Any

from .differences import Difference

Table = tuple[str, str]


def tables_in(differences: list[Difference]) -> set[Table]:
    """The tables of ``differences``, by schema and name."""
    return {difference.key[1:3] for difference in differences if difference.key[2]}


def focus_on(context: Any, tables: set[Table]) -> None:
    """Let the next autogenerate of ``context`` see ``tables`` only, as far as the project's own filters let it."""
    default = context.dialect.default_schema_name
    theirs = context.opts.get("include_name"), context.opts.get("include_object")

    def has(schema: Any, name: Any) -> bool:
        return ("" if schema in (None, default) else schema, name) in tables

    def include_name(name: Any, kind: str, parents: Any) -> bool:
        if kind == "table" and not has(parents.get("schema_name"), name):
            return False
        return bool(theirs[0](name, kind, parents)) if theirs[0] else True

    def include_object(item: Any, name: Any, kind: str, reflected: bool, other: Any) -> bool:
        if kind == "table" and not has(getattr(item, "schema", None), name):
            return False
        return bool(theirs[1](item, name, kind, reflected, other)) if theirs[1] else True

    context.opts["include_name"] = include_name
    context.opts["include_object"] = include_object
