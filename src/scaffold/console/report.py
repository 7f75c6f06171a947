"""An outcome as the lines that a person reads, from the plan to what to do next."""

from __future__ import annotations

import os
from collections.abc import Mapping

from scaffold.console.conflicts import conflict_lines
from scaffold.console.diffs import diff_lines
from scaffold.console.findings import concise_lines, full_lines
from scaffold.console.lines import Line, line
from scaffold.console.planned import all_changes, plan_lines
from scaffold.console.summary import closing, nothing_written
from scaffold.dataclass import replace
from scaffold.pipeline.outcome import Outcome
from scaffold.rule import Finding


def report(
    outcome: Outcome,
    *,
    again: str = "scaffold",
    written: bool = True,
    quiet: bool = False,
    concise: bool = False,
) -> list[Line]:
    """Everything that goes to stdout.

    ``again`` is the command that was typed, ``written`` whether the changes are on disk. ``quiet`` leaves what
    needs a person: conflicts, findings, and the notes that go with them. Findings are framed by their code,
    unless they shall be ``concise``.
    """
    lines: list[Line] = []
    lines += [line(text) for text in outcome.text.splitlines()]
    stopped = bool(outcome.conflicts) and not (written or outcome.dry_run)
    if not quiet and not stopped:
        lines += plan_lines(outcome)
        if outcome.dry_run:
            lines += diff_lines(all_changes(outcome))
    found, files = _from_here(outcome)
    lines += concise_lines(found) if concise else full_lines(found, files)
    if outcome.conflicts:
        lines += [line(), *conflict_lines(outcome.conflicts, again=again, left_open=written)]
    if not quiet or outcome.exit_code:
        lines += _notes(outcome)
    if stopped:
        lines.append(nothing_written(outcome))
    elif not quiet:
        lines += closing(outcome, written=written)
    return lines


def _from_here(outcome: Outcome) -> tuple[tuple[Finding, ...], Mapping[str, str]]:
    """The findings with paths that an editor opens from the working directory, where the project is below it."""
    here, root = os.path.realpath("."), os.path.realpath(outcome.root or ".")
    if not root.startswith(f"{here}{os.sep}"):
        return outcome.findings, outcome.files
    way = root[len(here) + 1 :].replace(os.sep, "/")
    found = tuple(replace(finding, path=f"{way}/{finding.path}") for finding in outcome.findings)
    return found, {f"{way}/{path}": text for path, text in outcome.files.items()}


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
