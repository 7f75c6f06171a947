"""Every row of the table of types makes a real model and real schemas: stored on SQLite, read, answered as JSON."""

from __future__ import annotations

import importlib
import itertools
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlmodel
from growing import Grown

from scaffold.fieldtypes import TYPES
from scaffold.spec import Entity, Field
from scaffold.spec.parse import parse_field

NUMBERS = itertools.count()
Load = Callable[..., SimpleNamespace]


def field(word: str, **sets: str) -> Field:
    parsed, _ = parse_field(word, entity="Thing", sets=sets)
    assert isinstance(parsed, Field)
    return parsed


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Import the model and the schemas that are written for fields, every warning an error; forget them afterwards."""

    def load(*fields: Field) -> SimpleNamespace:
        folder = Grown().with_entities(Entity(name="Thing", fields=fields)).write(tmp_path / str(next(NUMBERS)))
        monkeypatch.syspath_prepend(folder)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            model = importlib.import_module("app.db.models.thing")
            schemas = importlib.import_module("app.schemas.thing")
        return SimpleNamespace(**{**vars(schemas), "Thing": model.Thing})

    yield load
    for name in [name for name in sys.modules if name.partition(".")[0] == "app"]:
        del sys.modules[name]
    sqlmodel.SQLModel.metadata.clear()
    sqlmodel.SQLModel._sa_registry._class_registry.clear()


def stored_and_answered(module: SimpleNamespace, payload: dict[str, Any]) -> dict[str, Any]:
    """What the API would answer after storing the payload: create schema, model, SQLite, output schema, JSON."""
    engine = sqlmodel.create_engine("sqlite://")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        module.Thing.__table__.create(engine)
        created = module.ThingCreate.model_validate(payload)
        with sqlmodel.Session(engine) as session:
            row = module.Thing.model_validate(created)
            session.add(row)
            session.commit()
            session.refresh(row)
            row.sqlmodel_update(created.model_dump(exclude_unset=True))
            session.add(row)
            session.commit()
            session.refresh(row)
            return dict(module.ThingOut.model_validate(row).model_dump(mode="json", exclude={"id"}))


def json_of(f: Field, n: int) -> Any:
    if f.type == "enum":
        value: Any = f.choices[n % len(f.choices)]
    else:
        value = TYPES[f.type].sample(n)
    return [value, value] if f.many else value


@pytest.mark.parametrize("name", [*TYPES, "draft/published"])
@pytest.mark.parametrize("modifier", ["", ":null", ":list", ":column=other", ":index", ":unique"])
def test_a_value_comes_back_as_it_was_sent(load: Load, name: str, modifier: str) -> None:
    flag = modifier.strip(":").partition("=")[0]
    if flag and name in TYPES and flag not in TYPES[name].modifiers:
        pytest.skip("refused by the grammar")
    f = field(f"thing:{name}{modifier}")
    payload = {"thing": json_of(f, 3)}
    assert stored_and_answered(load(f), payload) == payload


@pytest.mark.parametrize("name", TYPES)
def test_null_is_sql_null(load: Load, name: str) -> None:
    f = field(f"thing:{name}:null")
    module = load(f)
    assert stored_and_answered(module, {}) == {"thing": None}


@pytest.mark.parametrize("name", TYPES)
def test_the_input_schema_refuses_what_is_no_value_of_the_type(load: Load, name: str) -> None:
    f = field(f"thing:{name}")
    module = load(f)
    with pytest.raises(ValueError, match="thing"):
        module.ThingCreate.model_validate({"thing": TYPES[name].invalid})


@pytest.mark.parametrize(
    ("word", "payload"),
    [
        ("thing:int", 2**31),
        ("thing:int", -(2**31) - 1),
        ("thing:bigint", 2**63),
        ("thing:float", float("nan")),
        ("thing:float", float("inf")),
        ("thing:str", "x" * 256),
        ("thing:str", ""),
        ("thing:datetime", "0001-01-01T00:00:00+14:00"),
        ("thing:datetime", "9999-12-31T23:59:59-14:00"),
        ("thing:datetime", "2026-01-31T12:00:00"),
        ("thing:timedelta", "P999999999D"),
        ("thing:Decimal:digits=4:places=2", "100.00"),
        ("thing:Decimal:digits=4:places=2", "1.001"),
        ("thing:Decimal", "NaN"),
        ("thing:bytes", "no base64!"),
        ("thing:bytes:max=2", "YWJj"),
        ("thing:HttpUrl", "ftp://example.com/"),
        ("thing:EmailStr", "x" * 250 + "@example.com"),
        ("thing:str:list:max=2", ["a", "b", "c"]),
        ("thing:float:list", [float("nan")]),
        ("thing:str:pattern=^a+$", "b"),
        ("thing:int:gt=3:lt=5", 5),
        ("thing:draft/published", "gone"),
    ],
)
def test_what_no_column_can_hold_is_refused_before_the_database(load: Load, word: str, payload: Load) -> None:
    module = load(field(word))
    with pytest.raises(ValueError, match="thing"):
        module.ThingCreate.model_validate({"thing": payload})


@pytest.mark.parametrize(
    ("word", "default", "expected"),
    [
        ("str", "it's \"quoted\" __import__('os')", "it's \"quoted\" __import__('os')"),
        ("text", "a\nb", "a\nb"),
        ("int", "-5", -5),
        ("bigint", "1099511627776", 2**40),
        ("float", "1.5", 1.5),
        ("bool", "true", True),
        ("bool", "False", False),
        ("date", "2026-01-31", "2026-01-31"),
        ("datetime", "2026-01-31", "2026-01-31T00:00:00Z"),
        ("datetime", "2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z"),
        ("time", "12:30", "12:30:00"),
        ("timedelta", "1h30m", "PT1H30M"),
        ("Decimal", "9.99", "9.99"),
        ("UUID", "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000001"),
        ("bytes", "abc", "YWJj"),
        ("EmailStr", "ada@example.com", "ada@example.com"),
        ("HttpUrl", "https://example.com/a", "https://example.com/a"),
        ("draft/in-progress", "in-progress", "in-progress"),
    ],
)
def test_a_default_is_what_a_row_has_that_nobody_gave_a_value(
    load: Load, word: str, default: str, expected: Any
) -> None:
    f = field(f"thing:{word}", default=default)
    module = load(f)
    assert stored_and_answered(module, {}) == {"thing": expected}


@pytest.mark.parametrize(
    ("word", "factory"),
    [
        ("datetime", "now"),
        ("date", "today"),
        ("UUID", "uuid4"),
        ("dict", "dict"),
        ("str:list", "list"),
        ("str", "secrets.token_urlsafe"),
    ],
)
def test_a_factory_makes_a_value(load: Load, word: str, factory: str) -> None:
    module = load(field(f"thing:{word}:factory={factory}"))
    assert stored_and_answered(module, {})["thing"] is not None


def test_fields_called_like_their_types_do_not_hide_them(load: Load) -> None:
    words = (
        "date:date:null",
        "time:time:null",
        "datetime:datetime:factory=now",
        "timedelta:timedelta:default=90s",
    )
    fields = tuple(field(word) for word in (*words, "day:date:factory=today", "at:datetime:null"))
    module = load(*fields)
    answer = stored_and_answered(module, {"date": "2026-01-31", "time": "12:30:00", "at": "2026-01-31T12:00:00Z"})
    assert answer["date"] == "2026-01-31"
    assert answer["timedelta"] == "PT1M30S"
    assert answer["at"] == "2026-01-31T12:00:00Z"


def test_a_plain_field_is_spelled_plainly() -> None:
    files = Grown().entity("Thing title:str:max=200 count:int at:datetime:null active:bool").files
    model, schemas = files["app/db/models/thing.py"], files["app/schemas/thing.py"]
    for line in ("title: str = Field(max_length=200)", "count: int", "at: datetime | None = None"):
        assert f"    {line}\n" in model
    out = schemas.partition("class ThingOut")[2]
    assert "    at: datetime | None\n" in out
    assert "    active: bool\n" in out
