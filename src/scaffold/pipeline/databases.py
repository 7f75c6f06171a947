"""What a check adds when it may use a database: the replay of the migrations, and a look at a live one."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection

from scaffold import surroundings
from scaffold.dataclass import dataclass
from scaffold.errors import StepError
from scaffold.migrate import Comparison, Notice, Request, compare, inspect_live, interpreter_of
from scaffold.project import Project
from scaffold.rule import Finding

_LIMIT = "SCF008"  # says what the shadow cannot try: no fault of the project, so no finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The findings of a database, and what limits them, for the notes; and whether they may be remembered."""

    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    memorable: bool = True


def replaying(project: Project, new: Collection[str] | None, cache: str) -> Callable[[], Compared]:
    """Begin to compare the migrations on a shadow database with the models, and give the function that waits for it.

    It is another process that works, so the rules can be tried meanwhile. ``new`` are the revisions that are also
    taken down and up again; the verdict is remembered in the folder ``cache`` of the project. The function raises
    ``StepError`` if it could not be checked.
    """
    from concurrent.futures import ThreadPoolExecutor

    request = request_of(project)
    pool = ThreadPoolExecutor(1)
    running = pool.submit(compare, request, new=new, cache=request.root / cache)
    pool.shutdown(wait=False)
    return lambda: _replayed(running.result())


def _replayed(comparison: Comparison) -> Compared:
    count = comparison.revisions
    replay = (f"{count} migration{'' if count == 1 else 's'} replayed on {comparison.dialect}",)
    return _compared(comparison, replay if comparison.dialect else ())


def inspected(project: Project, url: str) -> Compared:
    """The database at ``url``, read only, compared with the history that should have made it.

    Raises ``StepError`` if it cannot be read, or if the history does not run.
    """
    return _compared(inspect_live(url, request_of(project)), ())


def request_of(project: Project) -> Request:
    """How the migrations of ``project`` are run. Raises ``StepError`` for one that is on no disk."""
    conventions = project.conventions
    if project.root is None:
        raise StepError("the project is nowhere on a disk, so its migrations cannot be run")
    return Request(
        root=project.root,
        ini=conventions.alembic_ini,
        python=conventions.interpreter,
        settings=conventions.shadow_settings,
        shadow_url=conventions.shadow_url,
        models_package=conventions.models_package or "",
        entities={model.table: name for name, model in project.models.items()},
    )


def foreseeable(project: Project) -> bool:
    """Whether all that a run of the project depends on is known before it: no server or interpreter from elsewhere."""
    request = request_of(project)
    known = [os.path.realpath(home) for home in surroundings.homes(str(request.root.resolve()))]
    prefix = os.path.dirname(os.path.dirname(interpreter_of(request.root, request.python)))
    return not request.shadow_url and os.path.realpath(prefix) in known


def _compared(comparison: Comparison, notes: tuple[str, ...]) -> Compared:
    limits = [notice for notice in comparison.notices if notice.code == _LIMIT]
    findings = tuple(_finding(notice) for notice in comparison.notices if notice.code != _LIMIT)
    remarks = [f"{notice.code} {notice.message}; {notice.fix}" for notice in limits]
    notes = (*comparison.remarks, *remarks, *notes)
    return Compared(findings=findings, notes=notes, memorable=comparison.memorable)


def _finding(notice: Notice) -> Finding:
    return Finding(
        code=notice.code,
        message=notice.message,
        path=notice.path,
        line=notice.line,
        symbol=notice.symbol,
        severity=notice.severity,
        fix=notice.fix,
    )
