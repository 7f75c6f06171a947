"""What is written for the SQLModel and pydantic that a project has, where they lack what today's have."""

from __future__ import annotations

import pytest
from growing import Grown, said
from styles import conventions

from scaffold.dataclass import replace
from scaffold.desired import desired, environment

NEWEST = ((0, 0, 50), (2, 14))


def written(line: str, sqlmodel: tuple[int, int, int], pydantic: tuple[int, int]) -> dict[str, str]:
    grown = replace(Grown(), conventions=replace(conventions("usual"), sqlmodel=sqlmodel, pydantic=pydantic))
    return {fragment.path: fragment.text for fragment in desired(said(line, grown), grown.project)}


def test_today_a_time_is_plain() -> None:
    texts = written("Post at:datetime mail:EmailStr --timestamps", *NEWEST)
    assert "    at: datetime\n" in texts["app/db/models/post.py"]
    assert "    mail: EmailStr = Field(max_length=255)\n" in texts["app/db/models/post.py"]
    assert "    at: datetime\n" in texts["app/schemas/post.py"]


def test_before_sqlmodel_had_zones_the_column_says_so_and_answers_tell_it() -> None:
    texts = written("Post at:datetime --timestamps", (0, 0, 44), (2, 9))
    model, schema = texts["app/db/models/post.py"], texts["app/schemas/post.py"]
    assert "at: datetime = Field(sa_type=sa.DateTime(timezone=True))" in model
    assert model.count("sa_type=sa.DateTime(timezone=True)") == 3
    assert "    at: Timestamp\n" in schema
    assert schema.count(": UtcDatetime\n") == 3
    assert "UtcDatetime = " in texts["app/schemas/zones.py"]


def test_before_sqlmodel_knew_addresses_the_column_is_told() -> None:
    model = written("Post mail:EmailStr", (0, 0, 18), (2, 8))["app/db/models/post.py"]
    assert "mail: EmailStr = Field(max_length=255, sa_type=sa.String(255))" in model


@pytest.mark.parametrize(
    ("pydantic", "path", "name", "there"),
    [
        ((2, 8), "types", "json_schema_input_type", False),
        ((2, 9), "types", "json_schema_input_type", True),
        ((2, 0), "updates", "SkipJsonSchema", False),
        ((2, 1), "updates", "SkipJsonSchema", True),
    ],
)
def test_support_modules_use_what_pydantic_has(pydantic: tuple[int, int], path: str, name: str, there: bool) -> None:
    texts = written("Post blob:bytes", (0, 0, 50), pydantic)
    assert (name in texts[f"app/schemas/{path}.py"]) is there


NAIVE = """\
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class User(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    seen: datetime{}
"""


@pytest.mark.parametrize(
    ("column", "sqlmodel", "value"),
    [
        ("", (0, 0, 50), "2026-01-02T00:00:00Z"),
        ("", (0, 0, 44), "2026-01-02T00:00:00"),
        (" = Field(sa_column=sa.Column(sa.TIMESTAMP))", (0, 0, 50), "2026-01-02T00:00:00"),
        (" = Field(sa_type=sa.DateTime(timezone=True))", (0, 0, 44), "2026-01-02T00:00:00Z"),
    ],
)
def test_a_row_has_a_time_that_its_column_takes(column: str, sqlmodel: tuple[int, int, int], value: str) -> None:
    found = replace(conventions("usual"), sqlmodel=sqlmodel)
    grown = replace(Grown(), files={**Grown().files, "app/db/models/user.py": NAIVE.format(column)}, conventions=found)
    texts = {fragment.path: fragment.text for fragment in desired(said("Post author:User", grown), grown.project)}
    assert f'"seen": "{value}"' in texts["tests/rows.py"]


@pytest.mark.parametrize(("sqlmodel", "there"), [((0, 0, 44), False), ((0, 0, 45), True)])
def test_the_environment_names_types_that_there_are(sqlmodel: tuple[int, int, int], there: bool) -> None:
    grown = replace(Grown(), conventions=replace(conventions("usual"), sqlmodel=sqlmodel))
    texts = {fragment.path: fragment.text for fragment in environment(grown.project)}
    assert ("UTCDateTime" in texts["migrations/env.py"]) is there
