"""Names and strings as SQL writes them."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql.base import RESERVED_WORDS


def quoted(name: str) -> str:
    """An identifier as SQL: quoted only where it must be."""
    plain = name.isascii() and name.isidentifier() and name.islower()
    return name if plain and name not in RESERVED_WORDS else '"' + name.replace('"', '""') + '"'


def qualified(schema: str | None, table: str) -> str:
    """A table with its schema, if it has one."""
    return f"{quoted(schema)}.{quoted(table)}" if schema else quoted(table)


def text_literal(value: str) -> str:
    """``value`` as a string of SQL."""
    return "'" + value.replace("'", "''") + "'"
