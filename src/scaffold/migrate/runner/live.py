"""A live database against its history, read only: what it lacks, what somebody did by hand, what would fail next.

The history is replayed to where the database stands, and compared there; then to its heads, to see what is pending.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from alembic.autogenerate.api import AutogenContext
from sqlalchemy import event
from sqlalchemy.engine import Engine

from .catalog import Snapshot, snapshot
from .channel import Channel
from .differences import Difference, differences
from .live_database import LiveDatabase
from .locks import Probe
from .obstacles import Obstacles
from .places import Places
from .start import check_start

_MANY_ROWS = 1_000_000
_NOT_COMPARED = ("valid", "validated")


class Live:
    """The task of ``scaffold.migrate.inspect_live``.

    A database with tables and without a revision is compared with the heads: is it one that only lacks its stamp?
    """

    def __init__(self, request: dict[str, Any], places: Places, _channel: Channel) -> None:
        self._request = request
        self._places = places
        self._statements: list[str] = []
        self._report: dict[str, Any] = {"findings": [], "pending": [], "unknown": [], "locks": []}

    def work(self, environment: Any, context: Any) -> Iterator[Any]:
        """Look at the database, then replay twice as far."""
        self._report["dialect"] = context.dialect.name
        check_start(context, self._request)
        environment.phase = "live"
        live = LiveDatabase(self._request["open_live"], self._request["live_url"], context)
        stands = live.revisions(context.version_table, context.version_table_schema)
        there = live.snapshot(context.version_table)
        known = [name for name in stands if self._is_known(environment, name)]
        self._report["unknown"] = [name for name in stands if name not in known]
        self._report["stands"] = stands
        self._report["heads"] = len(environment.script.get_heads())
        self._report["unversioned"] = not stands and any(key[0] == "table" for key in there)
        environment.phase = "replay"
        for name in ["heads"] if self._report["unversioned"] else known:
            yield from environment.upgrade(context, to=name)
        here = snapshot(context.connection, context.version_table)
        if not self._report["unknown"]:
            self._compare(context, there, here)
        self._sick(there)
        yield from self._pending(environment, context, live, here)
        self._report["findings"] += live.exhausted_keys()
        self._report["unanswered"] = live.unanswered

    def report(self) -> dict[str, Any]:
        """Findings as plain data."""
        return self._report

    def _is_known(self, environment: Any, name: str) -> bool:
        try:
            return environment.script.get_revision(name) is not None
        except Exception:  # Alembic raises a CommandError of its own for what it cannot find
            return False

    def _compare(self, context: Any, there: Snapshot, here: Snapshot) -> None:
        autogen = AutogenContext(context, autogenerate=False)
        schemas = {key[1] for key in here} | {""}
        for item in differences(_comparable(there), _comparable(here)):
            alone = item.kind == "table" and item.wanted is None
            named = autogen.run_name_filters(item.key[2], "table", {"schema_name": item.key[1] or None})
            if item.key[1] in schemas and not (alone and not named):
                self._find("SCF803", _words(item), table=item.key[2])

    def _sick(self, there: Snapshot) -> None:
        for key, value in sorted(there.items()):
            if key[0] == "index" and value.get("valid") is False:
                words = f"index {key[3]} of {key[2]} is invalid: IF NOT EXISTS would skip it in silence"
                self._find("SCF804", words, table=key[2])
            if key[0] == "constraint" and value.get("validated") is False:
                self._find("SCF805", f"constraint {key[3]} of {key[2]} was never validated", table=key[2])

    def _pending(self, environment: Any, context: Any, live: LiveDatabase, here: Snapshot) -> Iterator[Any]:
        probe = None
        if context.dialect.name == "postgresql":
            probe = Probe(self._places, context.version_table)
            probe.install()
        event.listen(Engine, "before_cursor_execute", self._record)
        for step in environment.upgrade(context):
            self._report["pending"].append(step.revision.revision)
            if probe is not None:
                probe.start(context.connection, keep_baseline=True)
            yield step
            if probe is not None:
                probe.stop()
        ahead = snapshot(context.connection, context.version_table)
        for table, words in Obstacles(live, here, ahead, self._statements).found():
            self._find("SCF807", words, table=table)
        for lock in probe.found if probe is not None else []:
            rows = max(live.rows(table) for table in lock["tables"])
            if rows >= _MANY_ROWS:
                self._report["locks"].append({**lock, "rows": rows})

    def _record(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if re.match(r"\s*(alter|update|delete|insert|create)\b", statement, re.IGNORECASE):
            self._statements.append(re.sub(r"\s+", " ", statement))

    def _find(self, code: str, message: str, table: str = "") -> None:
        self._report["findings"].append({"code": code, "message": message, "table": table})


def _comparable(found: Snapshot) -> Snapshot:
    return {
        key: {name: value for name, value in values.items() if name not in _NOT_COMPARED}
        for key, values in found.items()
    }


def _words(item: Difference) -> str:
    kind, schema, table, name = item.key
    place = ".".join(part for part in (schema, table, name) if part)
    if item.renamed:
        return f"{kind} {place} is called {item.renamed} in the migrations"
    if item.wanted is None:
        return f"{kind} {place} is in the database only"
    if item.found is None:
        return f"{kind} {place} is missing in the database"
    changes = [
        f"{attribute} {item.found.get(attribute)!r} in the database, {item.wanted.get(attribute)!r} in the migrations"
        for attribute in item.attributes
    ]
    return f"{kind} {place}: {'; '.join(changes)}"
