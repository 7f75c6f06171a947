"""The next revision: replay the history, compare with the models, repair what autogenerate found,
write the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from alembic.autogenerate.render import render_op_text

from . import circles, drops, names, sqlite
from .additions import Additions
from .column_types import render_item
from .places import Places
from .start import check_start
from .steps import Step, containers_of, in_order, steps_of
from .words import words_of


class Revise:
    """The task of ``scaffold.migrate.revise``: at most one new file in the stage."""

    def __init__(self, request: dict[str, Any], places: Places) -> None:
        self._request = request
        self._places = places
        self._dialect = ""
        self._operations: list[str] = []
        self._warnings: list[str] = []
        self._revision: dict[str, str] | None = None

    def work(self, environment: Any, context: Any) -> Iterator[Any]:
        """Replay, then write. Runs inside the project's ``env.py``."""
        self._dialect = context.dialect.name
        check_start(context, self._request)
        environment.phase = "replay"
        yield from environment.upgrade(context)
        environment.phase = "compare"
        self._compare(environment, context)

    def report(self) -> dict[str, Any]:
        """The new revision, or ``None`` where the models say nothing new."""
        return {
            "dialect": self._dialect,
            "revision": self._revision,
            "operations": self._operations,
            "warnings": self._warnings,
        }

    def _compare(self, environment: Any, context: Any) -> None:
        revisions = environment.revisions
        random_id = revisions.generated_revisions[-1].rev_id
        options = context.opts
        theirs = options.get("process_revision_directives"), options.get("render_item")
        options["process_revision_directives"] = self._after(theirs[0])
        options["render_item"] = _first_of(theirs[1], render_item)
        revisions.run_autogenerate(context.get_current_heads(), context)
        scripts = [
            script for script in revisions.generated_revisions if not script.upgrade_ops.is_empty()
        ]
        if not scripts:
            return
        for script in scripts:
            if script.rev_id == random_id:  # a project's own hook may number its revisions
                script.rev_id = self._identity(environment, script)
        environment.phase = "write"
        for written in revisions.generate_scripts():
            if written is not None:
                self._revision = {
                    "path": self._places.relative(written.path) or written.path,
                    "id": written.revision,
                }

    def _after(self, theirs: Any) -> Any:
        def process(context: Any, revision: Any, directives: list[Any]) -> None:
            if theirs:
                theirs(context, revision, directives)
            for script in directives:
                self._repair(context, script)

        return process

    def _repair(self, context: Any, script: Any) -> None:
        for up, down in zip(script.upgrade_ops_list, script.downgrade_ops_list):  # noqa: B905
            batch = context.dialect.name == "sqlite"
            names.name_all(up.ops)
            steps = steps_of(up, batch)
            if steps is None:
                continue
            steps = in_order(self._repaired(context, steps))
            up.ops, down.ops = containers_of(steps)
            if batch:
                up.ops, down.ops = sqlite.in_batches(up.ops), sqlite.in_batches(down.ops)
            self._operations += [words for step in steps for words in words_of(step.head)]

    def _repaired(self, context: Any, steps: list[Step]) -> list[Step]:
        steps = drops.without_version_table(steps, context.version_table)
        drops.refuse_unasked(steps, self._request["may_drop"])
        Additions(context.dialect, self._request["backfills"]).repair(steps)
        if context.dialect.name != "sqlite":
            steps = circles.untie(steps)
        drops.order_table_drops(steps)
        if context.dialect.name != "sqlite":
            steps = circles.untie_drops(steps)
        return steps

    def _identity(self, environment: Any, script: Any) -> str:
        """An id that follows from the content: a dry run shows the one that the real run will
        write.

        A project that counts its revisions (``0001``, ``0002``) gets the next number.
        """
        known = [revision.revision for revision in environment.script.walk_revisions()]
        if known and all(name.isdigit() and len(name) == len(known[0]) for name in known):
            return str(max(int(name) for name in known) + 1).zfill(len(known[0]))
        autogen = environment.revisions._last_autogen_context
        text = "\n".join(render_op_text(autogen, operation) for operation in script.upgrade_ops.ops)
        parts = [*sorted(environment.script.get_heads()), str(self._request["message"]), text]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def _first_of(*hooks: Any) -> Any:
    """One ``render_item`` that asks each of ``hooks`` in turn: the project's own comes first."""

    def render(kind: str, item: Any, context: Any) -> Any:
        for hook in hooks:
            rendered = hook(kind, item, context) if hook else False
            if rendered is not False:
                return rendered
        return False

    return render
