"""SARIF 2.1.0, which GitHub code scanning and most review tools read."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from scaffold.pipeline.outcome import Outcome
from scaffold.rule import Finding, fingerprints

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(outcome: Outcome) -> str:
    """One run. It says for itself whether everything could be checked."""
    codes = sorted({finding.code for finding in outcome.findings})
    run = {
        "tool": {"driver": {"name": "scaffold", "rules": _rules(codes)}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The folder of the project."}}},
        "invocations": [_invocation(outcome)],
        "results": [
            _result(finding, fingerprint, codes.index(finding.code))
            for fingerprint, finding in fingerprints(outcome.findings)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rules(codes: list[str]) -> list[dict[str, Any]]:
    """The rules that found something, with their documentation."""
    from scaffold.rules.catalog import RULES

    known = {rule.code: rule for rule in RULES}
    found: list[dict[str, Any]] = []
    for code in codes:
        entry: dict[str, Any] = {"id": code}
        if rule := known.get(code):
            entry |= {
                "name": rule.name,
                "shortDescription": {"text": rule.summary},
                "fullDescription": {"text": rule.doc},
                "help": {"text": rule.doc},
                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            }
        found.append(entry)
    return found


def _result(finding: Finding, fingerprint: str, rule_index: int) -> dict[str, Any]:
    place: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(finding.path), "uriBaseId": "PROJECT"},
            "region": {"startLine": finding.line, "startColumn": finding.column},
        }
    }
    if finding.symbol:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.symbol}]
    message = f"{finding.message}. To fix: {finding.fix}" if finding.fix else finding.message
    return {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [place],
        "partialFingerprints": {"scaffold/v1": fingerprint},
    }


def _invocation(outcome: Outcome) -> dict[str, Any]:
    could_check = outcome.exit_code in (0, 1)
    invocation: dict[str, Any] = {"executionSuccessful": could_check, "exitCode": outcome.exit_code}
    if not could_check:
        invocation["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": note}} for note in outcome.notes
        ]
    return invocation
