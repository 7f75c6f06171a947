"""Annotations of GitHub Actions: ``::error file=app/post.py,line=14,col=5,title=scaffold (SCF503)::message``."""

from __future__ import annotations

from scaffold.console.findings import concise_lines
from scaffold.console.lines import plain
from scaffold.pipeline.outcome import Outcome
from scaffold.rule import Finding

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(outcome: Outcome) -> str:
    """One annotation a finding, then the lines that a person reads in the log."""
    notes = [f"::error title=scaffold::{_data(note)}\n" for note in outcome.notes if outcome.exit_code == 2]
    annotations = [_annotation(finding) for finding in outcome.findings]
    return "".join([*annotations, *notes]) + plain(concise_lines(outcome.findings))


def _annotation(finding: Finding) -> str:
    message = f"{finding.message} ({finding.fix})" if finding.fix else finding.message
    properties = {
        "file": finding.path,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": f"scaffold ({finding.code})",
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
