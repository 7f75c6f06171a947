"""A database that people use: opened on request only, for reading only, and never for long."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from .catalog import Snapshot, snapshot
from .catalog_postgresql import rows
from .identifiers import qualified
from .refusal import StopError, database_words

_READ_ONLY = (
    "SET default_transaction_read_only = on",
    "SET statement_timeout = '10s'",
    "SET lock_timeout = '1s'",
    "SET idle_in_transaction_session_timeout = '60s'",
)
_KEYS = """
SELECT t.relname, a.attname, a.atttypid::regtype::text, s.last_value
FROM pg_sequences s JOIN pg_class q ON q.relname = s.sequencename AND q.relkind = 'S'
JOIN pg_namespace n ON n.oid = q.relnamespace AND n.nspname = s.schemaname
JOIN pg_depend d ON d.objid = q.oid AND d.deptype IN ('a', 'i')
JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE s.last_value IS NOT NULL AND a.atttypid IN ('int2'::regtype, 'int4'::regtype) ORDER BY 1, 2"""
_MOST = {"smallint": 2**15 - 1, "integer": 2**31 - 1}


class LiveDatabase:
    """Answers questions about the database at ``url``, in transactions that cannot write."""

    def __init__(self, open_live: Any, url: str, context: Any) -> None:
        try:
            self._connection = open_live(url, context.dialect)
            if context.dialect.name == "postgresql":
                for statement in _READ_ONLY:
                    self._connection.exec_driver_sql(statement)
                self._connection.commit()
        except DBAPIError as error:
            words = f"the database cannot be read: {database_words(error)}"
            raise StopError("live", words, hint="is it running, and may this user read it?") from error
        self._is_postgresql = context.dialect.name == "postgresql"
        self.unanswered: list[str] = []

    def revisions(self, table: str, schema: str | None) -> list[str]:
        """Where the database stands; nothing if it has no table of Alembic's."""
        name = qualified(schema, table)
        try:
            if not inspect(self._connection).has_table(table, schema=schema):
                return []
            return sorted(row[0] for row in self._connection.exec_driver_sql(f"SELECT version_num FROM {name}"))
        except DBAPIError as error:
            raise StopError("live", f"{name} cannot be read: {database_words(error)}") from error

    def snapshot(self, version_table: str) -> Snapshot:
        """Its catalog."""
        return snapshot(self._connection, version_table)

    def count(self, query: str) -> int:
        """The number that ``query`` gives; 0 where it cannot be told in time, which is noted."""
        try:
            return int(self._connection.exec_driver_sql(query).scalar() or 0)
        except DBAPIError as error:
            self._connection.rollback()
            self.unanswered.append(f"{query[:80]}: {database_words(error)}")
            return 0

    def rows(self, table: str) -> int:
        """About how many rows ``table`` has."""
        schema, _, name = table.rpartition(".")
        where = f"n.nspname = '{schema}'" if schema else "pg_table_is_visible(c.oid)"
        query = f"""SELECT coalesce(max(c.reltuples), 0)::bigint FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = '{name}' AND {where}"""
        return self.count(query) if self._is_postgresql else 0

    def exhausted_keys(self) -> list[dict[str, Any]]:
        """Counters that have used up more than half of their type."""
        found = []
        for table, column, type_, last in rows(self._connection, _KEYS) if self._is_postgresql else []:
            share = 100 * last // _MOST[type_]
            if share >= 50:
                words = f"{table}.{column} ({type_}) has used {share} % of its numbers"
                found.append({"code": "SCF806", "message": words, "table": table})
        return found
