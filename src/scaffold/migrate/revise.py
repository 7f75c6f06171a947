"""The next revision of a project, tried before anybody sees it."""

from __future__ import annotations

from scaffold.migrate.child import ask
from scaffold.migrate.request import Request
from scaffold.migrate.revision import Revision
from scaffold.migrate.stage import stage
from scaffold.migrate.tidy import tidy


def revise(request: Request) -> Revision | None:
    """The migration that makes the history agree with the models after ``request.changes``;
    ``None`` if it does.

    Nothing is written to the project, and no database but the shadow is opened. Raises
    ``StepError``: what failed and where, or a question with the flag that answers it.
    """
    with stage(request.root, request.changes) as staged:
        report = ask(request, staged, "revise")
        written = report["revision"]
        if written is None:
            return None
        path = staged / written["path"]
        return Revision(
            path=written["path"],
            revision=written["id"],
            text=tidy(path.read_text(encoding="utf-8"), path, tuple(report["python"])),
            target=written["target"],
            operations=tuple(report["operations"]),
            warnings=(*report["warnings"], *map(_of_stand_in, report["stand_ins"])),
        )


def _of_stand_in(name: str) -> str:
    return f"{name} is a stand-in in the shadow database: what it does was not tried"
