"""An outcome as the lines that a person reads, from the plan to what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.console.conflicts import conflict_lines
from scaffold.console.diffs import diff_lines
from scaffold.console.findings import full_lines
from scaffold.console.lines import Line, counted, line
from scaffold.console.planned import all_changes, plan_lines
from scaffold.pipeline.outcome import Outcome


def report(
    outcome: Outcome,
    *,
    again: str = "scaffold",
    written: bool = True,
    quiet: bool = False,
    files: Mapping[str, str] | None = None,
) -> list[Line]:
    """Everything that goes to stdout.

    ``again`` is the command that was typed, ``written`` whether the changes are on disk.
    ``quiet`` leaves what needs a person: conflicts, findings, and the notes that go with them.
    """
    lines: list[Line] = []
    if outcome.text:
        lines += [line(text) for text in outcome.text.splitlines()]
    stopped = bool(outcome.conflicts) and not (written or outcome.dry_run)
    if not quiet and not stopped:
        lines += plan_lines(outcome)
        if outcome.dry_run:
            lines += diff_lines(all_changes(outcome))
    lines += full_lines(outcome.findings, files or {})
    if outcome.conflicts:
        lines += [line(), *conflict_lines(outcome.conflicts, again=again, left_open=written)]
    if not quiet or outcome.exit_code:
        lines += _notes(outcome)
    if stopped:
        lines.append(_nothing_written(outcome))
    elif not quiet:
        lines += _closing(outcome, written)
    return lines


def _nothing_written(outcome: Outcome) -> Line:
    number = counted(len(outcome.conflicts), "conflict")
    return line((f"{number}, nothing was written. To write the rest: --on-conflict skip", "bold"))


def _notes(outcome: Outcome) -> list[Line]:
    warnings = outcome.migration.warnings if outcome.migration else ()
    told = [("note", "cyan", text) for text in outcome.notes]
    told += [("warning", "yellow", text) for text in warnings]
    lines: list[Line] = []
    for word, style, text in told:
        first, *rest = text.splitlines() or [""]
        lines.append(line((f"{word}: ", style), first))
        lines += [line("  ", row) for row in rest]
    return lines


def _closing(outcome: Outcome, written: bool) -> list[Line]:
    """``9 files in 0.4 s, migration in 1.1 s. Next: alembic upgrade head``"""
    total = _sum(outcome, written)
    if len(outcome.next) == 1:
        return [line((" ".join(part for part in (total, f"Next: {outcome.next[0]}") if part), "bold"))]
    lines = [line((total, "bold"))] if total else []
    heads = ("Next: ", *[" " * 6] * len(outcome.next))
    return [
        *lines,
        *(line((head, "bold"), step) for head, step in zip(heads, outcome.next, strict=False)),
    ]


def _sum(outcome: Outcome, written: bool) -> str:
    files = counted(len(outcome.changes), "file")
    planned = bool(outcome.changes or outcome.migration)
    if outcome.dry_run:
        return f"{files} would change; this was a dry run, nothing was written." if planned else ""
    if planned:
        migration = f", migration in {outcome.migration_seconds:.1f} s" if outcome.migration else ""
        return f"{files} in {outcome.seconds:.1f} s{migration}."
    told = outcome.text or outcome.findings or outcome.conflicts or (written and outcome.notes)
    return "" if told else "Nothing to change."
