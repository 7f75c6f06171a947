"""A rule's docstring is its documentation, and all of them say the same things in the same order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scaffold.errors import SpecError
from scaffold.migrate.advice import EXPERIENCES, Experience
from scaffold.pipeline.explain import explain
from scaffold.rule import Rule
from scaffold.rules.catalog import RULES

READ = {rule.code for rule in RULES}
README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_docstring_says_what_why_when_not_and_how(rule: Rule) -> None:
    assert rule.doc.startswith(f"{rule.code}: ")
    parts = [rule.doc.find(word) for word in ("Why it matters:", "Silent ", "How to fix:")]
    assert -1 not in parts
    assert parts == sorted(parts)
    assert "How to silence" in explain(".", rule.code).text
    assert rule.name in explain(".", rule.name).text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_is_off_says_so(rule: Rule) -> None:
    assert rule.default or "Off unless" in rule.doc.replace("\n", " ")


def test_codes_and_names_are_used_once_and_sorted() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"SCF\d{3}", code) for code in codes)


@pytest.mark.parametrize("found", [each for each in EXPERIENCES if each.code not in READ], ids=lambda each: each.code)
def test_what_a_database_tells_is_explained(found: Experience) -> None:
    text = explain(".", found.code).text
    assert found.why in text
    assert found.fix in text
    assert f"scaffold check {found.asked}" in text


def test_a_family_is_listed() -> None:
    lines = explain(".", "SCF5").text.splitlines()
    assert len(lines) == sum(rule.code.startswith("SCF5") for rule in RULES)
    codes = [line.split()[0] for line in explain(".", "SCF").text.splitlines()]
    assert codes == sorted({*READ, *(each.code for each in EXPERIENCES)})


def test_an_unknown_code_is_an_error_with_the_near_one() -> None:
    with pytest.raises(SpecError) as error:
        explain(".", "SCF9999")
    assert error.value.hint.startswith("scaffold explain")


def test_the_readme_lists_every_rule() -> None:
    text = README.read_text()
    _before, start, rest = text.partition("<!-- rules -->\n")
    table, end, _after = rest.partition("<!-- end of rules -->\n")
    assert start
    assert end
    wanted = "".join(f"{line}\n" for line in _table())
    assert table == wanted, f"the table in README.md shall read:\n{wanted}"


def _table() -> list[str]:
    """``*``: `--fix` repairs it, ``(*)`` with `--unsafe-fixes`; a rule that is off unless selected says so."""
    rows = {}
    for rule in RULES:
        severity = rule.severity if rule.default else f"{rule.severity}, off"
        repaired = "" if not rule.fixable else "(*)" if rule.unsafe else "*"
        summary = rule.summary.replace("``", "`").replace("|", "\\|")
        rows[rule.code] = f"| {rule.code} | {summary} | {severity} | {repaired} |"
    for found in EXPERIENCES:
        rows.setdefault(found.code, f"| {found.code} | {found.finds}; `{found.asked}` | {found.severity} |  |")
    return ["| code | finds | severity | repaired |", "|---|---|---|---|", *(row for _, row in sorted(rows.items()))]
