"""The code quality report of GitLab. Equal fingerprints are dropped there, so repeats are counted in them."""

from __future__ import annotations

import json

from scaffold.pipeline.outcome import Outcome
from scaffold.rule import fingerprints

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def gitlab(outcome: Outcome) -> str:
    """A list, empty for a project in step."""
    found = [
        {
            "description": f"{item.code}: {item.message}",
            "check_name": item.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[item.severity],
            "location": {
                "path": f"{outcome.prefix}{item.path}",
                "positions": {
                    "begin": {"line": item.line, "column": item.column},
                    "end": {"line": item.line, "column": item.column},
                },
                "lines": {"begin": item.line},
            },
        }
        for fingerprint, item in fingerprints(outcome.findings)
    ]
    return json.dumps(found, indent=2, ensure_ascii=False)
