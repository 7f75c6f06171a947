"""A pattern that is accepted works in pydantic, and there is a text for it that keeps the field's length."""

from __future__ import annotations

import itertools
from time import perf_counter
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.errors import SpecError
from scaffold.spec import Field, parse_entity
from scaffold.spec.patterns import examples
from scaffold.spec.samples import samples

pydantic = pytest.importorskip("pydantic")

PIECES = st.sampled_from(
    [
        *("a", "b", "Z", "9", " ", "é", ".", "-", ",", ":", "{", "}", "[", "]", "(", ")", "^", "$", "|"),
        *(r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", r"\b", r"\B", r"\A", r"\Z", r"\z", r"\0", r"\1"),
        *(r"\.", r"\-", r"\/", r"\n", r"\x41", r"\u0041", r"\N{DASH}"),
        *("(?:", "(?i)", "(?P<n>", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?#", "(?a)"),
        *("[a-z]", "[^a]", "[[a]", r"[\w-]", r"[\b]", r"[a-\d]", "[a&&b]", "[{]"),
        *("*", "+", "?", "*+", "??", "{2}", "{,3}", "{2,}", "{1,3}", "{400}"),
    ]
)


def checked(pattern: str, **limits: int) -> Field:
    sets = [f"code.pattern={pattern}", *(f"code.{key}={value}" for key, value in limits.items())]
    (field,) = parse_entity("Post", ["code:str"], sets=sets).fields
    assert isinstance(field, Field)
    return field


def adapter(field: Field) -> Any:
    constraints = pydantic.StringConstraints(pattern=field.pattern, min_length=field.min, max_length=field.max)
    return pydantic.TypeAdapter(Annotated[str, constraints])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=7).map("".join))
def test_accepted_here_is_accepted_there(pattern: str) -> None:
    try:
        field = checked(pattern)
    except SpecError:
        return
    there = adapter(field)
    for text in samples(field, 5):
        assert there.validate_python(text) == text


@settings(deadline=None)
@given(st.sampled_from(["^[a-z]+$", r"^\d{3}-\d{4}$", "a|bb|ccc", r"^\w+@\w+\.com$", "x*", "^.{2,}$"]), st.data())
def test_examples_keep_the_length(pattern: str, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, 40))
    high = data.draw(st.integers(low, 80))
    for text in itertools.islice(examples(pattern, low, high), 10):
        assert low <= len(text) <= high


@pytest.mark.parametrize(
    ("pattern", "number"),
    [("^[a-z]{3}$", 100), (r"^\d+$", 100), ("^(red|green|blue)$", 3), ("^x$", 1), (r"^[A-Z]{2}\d{6}$", 100)],
)
def test_examples_differ_as_long_as_there_are_others(pattern: str, number: int) -> None:
    found = samples(checked(pattern), 100)
    assert len(found) == len(set(found)) == number


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(?=a)b", "(?="),
        ("(?<!a)b", "(?<!"),
        (r"(a)\1", "\\1"),
        (r"a\Z", "\\Z"),
        (r"\0", "\\0"),
        ("a++", "++"),
        ("(?>a)", "(?>"),
        ("a{,3}", "{ without a count"),
        ("a{", "{ without a count"),
        (r"[\b]", "\\b"),
        ("[[a]", "[ inside of a set"),
        ("[a[b]", "[ inside of a set"),
        ("[a&&b]", "Possible set intersection"),
        (r"\w{1,255}", "too large"),
        (r"(\w{10}){100}", "too large"),
        ("^a$b", "no text of"),
        ("(", "missing )"),
    ],
)
def test_refused(pattern: str, why: str) -> None:
    with pytest.raises(SpecError) as caught:
        checked(pattern)
    assert why in caught.value.message


@pytest.mark.parametrize("pattern", ["(a+)+$b", "((((((((a*)*)*)*)*)*)*)*)*$b", "(a|aa)+$b", "((a{99}){99}){99}"])
def test_a_pattern_that_nothing_matches_is_refused_in_good_time(pattern: str) -> None:
    began = perf_counter()
    with pytest.raises(SpecError):
        checked(pattern)
    assert perf_counter() - began < 30


def test_braces_in_a_set_are_letters() -> None:
    assert checked("^[{}]+$").pattern == "^[{}]+$"
