"""A Code Quality report of GitLab, which drops findings whose fingerprints are equal."""

from __future__ import annotations

import json

from scaffold.pipeline.outcome import Outcome
from scaffold.rule import fingerprints

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(outcome: Outcome) -> str:
    """One JSON array."""
    issues = [
        {
            "description": finding.message,
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": finding.path, "lines": {"begin": finding.line}},
        }
        for fingerprint, finding in fingerprints(outcome.findings)
    ]
    return json.dumps(issues, indent=2) + "\n"
