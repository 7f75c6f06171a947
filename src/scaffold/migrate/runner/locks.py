"""What each statement of a migration locks, rewrites and scans: asked of PostgreSQL, statement by statement.

The lock mode, the new file of a rewritten table and the count of scans do not depend on the number of rows, so an
empty shadow tells what a production table will suffer, for ``op.execute()`` with any SQL as well.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from .catalog_postgresql import rows
from .places import Places

# in the order of strength; from ShareLock on, writes wait
_MODES = (
    "AccessShareLock",
    "RowShareLock",
    "RowExclusiveLock",
    "ShareUpdateExclusiveLock",
    "ShareLock",
    "ShareRowExclusiveLock",
    "ExclusiveLock",
    "AccessExclusiveLock",
)
_BLOCKS_WRITES = _MODES.index("ShareLock")
_EXCLUSIVE = "AccessExclusiveLock"
_STATE = """
SELECT c.oid::bigint, n.nspname, c.relname, c.relfilenode::bigint, coalesce(pg_stat_get_xact_numscans(c.oid), 0),
    l.modes
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN (SELECT relation, string_agg(mode, ',') AS modes FROM pg_locks
    WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted GROUP BY relation) l ON l.relation = c.oid
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')"""
_DATA = re.compile(r"\s*(update|delete|insert|merge|with|copy)\b", re.IGNORECASE)
_SCANNING = (
    ("SCF741", re.compile(r"create\s+(unique\s+)?index(?!\s+concurrently)", re.IGNORECASE)),
    ("SCF743", re.compile(r"(foreign\s+key|check\s*\()", re.IGNORECASE)),
    ("SCF744", re.compile(r"add\s+(constraint\s+\S+\s+)?(unique|primary\s+key)", re.IGNORECASE)),
    ("SCF746", re.compile(r"set\s+not\s+null", re.IGNORECASE)),
)


class Probe:
    """Watches the statements of the revisions that it is told of. ``found`` are its observations."""

    def __init__(self, places: Places, version_table: str) -> None:
        self._places = places
        self._version_table = version_table
        self._busy = False
        self._watching = False
        self._known: dict[int, str] = {}
        self._state: dict[int, Any] = {}
        self._baseline: set[str] | None = None
        self.found: list[dict[str, Any]] = []

    def install(self) -> None:
        """Listen to every statement from now on."""
        event.listen(Engine, "after_cursor_execute", self._after)

    def start(self, connection: Any, keep_baseline: bool) -> None:
        """A revision begins. With ``keep_baseline`` only tables from before the first revision count as large."""
        self._state = self._read(connection)
        names = {oid: state[0] for oid, state in self._state.items()}
        if self._baseline is None or not keep_baseline:
            self._baseline = set(names.values())
        self._known = {oid: name for oid, name in names.items() if name in self._baseline}
        self._watching = bool(self._known)  # on tables that are only now made nobody waits

    def stop(self) -> None:
        """The revision is done."""
        self._watching = False

    def _read(self, connection: Any, only: str = "") -> dict[int, Any]:
        self._busy = True
        try:
            found = {}
            default = connection.dialect.default_schema_name
            for oid, schema, table, file, scans, modes in rows(connection, _STATE + only):
                name = table if schema == default else f"{schema}.{table}"
                if table != self._version_table:
                    found[oid] = (name, file, scans, _strongest(modes))
            return found
        finally:
            self._busy = False

    def _after(self, connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if self._busy or not self._watching:
            return
        place = self._place()
        if place is None:
            return
        known = f" AND c.oid IN ({', '.join(map(str, self._known))})"
        before, self._state = self._state, self._read(connection, known)
        self._observe(before, re.sub(r"\s+", " ", statement).strip(), place)

    def _observe(self, before: dict[int, Any], statement: str, place: tuple[str, int]) -> None:
        is_data = _DATA.match(statement)
        held = [state[0] for oid, state in before.items() if oid in self._known and state[3] == _EXCLUSIVE]
        if is_data and held:
            self._note("SCF749", held, statement, place, _EXCLUSIVE)
        if is_data or statement.upper().startswith("TRUNCATE"):
            return
        for oid, (name, file, scans, mode) in self._state.items():
            if oid not in self._known or oid not in before:
                continue
            if file != before[oid][1]:
                self._note("SCF748", [name], statement, place, mode)
            elif scans > before[oid][2] and mode and _MODES.index(mode) >= _BLOCKS_WRITES:
                code = next((code for code, words in _SCANNING if words.search(statement)), "")
                if code:
                    self._note(code, [name], statement, place, mode)

    def _note(self, code: str, tables: list[str], statement: str, place: tuple[str, int], mode: Any) -> None:
        path, line = place
        note = {"code": code, "tables": tables, "statement": statement[:160], "lock": mode, "path": path, "line": line}
        if note not in self.found:
            self.found.append(note)

    def _place(self) -> tuple[str, int] | None:
        """The line of the project that asked for the statement: the innermost one in a migration."""
        frame: Any = sys._getframe(2)
        while frame is not None:
            if "down_revision" in frame.f_globals:
                name = self._places.relative(frame.f_code.co_filename)
                if name is not None:
                    return name, frame.f_lineno
            frame = frame.f_back
        return None


def _strongest(modes: str | None) -> str | None:
    known = [mode for mode in (modes or "").split(",") if mode in _MODES]
    return max(known, key=_MODES.index) if known else None
