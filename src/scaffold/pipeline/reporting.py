"""What a check comes to: its findings without those that are known, with what databases add, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold.pipeline import selection
from scaffold.pipeline.baseline import baseline_of
from scaffold.pipeline.inspection import DRIFT, Inspection
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.repairs import Looked
from scaffold.pipeline.suppressions import applied, suppressions
from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import revisions
from scaffold.walked import repository_of

if TYPE_CHECKING:
    from scaffold.pipeline.databases import Compared

_MANY = 5  # entities that take longer to render than all else that a check does
_UNCHECKED = frozenset({"SCF009", "SCF903", "SCF904"})  # a finding that says: here nothing could be checked


def reported(inspection: Inspection, looked: Looked) -> Outcome:
    """The findings, without those of the baseline."""
    project, options = inspection.project, inspection.options
    findings, known = _new(inspection, looked.findings)
    findings, more, memorable = _with_databases(inspection, findings)
    return Outcome(
        command="check",
        exit_code=_exit_code(findings, exit_zero=options.exit_zero),
        findings=findings,
        notes=(*known, *_news(inspection, findings), *more),
        files={item.path: _text(looked.subject.files, item.path) for item in findings},
        root=str(project.root or ""),
        memorable=memorable and (not options.migrations or _is_foreseeable(inspection)),
        prefix=_prefix(project.root),
        checked=_summary(looked.subject, inspection.rules),
    )


def _new(inspection: Inspection, findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What the baseline does not have, and what is to be said of the rest."""
    baseline = baseline_of(inspection.project.files, inspection.options.baseline, inspection.settings.baseline)
    if baseline is None:
        return findings, ()
    notes = []
    new = tuple(baseline.new(findings))
    gone = baseline.gone(findings) if inspection.scope is None else 0
    if len(findings) > len(new):
        notes.append(f"not shown, as the baseline has them: {counted(len(findings) - len(new), 'finding')}")
    if gone:
        told = f"gone since the baseline was written: {counted(gone, 'finding')}"
        notes.append(f"{told}; to forget them: scaffold check --update-baseline")
    return new, tuple(notes)


def _news(inspection: Inspection, findings: Sequence[Finding]) -> list[str]:
    """What a sync, or a look at the templates, would be good for."""
    notes: list[str] = []
    if any(path.startswith(".scaffold/templates/") for path in inspection.project.files):
        from scaffold.pipeline.templates import news

        notes += news(inspection.project)
    plan = inspection.plan
    if plan is not None and plan.rendered >= _MANY and not any(finding.code in DRIFT for finding in findings):
        notes.append(f"{plan.rendered} entities were rendered to compare; after scaffold sync none has to be")
    return notes


def _with_databases(
    inspection: Inspection, findings: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], tuple[str, ...], bool]:
    """What a shadow database and a live one add, silenced as everything else; and whether that may be remembered."""
    options, settings = inspection.options, inspection.settings
    if not (options.migrations or options.database):
        return findings, (), True
    more = _compared(inspection)
    paths = sorted({item.path for item in more.findings})
    comments = list(suppressions(inspection.project.files, paths))
    kept = [
        item
        for item in applied(more.findings, comments, (), False)
        if selection.wanted(item.code, options.select, options.ignore, settings)
        and not selection.ignored(item, settings)
        and inspection.inside(item)
    ]
    return tuple(sorted({*findings, *kept}, key=Finding.sort_key)), more.notes, more.memorable


def _compared(inspection: Inspection) -> Compared:
    from scaffold.pipeline.databases import Compared, inspected

    found: list[Compared] = []
    if inspection.options.migrations:
        inspection.options.flags.progress("migrations")
        found.append(inspection.replayed())
    if inspection.options.database:
        inspection.options.flags.progress("database")
        found.append(inspected(inspection.project, inspection.options.database))
    return Compared(
        findings=tuple(finding for part in found for finding in part.findings),
        notes=tuple(note for part in found for note in part.notes),
        memorable=all(part.memorable for part in found),
    )


def _is_foreseeable(inspection: Inspection) -> bool:
    from scaffold.pipeline.databases import foreseeable

    return foreseeable(inspection.project)


def _exit_code(findings: Sequence[Finding], *, exit_zero: bool) -> int:
    if any(item.code in _UNCHECKED for item in findings):
        return 2
    return 1 if findings and not exit_zero else 0


def _prefix(root: Path | None) -> str:
    """The way from the repository to the project, as CI systems want it before a path."""
    folder = root.resolve() if root else None
    above = repository_of(str(folder)) if folder else None
    inner = folder.relative_to(above).as_posix() if folder and above else "."
    return "" if inner == "." else f"{inner}/"


def _text(files: Mapping[str, str], path: str) -> str:
    return files.get(path, "")


def _summary(subject: Subject, rules: Sequence[Rule]) -> str:
    """``61 files, 12 models, 23 migrations, 78 rules``"""
    counts = (
        (len(subject.paths), "file"),
        (len(subject.project.models), "model"),
        (len(subject.view(revisions)), "migration"),
        (len(rules), "rule"),
    )
    return ", ".join(counted(number, word) for number, word in counts)


def counted(number: int, word: str) -> str:
    """``1 finding``, ``2 findings``."""
    return f"{number} {word}{'' if number == 1 else 's'}"
