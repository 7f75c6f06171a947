"""Every rule has a case in which it is silent and one in which it speaks, and what it repairs stays repaired."""

from __future__ import annotations

import ast
from itertools import chain

import pytest
from blog import BLOG, Case, after_fix, edited, findings, opened, places
from cases_endpoints import ENDPOINTS
from cases_migrations import MIGRATIONS
from cases_models import MODELS
from cases_relations import RELATIONS
from cases_schemas import SCHEMAS
from cases_wiring import WIRING

from scaffold.pipeline.check import CheckOptions, checked
from scaffold.rules.catalog import RULES

CASES = tuple(chain(MODELS, SCHEMAS, ENDPOINTS, WIRING, RELATIONS, MIGRATIONS))
ELSEWHERE = {
    "SCF007",
    "SCF009",
    "SCF101",
    "SCF704",
    "SCF902",
    "SCF903",
    "SCF904",
    "SCF905",
    "SCF907",
    "SCF908",
    "SCF909",
}


def title(case: Case) -> str:
    return f"{case.code}-{'speaks' if case.at else 'silent'}-{case.name}".rstrip("-")


def test_a_well_kept_project_gives_no_finding_at_all() -> None:
    outcome = checked(opened(BLOG), CheckOptions(select=("SCF",)))
    unasked = {rule.code for rule in RULES if not rule.default}
    assert [f"{f.path}:{f.line} {f.code} {f.message}" for f in outcome.findings if f.code not in unasked] == []


@pytest.mark.parametrize("case", CASES, ids=title)
def test_the_rule_speaks_where_it_should_and_nowhere_else(case: Case) -> None:
    assert places(findings(case.code, edited(case.edits, case.base))) == case.at


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=title)
def test_what_is_called_fixable_is_fixed_and_the_rest_is_left_alone(case: Case) -> None:
    files = edited(case.edits, case.base)
    before = findings(case.code, files)
    after, left = after_fix(case.code, files)
    assert set(places(left)) <= {place for place, f in zip(places(before), before, strict=True) if not f.fixable}
    assert all(ast.parse(text) for path, text in after.items() if path.endswith(".py") and text)
    if not any(f.fixable for f in before):
        assert after == files


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.code not in ELSEWHERE])
def test_every_rule_has_a_case_of_both_kinds(code: str) -> None:
    mine = [case for case in CASES if case.code == code]
    assert any(case.at for case in mine), "no case in which it speaks"
    assert any(not case.at for case in mine), "no case in which it is silent"
