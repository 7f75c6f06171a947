"""JUnit XML: one suite per file, one failed case per finding, one passed case where there is none."""

from __future__ import annotations

import re
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from scaffold.pipeline.outcome import Outcome
from scaffold.rule import Finding

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(outcome: Outcome) -> str:
    """One document."""
    found = sorted(outcome.findings, key=lambda finding: finding.path)
    suites = [_suite(path, list(findings)) for path, findings in groupby(found, lambda finding: finding.path)]
    errors = outcome.notes if outcome.exit_code == 2 else ()
    if errors or not suites:
        suites.append(_whole(errors))
    total = f'tests="{max(len(found), 1)}" failures="{len(found)}" errors="{len(errors)}"'
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="scaffold" {total}>\n'
    return head + "".join(suites) + "</testsuites>\n"


def _suite(path: str, findings: list[Finding]) -> str:
    number = f'tests="{len(findings)}" failures="{len(findings)}" errors="0"'
    cases = "".join(_case(finding) for finding in findings)
    return f"  <testsuite name={_attribute(path)} {number}>\n{cases}  </testsuite>\n"


def _case(finding: Finding) -> str:
    name = f"{finding.code} {finding.symbol}".strip()
    text = f"{finding.path}:{finding.line}:{finding.column}: {finding.message}\n{finding.fix}".strip()
    return (
        f"    <testcase name={_attribute(name)} classname={_attribute(finding.path)}"
        f' file={_attribute(finding.path)} line="{finding.line}">\n'
        f"      <failure message={_attribute(finding.message)}>{_text(text)}</failure>\n"
        "    </testcase>\n"
    )


def _whole(errors: tuple[str, ...]) -> str:
    """The case of the check itself: passed, or what kept it from being done."""
    number = f'tests="1" failures="0" errors="{len(errors)}"'
    inside = "".join(f"<error message={_attribute(error)}/>" for error in errors)
    case = f'    <testcase name="check" classname="scaffold">{inside}</testcase>\n'
    return f'  <testsuite name="scaffold" {number}>\n{case}  </testsuite>\n'


def _text(text: str) -> str:
    return escape(_UNPRINTABLE.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_UNPRINTABLE.sub("\ufffd", text))
