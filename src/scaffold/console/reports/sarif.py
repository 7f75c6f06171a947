"""SARIF 2.1.0, as code scanning of GitHub and most dashboards read it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from scaffold.pipeline.outcome import Outcome
from scaffold.rule import Finding, Rule, fingerprints
from scaffold.rules import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(outcome: Outcome) -> str:
    """One run with every rule that spoke, and its results."""
    codes = sorted({finding.code for finding in outcome.findings})
    rules = {rule.code: rule for rule in RULES}
    driver = {
        "name": "scaffold",
        "version": _version(),
        "informationUri": "https://pypi.org/project/sqlmodel-scaffold/",
        "rules": [_rule(code, rules.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "the root of the repository"}}},
        "invocations": [{"executionSuccessful": outcome.exit_code != 2, "exitCode": outcome.exit_code}],
        "results": [
            _result(item, fingerprint, codes.index(item.code), outcome.prefix)
            for fingerprint, item in fingerprints(outcome.findings)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    text = rule.doc.replace("``", "`")
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary.replace("``", "`")},
        "fullDescription": {"text": text},
        "help": {"text": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, fingerprint: str, index: int, prefix: str) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    message = f"{finding.message}\n{finding.fix}" if finding.fix else finding.message
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(f"{prefix}{finding.path}"), "uriBaseId": "SRCROOT"},
                    "region": region,
                },
                "logicalLocations": [{"fullyQualifiedName": finding.symbol}] if finding.symbol else [],
            }
        ],
        "partialFingerprints": {"scaffold/v1": fingerprint},
    }


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("sqlmodel-scaffold")
    except PackageNotFoundError:
        return "0"
