"""Findings as lines that an editor jumps to: ``path:line:col: CODE message``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scaffold.console.lines import Line, line
from scaffold.rule import Finding

_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def concise_lines(findings: Iterable[Finding]) -> list[Line]:
    """One line each, whatever the message."""
    return [_head(finding, " ".join(finding.message.split())) for finding in findings]


def full_lines(findings: Iterable[Finding], files: Mapping[str, str]) -> list[Line]:
    """With the code that it is about, where ``files`` has it, and the way out."""
    lines: list[Line] = []
    for finding in findings:
        first, *rest = finding.message.splitlines() or [""]
        lines += [_head(finding, first), *(line("  ", row) for row in rest)]
        lines += _frame(finding, files.get(finding.path, ""))
        if finding.fix:
            lines.append(line("  help: ", finding.fix))
        lines.append(line())
    return lines


def _head(finding: Finding, message: str) -> Line:
    place = f"{finding.path}:{finding.line}:{finding.column}: "
    code = (finding.code, _STYLES[finding.severity])
    return line(place, code, (" [*]" if finding.fixable else "", "cyan"), f" {message}")


def _frame(finding: Finding, text: str) -> list[Line]:
    """The line in question between its neighbours, with a caret below the column."""
    rows = text.splitlines()
    if not 0 < finding.line <= len(rows):
        return []
    first, last = max(1, finding.line - 1), min(len(rows), finding.line + 1)
    width = len(str(last))
    lines: list[Line] = []
    for number in range(first, last + 1):
        lines.append(line((f"  {number:>{width}} | ", "dim"), rows[number - 1].expandtabs(1)))
        if number == finding.line:
            caret = " " * (finding.column - 1) + "^"
            lines.append(line((f"  {'':>{width}} | ", "dim"), (caret, "bold red")))
    return lines
