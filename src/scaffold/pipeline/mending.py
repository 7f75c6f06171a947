"""What a check writes, where it was asked to: repairs, and the baseline."""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.dataclass import replace
from scaffold.lock import Lock
from scaffold.pipeline.baseline import path_of, rendered
from scaffold.pipeline.drift import with_inputs
from scaffold.pipeline.inspection import Inspection
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.repairs import Looked, Repaired, repaired
from scaffold.pipeline.reporting import counted, reported
from scaffold.plan import Change

LOCK = "scaffold.lock"


def mended(inspection: Inspection) -> Outcome:
    """The project repaired, or, with ``--diff``, how it would be."""
    options = inspection.options
    result = repaired(inspection.look, unsafe=options.unsafe_fixes)
    looked = inspection.look(result.texts)
    changes, lock = _changes(inspection, result), _lock(inspection, result, looked)
    dry = options.diff or options.flags.dry_run
    if (changes or lock) and not dry:
        _write(inspection, changes, lock)
    outcome = reported(inspection, looked)
    fixable = [f for f in outcome.findings if f.fixable and f.unsafe and not options.unsafe_fixes]
    notes = list(outcome.notes)
    if fixable:
        notes.append(f"{len(fixable)} more with --unsafe-fixes")
    if result.given_up:
        notes.append(f"{len(result.given_up)} could not be repaired automatically after all")
    code = outcome.exit_code
    if dry and changes and not options.exit_zero:
        code = max(code, 1)
    return replace(outcome, changes=changes, dry_run=dry, exit_code=code, notes=tuple(notes))


def baseline_written(inspection: Inspection) -> Outcome:
    """The baseline, written from what is found now."""
    options = inspection.options
    findings = inspection.look({}).findings
    path = path_of(options.baseline, inspection.settings.baseline)
    before, after = inspection.project.files.get(path), rendered(findings)
    changes = (Change(path=path, before=before, after=after),) if before != after else ()
    if changes and not options.flags.dry_run:
        _write(inspection, changes)
    note = f"{counted(len(findings), 'finding')} in {path}, not shown again"
    return Outcome(command="check", changes=changes, dry_run=options.flags.dry_run, notes=(note,))


def _changes(inspection: Inspection, result: Repaired) -> tuple[Change, ...]:
    files = inspection.project.files
    return tuple(
        Change(path=path, before=files.get(path, None), after=text)
        for path, text in sorted(result.texts.items())
        if (path not in files or files[path] != text) and path != LOCK
    )


def _lock(inspection: Inspection, result: Repaired, looked: Looked) -> Change | None:
    """The lock after a sync: what each entity was brought in step with."""
    if LOCK not in result.texts:
        return None
    lock = Lock.parse(result.texts[LOCK])
    names = set(lock.entities) - {conflict.entity for conflict in lock.conflicts}
    after = with_inputs(lock, looked.subject.project, sorted(names)).render()
    return Change(path=LOCK, before=inspection.project.files.get(LOCK), after=after)


def _write(inspection: Inspection, changes: Sequence[Change], lock: Change | None = None) -> None:
    from scaffold.apply import apply, held

    if inspection.project.root is None:
        return
    with held(inspection.project.root):
        apply(inspection.project.root, changes, command="check --fix", lock=lock)
