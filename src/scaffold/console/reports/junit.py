"""JUnit's XML: a test case for each rule family and file that spoke, and one that passes when none did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from scaffold.pipeline.outcome import Outcome
from scaffold.rule import Finding

# what XML 1.0 cannot hold, even escaped
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(outcome: Outcome) -> str:
    """One suite for each file."""
    by_file: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        by_file.setdefault(f"{outcome.prefix}{finding.path}", []).append(finding)
    suites = [_suite(path, found) for path, found in by_file.items()]
    if not suites:
        passed = f'    <testcase name="scaffold check" classname="scaffold" time="{outcome.seconds:.3f}"/>'
        suites = [f'  <testsuite name="scaffold" tests="1" failures="0" errors="0">\n{passed}\n  </testsuite>']
    tests = sum(suite.count("<testcase ") for suite in suites)
    failures = len(re.findall(r"<failure ", "\n".join(suites)))
    head = f'<testsuites name="scaffold" tests="{tests}" failures="{failures}" errors="0" time="{outcome.seconds:.3f}">'
    return "\n".join(('<?xml version="1.0" encoding="utf-8"?>', head, *suites, "</testsuites>"))


def _suite(path: str, findings: list[Finding]) -> str:
    families: dict[str, list[Finding]] = {}
    for finding in findings:
        families.setdefault(finding.code[:4], []).append(finding)
    cases = [_case(path, family, found) for family, found in families.items()]
    name = _attribute(path)
    return "\n".join(
        (
            f'  <testsuite name={name} tests="{len(cases)}" failures="{len(findings)}" errors="0">',
            *cases,
            "  </testsuite>",
        )
    )


def _case(path: str, family: str, findings: Iterable[Finding]) -> str:
    failures = [
        f"      <failure message={_attribute(item.message)} type={_attribute(item.code)}>"
        f"{_text(_told(path, item))}</failure>"
        for item in findings
    ]
    name, classname = _attribute(family), _attribute(path.removesuffix(".py").replace("/", "."))
    line = min(item.line for item in findings)
    head = f"    <testcase name={name} classname={classname} file={_attribute(path)} line=\"{line}\">"
    return "\n".join((head, *failures, "    </testcase>"))


def _told(path: str, finding: Finding) -> str:
    told = f"{path}:{finding.line}:{finding.column}: {finding.code} {finding.message}"
    return f"{told}\nhelp: {finding.fix}" if finding.fix else told


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))
