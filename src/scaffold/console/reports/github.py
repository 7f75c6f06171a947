"""Annotations of GitHub Actions: ``::error file=app/models/post.py,line=14,col=5,title=scaffold (SCF503)::message``.

GitHub shows ten errors and ten warnings of a step, so the plain list follows.
"""

from __future__ import annotations

from scaffold.console.findings import concise_lines
from scaffold.console.lines import plain
from scaffold.pipeline.outcome import Outcome
from scaffold.rule import Finding

_WORDS = {"error": "error", "warning": "warning", "info": "notice"}


def github(outcome: Outcome) -> str:
    """One annotation for each finding, then the list."""
    annotations = "".join(f"{_annotation(item, outcome.prefix)}\n" for item in outcome.findings)
    return annotations + plain(concise_lines(outcome.findings))


def _annotation(finding: Finding, prefix: str) -> str:
    properties = {
        "file": f"{prefix}{finding.path}",
        "line": str(finding.line),
        "col": str(finding.column),
        "title": f"scaffold ({finding.code})",
    }
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = f"{finding.message}\nhelp: {finding.fix}" if finding.fix else finding.message
    return f"::{_WORDS[finding.severity]} {told}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
