"""A rule's docstring is its documentation, and all of them say the same things in the same order."""

from __future__ import annotations

import re

import pytest

from scaffold.errors import SpecError
from scaffold.pipeline.explain import explain
from scaffold.rule import Rule
from scaffold.rules import RULES


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


def test_a_family_is_listed() -> None:
    lines = explain(".", "SCF5").text.splitlines()
    assert len(lines) == sum(rule.code.startswith("SCF5") for rule in RULES)


def test_an_unknown_code_is_an_error_with_the_near_one() -> None:
    with pytest.raises(SpecError) as error:
        explain(".", "SCF9999")
    assert error.value.hint.startswith("scaffold explain")
