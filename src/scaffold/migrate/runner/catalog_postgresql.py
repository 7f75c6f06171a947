"""The catalog of PostgreSQL."""

from __future__ import annotations

import re
from typing import Any

_OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\\_temp%%'"
_NOT_OF_EXTENSION = "NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = {oid} AND e.deptype = 'e')"

_TABLES = f"""
SELECT 'table', n.nspname, c.relname, '', jsonb_build_object(
    'kind', c.relkind, 'partitioned', pg_get_partkeydef(c.oid), 'comment', obj_description(c.oid, 'pg_class'))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND {_OURS} AND {_NOT_OF_EXTENSION.format(oid="c.oid")}"""

# The default of a serial column names its sequence, and the name says nothing; but the sequence of a column that was
# changed to bigint may still end where integers do. A literal keeps the type that its column once had: '{}'::json.
_COLUMNS = f"""
SELECT 'column', n.nspname, c.relname, a.attname, jsonb_build_object(
    'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
    'default', CASE WHEN a.attgenerated <> '' THEN NULL
        WHEN EXISTS (SELECT FROM pg_depend o WHERE o.classid = 'pg_class'::regclass AND o.deptype = 'a'
            AND o.refobjid = c.oid AND o.refobjsubid = a.attnum
            AND pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%%') THEN 'serial'
        WHEN t.typname IN ('varchar', 'text', 'json', 'jsonb') THEN regexp_replace(pg_get_expr(d.adbin, d.adrelid),
            '^(''([^'']|'''')*'')::(character varying|text|json|jsonb)$', '\\1')
        ELSE pg_get_expr(d.adbin, d.adrelid) END,
    'generated', CASE WHEN a.attgenerated <> '' THEN a.attgenerated::text || pg_get_expr(d.adbin, d.adrelid) END,
    'identity', nullif(a.attidentity::text, ''),
    'counter', (SELECT format_type(q.seqtypid, NULL) FROM pg_depend o JOIN pg_sequence q ON q.seqrelid = o.objid
        JOIN pg_type y ON y.oid = q.seqtypid AND y.typlen < t.typlen
        WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass AND o.refobjid = c.oid
        AND o.refobjsubid = a.attnum AND o.deptype IN ('a', 'i') LIMIT 1),
    'collation', CASE WHEN a.attcollation <> t.typcollation THEN l.collname END,
    'comment', col_description(c.oid, a.attnum))
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN pg_collation l ON l.oid = a.attcollation
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND {_OURS}
AND {_NOT_OF_EXTENSION.format(oid="c.oid")}"""

_CONSTRAINTS = f"""
SELECT 'constraint', n.nspname, c.relname, k.conname, jsonb_build_object(
    'type', k.contype, 'definition', pg_get_constraintdef(k.oid), 'validated', k.convalidated)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype NOT IN ('n', 't') AND k.conparentid = 0 AND {_OURS} AND {_NOT_OF_EXTENSION.format(oid="c.oid")}"""

_INDEXES = f"""
SELECT 'index', n.nspname, t.relname, i.relname, jsonb_build_object(
    'definition', pg_get_indexdef(x.indexrelid), 'unique', x.indisunique, 'valid', x.indisvalid)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE {_OURS} AND {_NOT_OF_EXTENSION.format(oid="t.oid")}
AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))"""

_ENUMS = f"""
SELECT 'enum', n.nspname, '', t.typname, jsonb_build_object('labels', jsonb_agg(e.enumlabel ORDER BY e.enumsortorder))
FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE {_OURS} AND {_NOT_OF_EXTENSION.format(oid="t.oid")} GROUP BY 2, 4"""

# Only sequences that stand by themselves: those of serial and identity columns belong to their
# column.
_SEQUENCES = f"""
SELECT 'sequence', n.nspname, '', c.relname, jsonb_build_object('increment', s.seqincrement)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence s ON s.seqrelid = c.oid
WHERE c.relkind = 'S' AND {_OURS} AND {_NOT_OF_EXTENSION.format(oid="c.oid")}
AND NOT EXISTS (SELECT FROM pg_depend o WHERE o.objid = c.oid AND o.deptype IN ('a', 'i'))"""

_QUERIES = (_TABLES, _COLUMNS, _CONSTRAINTS, _INDEXES, _ENUMS, _SEQUENCES)

_IN_LIST = re.compile(
    r"\(\((\w+|\"[^\"]+\")\)::text (= ANY|<> ALL) "
    r"\(\(ARRAY\[((?:'(?:[^']|'')*'::character varying(?:, )?)+)\]\)::text\[\]\)\)"
)


def read(connection: Any) -> dict[Any, dict[str, Any]]:
    """Tables, columns, constraints, indexes, enum types and free sequences, in one question."""
    found = {}
    for kind, schema, table, name, value in rows(connection, " UNION ALL ".join(f"({query})" for query in _QUERIES)):
        found[(kind, schema, table, name)] = _parsed(value)
    return found


def rows(connection: Any, query: str) -> list[Any]:
    """The rows of ``query``, which is written with ``%%`` where a driver may format."""
    if connection.dialect.paramstyle not in ("format", "pyformat"):
        query = query.replace("%%", "%")
    return list(connection.exec_driver_sql(query).fetchall())


def _parsed(value: Any) -> dict[str, Any]:
    if isinstance(value, str):  # asyncpg leaves JSON as it came
        import json

        value = json.loads(value)
    return dict(value)


_RELATIONS = f"""
SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
    WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, c.oid::regclass::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND NOT c.relispartition AND {_OURS}
AND {_NOT_OF_EXTENSION.format(oid="c.oid")}
AND NOT EXISTS (SELECT FROM pg_depend o WHERE o.objid = c.oid AND c.relkind = 'S' AND o.deptype IN ('a', 'i'))
ORDER BY 1 DESC"""
_TYPES = f"""
SELECT t.oid::regtype::text FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND {_OURS} AND {_NOT_OF_EXTENSION.format(oid="t.oid")}"""


def reparsed(definition: str) -> str:
    """A check in words that PostgreSQL reads as it read the first ones: its own words for ``IN`` grow each time."""
    return _IN_LIST.sub(_in_list, definition)


def _in_list(match: re.Match[str]) -> str:
    word = "IN" if match.group(2) == "= ANY" else "NOT IN"
    return f"({match.group(1)} {word} ({match.group(3).replace('::character varying', '')}))"


def wipe(connection: Any) -> None:
    """Drop what stands in the way of ``create_all()``, one statement for each kind."""
    kinds: dict[str, list[str]] = {}
    for kind, name in rows(connection, _RELATIONS):
        kinds.setdefault(kind, []).append(name)
    for kind in ("VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE", "TABLE", "SEQUENCE"):
        if kind in kinds:
            connection.exec_driver_sql(f"DROP {kind} IF EXISTS {', '.join(kinds[kind])} CASCADE".replace("%", "%%"))
    types = [name for (name,) in rows(connection, _TYPES)]
    if types:
        connection.exec_driver_sql(f"DROP TYPE {', '.join(types)} CASCADE")
