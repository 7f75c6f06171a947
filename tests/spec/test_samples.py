"""Examples: accepted by the input schema, stored, answered as they were sent, and different ones."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from grammar_strategies import VOCABULARY, values
from hypothesis import HealthCheck, assume, given, settings

from scaffold.desired import desired
from scaffold.desired.imports import bindings, needed
from scaffold.desired.planned import planned_model
from scaffold.desired.storable import input_of
from scaffold.errors import SpecError
from scaffold.naming import constant
from scaffold.pipeline.growth import with_models
from scaffold.project import open_project
from scaffold.spec import Field, parse_entity
from scaffold.spec.samples import invalid, samples

pydantic = pytest.importorskip("pydantic")


def field(word: str, sets: dict[str, str] | None = None) -> Field:
    given = [f"{word.partition(':')[0]}.{key}={text}" for key, text in (sets or {}).items()]
    (found,) = parse_entity("Post", [word], sets=given, vocabulary=VOCABULARY).fields
    assert isinstance(found, Field)
    return found


@cache
def support() -> dict[str, Any]:
    """What the support module `types` defines, as a project gets it."""
    project = open_project(Path("/project"), source={"app/main.py": "import sqlmodel\n"})
    entity = parse_entity("Post", ["at:datetime"], vocabulary=VOCABULARY)
    planned = with_models(project, {"Post": planned_model(entity, project)})
    (text,) = (f.text for f in desired(entity, planned) if f.path.endswith("/schemas/types.py"))
    names: dict[str, Any] = {"__name__": "types"}
    exec(text, names)
    return names


def schema(of: Field) -> Any:
    """The type of a request, as the create schema has it."""
    annotation = input_of(of).annotation
    names = dict(support())
    if of.type == "enum":
        names[of.enum or ""] = StrEnum(of.enum or "", {constant(value): value for value in of.choices})  # type: ignore[misc]
    for item in needed((annotation,), bindings()):
        exec(item.statement, names)
    return pydantic.TypeAdapter(eval(annotation, names))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(values())
def test_examples_are_accepted_and_the_invalid_one_is_not(word: tuple[str, dict[str, str]]) -> None:
    try:
        of = field(*word)
    except SpecError:
        assume(False)
        raise
    found = samples(of, 4)
    assert found
    adapter = schema(of)
    for value in found:
        adapter.validate_python(value)
    assert len({repr(value) for value in found}) == len(found)
    if of.unique:
        assert len(found) >= 2
    with pytest.raises(ValueError, match="validation error"):
        adapter.validate_python(invalid(of))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("x:str", ("text 1", "text 2", "text 3")),
        ("x:str:max=1", ("0", "1", "2")),
        ("x:str:min=8", ("text 1xx", "text 2xx", "text 3xx")),
        ("x:int", (1, 2, 3)),
        ("x:int:ge=10", (10, 11, 12)),
        ("x:int:gt=10", (11, 12, 13)),
        ("x:int:le=0", (0, -1, -2)),
        ("x:int:lt=0", (-1, -2, -3)),
        ("x:int:ge=1:le=2", (1, 2)),
        ("x:Decimal:digits=10:places=2", ("1.00", "2.00", "3.00")),
        ("x:Decimal:digits=2:places=2", ("0.99", "0.98", "0.97")),
        ("x:Decimal:digits=3:places=0", ("1", "2", "3")),
        ("x:Decimal:digits=6:places=3:gt=0.5:lt=0.503", ("0.502", "0.501")),
        ("x:float:ge=0:lt=1", (1 / 1024, 2 / 1024, 3 / 1024)),
        ("x:bool", (True, False)),
        ("x:a/b", ("a", "b")),
        ("x:a/b:list", (["a"], ["b"])),
        ("x:str:list", (["text 1"], ["text 2"], ["text 3"])),
        ("x:int:list:min=2", ([1, 2], [2, 3], [3, 4])),
        ("x:UUID", tuple(f"a0000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))),
        ("x:date", ("2000-01-02", "2000-01-03", "2000-01-04")),
        ("x:EmailStr:max=16", ("1@example.com", "2@example.com", "3@example.com")),
        ("x:Level", ()),
    ],
)
def test_the_first_three(word: str, expected: tuple[Any, ...]) -> None:
    assert samples(field(word), 3) == expected


def test_hundreds_of_different_values() -> None:
    for word in ("x:str:max=2", "x:date", "x:datetime", "x:time", "x:timedelta", "x:Decimal", "x:float:ge=0:le=1"):
        found = samples(field(word), 700)
        assert len(set(found)) == 700, word


def test_decimals_of_a_thousand_digits() -> None:
    (first, _) = samples(field("x:Decimal:digits=1000:places=500"), 2)
    assert first == "1." + "0" * 500
