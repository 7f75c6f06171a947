"""Do history and models agree, and does each new revision survive? Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alembic.runtime.migration import MigrationStep

from .catalog import Snapshot, snapshot
from .channel import Channel
from .differences import differences
from .models import catalog_of_models
from .places import Places
from .start import check_start, stand_ins
from .tasks import late


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
            # half of this package, and seldom needed
            self._report["drift"] = late("drift").drift_of(environment, context, self._places, found, wanted)

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
        probe = late("locks").Probe(self._places, context.version_table)
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
