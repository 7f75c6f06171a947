"""Do history and models agree, and does each new revision survive? Nothing is written.

Two opinions: the catalogs of both are compared, and where they differ Alembic is asked, with the project's own
filters. What both see is drift as everybody knows it; what only the catalog sees, Alembic is blind to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alembic.operations import ops
from alembic.runtime.migration import MigrationStep

from .catalog import Snapshot, snapshot
from .channel import Channel
from .column_types import stored_type
from .differences import Difference, differences, is_seen
from .focus import focus_on, tables_in
from .locks import Probe
from .models import catalog_of_models, tables_of
from .names import name_all
from .places import Places
from .schemas import look_into_schemas
from .start import check_start, stand_ins
from .steps import table_of
from .whereabouts import Whereabouts

Key = tuple[str, str, str, str]


class Compare:
    """The task of ``scaffold.migrate.compare``."""

    def __init__(self, request: dict[str, Any], places: Places, _channel: Channel) -> None:
        self._request = request
        self._places = places
        self._report: dict[str, Any] = {"drift": [], "locks": [], "residue": [], "revisions": 0}

    def work(self, environment: Any, context: Any) -> Iterator[Any]:
        """Replay with the probe, then compare."""
        self._report["dialect"] = context.dialect.name
        check_start(context, self._request)
        environment.phase = "replay"
        yield from self._replay(environment, context)
        environment.phase = "compare"
        self._report["stand_ins"] = stand_ins(context)
        found = snapshot(context.connection, context.version_table)
        wanted = catalog_of_models(context)
        if found != wanted:
            self._report["drift"] = self._drift(environment, context, found, wanted)

    def report(self) -> dict[str, Any]:
        """Drift, locks and residue, each as plain data."""
        return self._report

    def _replay(self, environment: Any, context: Any) -> Iterator[Any]:
        probe = self._probe(context)
        new = self._request["new"]
        for step in environment.upgrade(context):
            self._report["revisions"] += 1
            path = self._places.relative(step.revision.path) or step.revision.path
            if new is not None and path not in new:
                yield step
                continue
            if probe is not None:
                probe.start(context.connection, keep_baseline=new is not None)
            before = self._snapshot(context)
            yield step
            if probe is not None:
                probe.stop()
            yield from self._there_and_back(environment, context, step, path, before)

    def _probe(self, context: Any) -> Any:
        if context.dialect.name != "postgresql" or self._request["new"] == []:
            return None
        probe = Probe(self._places, context.version_table)
        probe.install()
        self._report["locks"] = probe.found
        return probe

    def _there_and_back(self, environment: Any, context: Any, step: Any, path: str, before: Snapshot) -> Iterator[Any]:
        """The downgrade of the revision that has just run, and its upgrade again."""
        revision = step.revision
        if revision.revision in self._request["irreversible"] or not self._request["round_trip"]:
            return
        environment.phase = "downgrade"
        yield MigrationStep.downgrade_from_script(environment.script.revision_map, revision)
        left = differences(self._snapshot(context), before)
        if left:
            words = [item.words_of_residue() for item in left]
            self._report["residue"].append({"path": path, "revision": revision.revision, "words": words})
        environment.phase = "again"
        yield MigrationStep.upgrade_from_script(environment.script.revision_map, revision)
        environment.phase = "replay"

    def _snapshot(self, context: Any) -> Snapshot:
        return snapshot(context.connection, context.version_table)

    def _drift(self, environment: Any, context: Any, found: Snapshot, wanted: Snapshot) -> list[dict[str, Any]]:
        different = differences(found, wanted)
        look_into_schemas(context, found)
        focus_on(context, tables_in(different))
        environment.revisions.run_autogenerate(context.get_current_heads(), context)
        autogen = environment.revisions._last_autogen_context
        operations = [
            operation
            for script in environment.revisions.generated_revisions
            for operation in _leaves(script.upgrade_ops.ops)
        ]
        name_all(operations)
        seen = {_key(operation) for operation in operations}
        upgraded = {_key(operation) for operation in operations if _is_upgrade(operation, context.dialect)}
        excluded = excluded_tables(autogen, tables_of(context))
        places = Whereabouts(self._places, context.dialect.default_schema_name)
        drift = []
        for difference in different:
            known = _is_known(difference, seen, context.dialect.name)
            if difference.key[1:3] in excluded or (is_seen(difference) and not known):
                continue  # the project's own filters keep it out
            code = "SCF611" if difference.key in upgraded else _code(difference, known)
            drift.append(_described(difference, code, places))
        return drift


def excluded_tables(autogen: Any, tables: dict[tuple[str, str], Any]) -> set[tuple[str, str]]:
    """Tables that the project's ``include_object`` or ``include_name`` keeps away from Alembic."""
    excluded = set()
    for (schema, name), table in tables.items():
        named = autogen.run_name_filters(name, "table", {"schema_name": schema or None})
        if not named or not autogen.run_object_filters(table, name, "table", False, None):
            excluded.add((schema, name))
    return excluded


def _leaves(operations: Any) -> Iterator[Any]:
    for operation in operations:
        if isinstance(operation, ops.ModifyTableOps):
            yield from _leaves(operation.ops)
        else:
            yield operation


def _key(operation: Any) -> Key:
    table = table_of(operation)
    if isinstance(operation, (ops.CreateTableOp, ops.DropTableOp)):
        return ("table", *table, "")
    if isinstance(operation, ops.AddColumnOp):
        return ("column", *table, operation.column.name)
    if isinstance(operation, (ops.DropColumnOp, ops.AlterColumnOp)):
        return ("column", *table, operation.column_name)
    if isinstance(operation, (ops.CreateIndexOp, ops.DropIndexOp)):
        return ("index", *table, str(operation.index_name))
    return ("constraint", *table, str(getattr(operation, "constraint_name", "")))


def _is_upgrade(operation: Any, dialect: Any) -> bool:
    """Naive to aware in a column whose type SQLModel chose: the library changed, not the model."""
    if not isinstance(operation, ops.AlterColumnOp) or type(operation.modify_type).__name__ != "UTCDateTime":
        return False
    old, new = stored_type(operation.existing_type, dialect), stored_type(operation.modify_type, dialect)
    return bool(getattr(old, "timezone", None)) != bool(getattr(new, "timezone", None))


def _is_known(difference: Difference, seen: set[Key], dialect: str) -> bool:
    if difference.key in seen:
        return True
    if difference.renamed:
        return (*difference.key[:3], difference.renamed) in seen
    # SQLite names few constraints, so the catalog calls them by what they are
    return dialect == "sqlite" and any(key[:3] == difference.key[:3] for key in seen if difference.kind == "constraint")


def _code(difference: Difference, known: bool) -> str:
    if difference.renamed:
        return "SCF610"
    if difference.kind == "table" and difference.wanted is None:
        return "SCF605"
    if difference.kind == "column" and difference.is_doubtful:
        return "SCF608"
    by_kind = {"enum": "SCF603", "sequence": "SCF609"}
    return by_kind.get(difference.kind, "SCF601" if known else "SCF602")


def _described(difference: Difference, code: str, places: Whereabouts) -> dict[str, Any]:
    kind, schema, table, name = difference.key
    path, line, symbol = places.of(schema, table, name if kind == "column" else "")
    new = difference.wanted is not None and difference.found is None
    return {
        "code": code,
        "message": difference.words(),
        "path": path,
        "line": line,
        "symbol": symbol,
        "kind": kind,
        "table": f"{schema}.{table}" if schema else table,
        "name": name,
        "new": new,
        "gone": difference.found is not None and difference.wanted is None,
        "type": (difference.found or difference.wanted or {}).get("type"),
    }
