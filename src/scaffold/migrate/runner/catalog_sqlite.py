"""The catalog of SQLite. It keeps the text of every statement and parses little of it, so spelling
is evened out.
"""

from __future__ import annotations

import re
from typing import Any

_CHECK = re.compile(r"(?:CONSTRAINT\s+(\"[^\"]+\"|\S+)\s+)?CHECK\s*\(", re.IGNORECASE)


def read(connection: Any) -> dict[Any, dict[str, Any]]:
    """Tables, columns, foreign keys, unique constraints, checks, indexes and triggers."""
    found: dict[Any, dict[str, Any]] = {}
    tables = _rows(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for table, sql in tables:
        found[("table", "", table, "")] = {}
        _checks(found, table, sql or "")
    _columns(connection, found)
    _keys(connection, found)
    _indexes(connection, found)
    for table, name, sql in _rows(connection, "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"):
        found[("trigger", "", table, name)] = {"definition": sql}
    return found


def wipe(connection: Any) -> None:
    """Drop all tables and views."""
    query = "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'table') AND name NOT LIKE 'sqlite_%'"
    for kind, name in sorted(_rows(connection, query), reverse=True):
        connection.exec_driver_sql(f'DROP {kind} "{name}"')


def _rows(connection: Any, query: str) -> list[Any]:
    return list(connection.exec_driver_sql(query).fetchall())


def _columns(connection: Any, found: dict[Any, dict[str, Any]]) -> None:
    query = """SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
        FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"""
    keys: dict[str, list[tuple[int, str]]] = {}
    for table, name, type_, required, default, position, hidden in _rows(connection, query):
        found[("column", "", table, name)] = {
            "type": re.sub(r"\s+", " ", type_).upper(),
            "required": bool(required) or bool(position),
            "default": _bare(default),
            "generated": hidden or None,
        }
        if position:
            keys.setdefault(table, []).append((position, name))
    for table, columns in keys.items():
        names = ", ".join(name for _, name in sorted(columns))
        found[("constraint", "", table, "(primary key)")] = {"type": "p", "definition": f"PRIMARY KEY ({names})"}


def _keys(connection: Any, found: dict[Any, dict[str, Any]]) -> None:
    query = """SELECT m.name, k.id, k.seq, k."table", k."from", k."to", k.on_update, k.on_delete
        FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table' ORDER BY 1, 2, 3"""
    parts: dict[tuple[str, int], list[Any]] = {}
    for row in _rows(connection, query):
        parts.setdefault((row[0], row[1]), []).append(row)
    for (table, _), rows in parts.items():
        columns, targets = ", ".join(row[4] for row in rows), ", ".join(row[5] or "" for row in rows)
        actions = f"ON UPDATE {rows[0][6]} ON DELETE {rows[0][7]}"
        definition = f"FOREIGN KEY ({columns}) REFERENCES {rows[0][3]} ({targets}) {actions}"
        found[("constraint", "", table, definition)] = {"type": "f", "definition": definition}


def _indexes(connection: Any, found: dict[Any, dict[str, Any]]) -> None:
    query = """SELECT m.name, i.name, i."unique", i.origin, (SELECT group_concat(coalesce(x.name, '?'), ', ')
            FROM pragma_index_info(i.name) x), (SELECT s.sql FROM sqlite_master s WHERE s.name = i.name)
        FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table'"""
    for table, name, unique, origin, columns, sql in _rows(connection, query):
        if origin == "u":
            definition = f"UNIQUE ({columns})"
            found[("constraint", "", table, definition)] = {"type": "u", "definition": definition}
        elif origin == "c":
            text = re.sub(r"\s+", " ", sql or "").replace('"', "")
            found[("index", "", table, name)] = {
                "definition": text,
                "unique": bool(unique),
                "expression": "?" in columns,  # a column of the index without a name
            }


def name_of_check(connection: Any, table: str, definition: str) -> str:
    """The name of the check of ``table`` that reads ``definition``; empty for one without a name."""
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    sql = str(connection.exec_driver_sql(query, (table,)).scalar())
    for match in _CHECK.finditer(sql):
        if definition == f"CHECK ({_one_line(_inner(sql, match.end()))})":
            return (match.group(1) or "").strip('"')
    return ""


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _checks(found: dict[Any, dict[str, Any]], table: str, sql: str) -> None:
    for match in _CHECK.finditer(sql):
        text = _one_line(_inner(sql, match.end()))
        definition = f"CHECK ({text})"
        found[("constraint", "", table, definition)] = {"type": "c", "definition": definition}


def _inner(sql: str, start: int) -> str:
    """The text from ``start`` up to the parenthesis that closes it."""
    depth, quote = 1, ""
    for position in range(start, len(sql)):
        character = sql[position]
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "()":
            depth += 1 if character == "(" else -1
            if depth == 0:
                return sql[start:position]
    return sql[start:]


def _bare(default: str | None) -> str | None:
    """``(CURRENT_TIMESTAMP)`` as ``CURRENT_TIMESTAMP``."""
    while default and default.startswith("(") and default.endswith(")"):
        default = default[1:-1].strip()
    return default
