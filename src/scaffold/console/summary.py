"""The last lines: what came of it in figures, and what to type next."""

from __future__ import annotations

from scaffold.console.lines import Line, counted, line
from scaffold.console.planned import all_changes
from scaffold.pipeline.outcome import Outcome


def closing(outcome: Outcome, *, written: bool) -> list[Line]:
    """``9 files in 0.4 s, migration in 1.1 s. Next: alembic upgrade head``"""
    total = checked(outcome) if outcome.command == "check" and outcome.checked else _changed(outcome, written)
    if len(outcome.next) == 1:
        return [line((" ".join(part for part in (total, f"Next: {outcome.next[0]}") if part), "bold"))]
    lines = [line((total, "bold"))] if total else []
    heads = ("Next: ", *[" " * 6] * len(outcome.next))
    return [*lines, *(line((head, "bold"), step) for head, step in zip(heads, outcome.next, strict=False))]


def checked(outcome: Outcome) -> str:
    """``Found 2 problems (1 fixable with --fix): 61 files, 12 models in 0.1 s.``

    Where a part could not be checked, the line says neither that the project is in step nor that it is not.
    """
    looked = f"{outcome.checked} in {outcome.seconds:.1f} s".removeprefix(" ")
    if not outcome.findings:
        return f"In step: {looked}." if outcome.exit_code == 0 else f"Not everything could be checked: {looked}."
    safe = sum(finding.fixable and not finding.unsafe for finding in outcome.findings)
    unsafe = sum(finding.fixable and finding.unsafe for finding in outcome.findings)
    told = [f"{safe} fixable with --fix"] if safe else []
    told += [f"{unsafe} with --fix --unsafe-fixes"] if unsafe else []
    fix = f" ({', '.join(told)})" if told else ""
    return f"Found {counted(len(outcome.findings), 'problem')}{fix}: {looked}."


def nothing_written(outcome: Outcome) -> Line:
    """The last line where conflicts stopped the run."""
    number = counted(len(outcome.conflicts), "conflict")
    return line((f"{number}, nothing was written. To write the rest: --on-conflict skip", "bold"))


def _changed(outcome: Outcome, written: bool) -> str:
    files = counted(len(outcome.changes), "file")
    planned = bool(outcome.changes or outcome.migration)
    if outcome.dry_run:
        files = counted(len(all_changes(outcome)), "file")
        return f"{files} would change; this was a dry run, nothing was written." if planned else "Nothing to change."
    if planned:
        migration = f", migration in {outcome.migration_seconds:.1f} s" if outcome.migration else ""
        return f"{files} in {outcome.seconds:.1f} s{migration}."
    told = outcome.text or outcome.findings or outcome.conflicts or (written and outcome.notes)
    return "" if told else "Nothing to change."
