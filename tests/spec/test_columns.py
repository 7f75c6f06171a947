"""Every row of the table of types is a real SQLModel class: created on SQLite, written, read, answered as JSON."""

from __future__ import annotations

import itertools
import sys
import types
import warnings
from typing import Any

import pytest
from rendered_fields import Spelled, column, input_type, output_type

from scaffold.fieldtypes import TYPES, Import
from scaffold.spec.entity import Field
from scaffold.spec.parse import parse_field

sqlmodel = pytest.importorskip("sqlmodel")
NUMBERS = itertools.count()


def field(word: str, **sets: str) -> Field:
    parsed, _ = parse_field(word, entity="Thing", sets=sets)
    assert isinstance(parsed, Field)
    return parsed


def enum_class(of: Field) -> str:
    from scaffold.naming import constant

    if not of.writes_enum:
        return ""
    members = "\n".join(f"    {constant(value)} = {value!r}" for value in of.choices)
    return f"from enum import StrEnum\nclass {of.enum}(StrEnum):\n{members}\n"


def source(fields: tuple[Field, ...]) -> str:
    """A module with the model and the three schemas of these fields, as a template would write it."""
    names = tuple(f.name for f in fields)
    columns = {f.name: column(f, names) for f in fields}
    inputs = {f.name: input_type(f, names) for f in fields}
    outputs = {f.name: output_type(f, names) for f in fields}
    spelled: list[Spelled] = [*columns.values(), *inputs.values(), *outputs.values()]
    imports = {i for s in spelled for i in s.imports} | {
        Import("sqlmodel", "SQLModel"),
        Import("sqlmodel", "Field"),
    }
    lines = [*sorted(i.statement for i in imports), *map(enum_class, fields)]
    lines += [f"{f.name.title()}_Type = {inputs[f.name].annotation}" for f in fields]
    lines += [
        "class Thing(SQLModel, table=True):",
        "    id: int | None = Field(default=None, primary_key=True)",
    ]
    lines += [f"    {columns[f.name].statement(f.name)}" for f in fields]
    lines += ["class ThingCreate(SQLModel):"]
    for f in fields:
        optional = f"{f.name.title()}_Type" + (" | None" if f.null else "")
        initial = columns[f.name].value if not _required(f) else ""
        lines.append(f"    {f.name}: {optional}" + (f" = {_default(columns[f.name])}" if initial else ""))
    lines += [
        "class ThingOut(SQLModel):",
        *(f"    {f.name}: {outputs[f.name].annotation}" for f in fields),
    ]
    return "\n".join(lines) + "\n"


def _required(f: Field) -> bool:
    return not f.null and f.default is None and f.factory is None


def _default(of: Spelled) -> str:
    key, value = of.arguments[0]
    return f"Field({key}={value})"


@pytest.fixture
def load() -> Any:
    """Execute a module with every warning an error; forget its tables afterwards."""
    made: list[str] = []

    def load(text: str) -> types.ModuleType:
        module = types.ModuleType(f"generated_{next(NUMBERS)}")
        sys.modules[module.__name__] = module
        made.append(module.__name__)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            exec(compile(text, module.__name__, "exec"), module.__dict__)
        return module

    yield load
    for name in made:
        del sys.modules[name]
    sqlmodel.SQLModel.metadata.clear()


def stored_and_answered(module: types.ModuleType, payload: dict[str, Any]) -> dict[str, Any]:
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
            return dict(module.ThingOut.model_validate(row).model_dump(mode="json"))


def json_of(f: Field, n: int) -> Any:
    if f.type == "enum":
        value: Any = f.choices[n % len(f.choices)]
    else:
        value = TYPES[f.type].sample(n)
    return [value, value] if f.many else value


@pytest.mark.parametrize("name", [*TYPES, "draft/published"])
@pytest.mark.parametrize("modifier", ["", ":null", ":list", ":column=other", ":index", ":unique"])
def test_a_value_comes_back_as_it_was_sent(load: Any, name: str, modifier: str) -> None:
    flag = modifier.strip(":").partition("=")[0]
    if flag and name in TYPES and not TYPES[name].takes(flag):
        pytest.skip("refused by the grammar")
    f = field(f"thing:{name}{modifier}")
    payload = {"thing": json_of(f, 3)}
    assert stored_and_answered(load(source((f,))), payload) == payload


@pytest.mark.parametrize("name", TYPES)
def test_null_is_sql_null(load: Any, name: str) -> None:
    f = field(f"thing:{name}:null")
    module = load(source((f,)))
    assert stored_and_answered(module, {}) == {"thing": None}


@pytest.mark.parametrize("name", TYPES)
def test_the_input_schema_refuses_what_is_no_value_of_the_type(load: Any, name: str) -> None:
    f = field(f"thing:{name}")
    module = load(source((f,)))
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
def test_what_no_column_can_hold_is_refused_before_the_database(load: Any, word: str, payload: Any) -> None:
    module = load(source((field(word),)))
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
def test_a_default_is_in_the_model_and_in_the_column(load: Any, word: str, default: str, expected: Any) -> None:
    f = field(f"thing:{word}", default=default)
    module = load(source((f,)))
    assert stored_and_answered(module, {}) == {"thing": expected}
    if "server_default" not in str(column(f).arguments):
        assert word in ("timedelta", "bytes")
        return
    engine = sqlmodel.create_engine("sqlite://")
    module.Thing.__table__.create(engine)
    with sqlmodel.Session(engine) as session:
        session.connection().exec_driver_sql("insert into thing default values")
        row = session.get(module.Thing, 1)
        assert module.ThingOut.model_validate(row).model_dump(mode="json") == {"thing": expected}


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
def test_a_factory_makes_a_value(load: Any, word: str, factory: str) -> None:
    module = load(source((field(f"thing:{word}:factory={factory}"),)))
    assert stored_and_answered(module, {})["thing"] is not None


def test_fields_called_like_their_types_do_not_hide_them(load: Any) -> None:
    words = (
        "date:date:null",
        "time:time:null",
        "datetime:datetime:factory=now",
        "timedelta:timedelta:default=90s",
    )
    fields = tuple(field(word) for word in (*words, "day:date:factory=today", "dt:datetime:null"))
    module = load(source(fields))
    answer = stored_and_answered(module, {"date": "2026-01-31", "time": "12:30:00", "dt": "2026-01-31T12:00:00Z"})
    assert answer["date"] == "2026-01-31"
    assert answer["timedelta"] == "PT1M30S"
    assert answer["dt"] == "2026-01-31T12:00:00Z"


def test_a_plain_field_is_spelled_plainly() -> None:
    assert column(field("title:str:max=200")).statement("title") == "title: str = Field(max_length=200)"
    assert column(field("count:int")).statement("count") == "count: int"
    assert column(field("at:datetime:null")).statement("at") == "at: datetime | None = None"
    assert output_type(field("at:datetime:null")).annotation == "datetime | None"
    assert input_type(field("active:bool")).annotation == "bool"
    assert input_type(field("title:str")).annotation == "Annotated[str, Field(min_length=1, max_length=255)]"
