"""What a check adds when it may use a database: the replay of the migrations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from scaffold.errors import StepError
from scaffold.migrate import Comparison, Notice, Request, compare
from scaffold.project import Project
from scaffold.rule import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The findings of a replay, and what limits them, for the notes."""

    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def replayed(project: Project, new: Collection[str] | None) -> Compared:
    """The migrations on a shadow database, compared with the models.

    ``new`` are the revisions that are also taken down and up again. Raises ``StepError`` if it could not be checked.
    """
    conventions = project.conventions
    if project.root is None:
        raise StepError("the project is nowhere on a disk, so its migrations cannot be run")
    comparison = compare(
        Request(
            root=project.root,
            ini=conventions.alembic_ini,
            python=conventions.interpreter,
            settings=conventions.shadow_settings,
            shadow_url=conventions.shadow_url,
            models_package=conventions.models_package or "",
        ),
        new=new,
    )
    return Compared(findings=tuple(_finding(notice) for notice in comparison.notices), notes=_notes(comparison))


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


def _notes(comparison: Comparison) -> tuple[str, ...]:
    if not comparison.dialect:
        return comparison.remarks
    return (*comparison.remarks, f"{comparison.revisions} migrations were replayed on {comparison.dialect}")
