"""Where every model's class ends alike, the words leave that out."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.pipeline.adopt import adopt
from scaffold.pipeline.apply_file import apply_file
from scaffold.pipeline.check import check
from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.rename import field_rename
from scaffold.pipeline.sync import sync
from scaffold.rule import Finding

MODEL = """from sqlmodel import Field, SQLModel


class UserEntity(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
"""
SCHEMAS = """from sqlmodel import SQLModel


class UserCreate(SQLModel):
    name: str


class UserUpdate(SQLModel):
    name: str | None = None


class UserOut(SQLModel):
    id: int
    name: str
"""
ROUTES = """from fastapi import APIRouter

from app.entities.user_entity import UserEntity

router = APIRouter()


@router.get("/users/{user_id}")
def get_user(user_id: int) -> UserEntity: ...
"""
FILE = """
[entity.Post]
title = "str"
tags = "Tag:many"
owner = "User"

[entity.Tag]
label = "str:max=40"
"""
FLAGS = Flags(yes=True, migration=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app/entities").mkdir(parents=True)
    (tmp_path / "app/entities/user_entity.py").write_text(MODEL)
    (tmp_path / "requirements.txt").write_text("sqlmodel==0.0.38\nfastapi\n")
    (tmp_path / ".python-version").write_text("3.12\n")
    return tmp_path


def test_the_second_run_finds_the_class_and_its_relation(project: Path) -> None:
    words = ["name:str:unique", "owner:User"]
    entity(project, "Tag", words, flags=FLAGS)
    text = (project / "app/entities/tag_entity.py").read_text()
    assert "class TagEntity(SQLModel, table=True):" in text
    assert 'owner: "UserEntity" = Relationship(' in text
    assert entity(project, "Tag", words, flags=FLAGS).changes == ()


def test_a_file_names_its_entities_and_those_of_the_project_without_the_suffix(project: Path) -> None:
    (project / "blog.toml").write_text(FILE)
    apply_file(project, project / "blog.toml", flags=FLAGS)
    text = (project / "app/entities/post_entity.py").read_text()
    assert 'owner: "UserEntity" = Relationship(' in text
    assert 'tags: list["TagEntity"] = Relationship(' in text
    assert apply_file(project, project / "blog.toml", flags=FLAGS).changes == ()


def test_adopt_leaves_the_link_tables_of_its_own_alone(project: Path) -> None:
    (project / "blog.toml").write_text(FILE)
    apply_file(project, project / "blog.toml", flags=FLAGS)
    notes = adopt(project, flags=FLAGS).notes
    assert [note for note in notes if note.startswith("adopted")] == ["adopted UserEntity: model"]


def test_adopt_takes_the_name_without_the_suffix(project: Path) -> None:
    assert "adopted UserEntity: model" in adopt(project, ("User",), flags=FLAGS).notes


def test_a_link_table_is_named_like_the_tables_and_stays_as_it_is(project: Path) -> None:
    user = project / "app/entities/user_entity.py"
    user.write_text(MODEL.replace("table=True):\n", 'table=True):\n    __tablename__ = "shop_user"\n'))
    entity(project, "Tag", ["label:str", "owners:User:many"], flags=FLAGS)
    path = project / "app/entities/tag_entity_user_entity_link_entity.py"
    text = path.read_text()
    assert '__tablename__ = "shop_tag_user_link"' in text
    assert 'tag_id: int = Field(foreign_key="shop_tag.id"' in " ".join(text.replace("(\n", "(").split()).replace(
        "( ", "("
    )
    assert "user_id: int" in text
    path.write_text(text.replace("shop_tag_user_link", "label_of_user").replace("user_id", "person_id"))
    assert sync(project, flags=FLAGS).changes == ()


def test_a_rename_keeps_place_and_edits_of_the_schemas(project: Path) -> None:
    (project / "app/schemas").mkdir()
    (project / "app/schemas/user.py").write_text(SCHEMAS)
    entity(project, "Room", ["name:str:max=20", "floor:int"], flags=FLAGS)
    path = project / "app/schemas/room.py"
    path.write_text(path.read_text().replace("    name: str\n", "    name: str | None = None  # old rows\n"))
    outcome = field_rename(project, "Room", "name", "title", flags=FLAGS)
    assert outcome.conflicts == ()
    text = path.read_text()
    assert "    title: str | None = None  # old rows\n    floor: int\n" in text
    assert "class RoomCreate(SQLModel):\n    title: Title\n" in text


def test_check_knows_schemas_by_the_bare_name(project: Path) -> None:
    (project / "app/schemas").mkdir()
    (project / "app/schemas/user.py").write_text(SCHEMAS)
    assert found(project, "SCF207") == ()
    (project / "app/schemas/user.py").write_text(SCHEMAS.replace("class User", "class Gone"))
    assert [finding.symbol for finding in found(project, "SCF207")] == ["GoneOut"]


def test_an_answer_that_is_no_class_yet_is_said_to_be_none(project: Path) -> None:
    user = project / "app/entities/user_entity.py"
    user.write_text(f"{MODEL}    password: str\n")
    (project / "app/routes.py").write_text(ROUTES)
    (finding,) = found(project, "SCF306")
    assert finding.fix == "User has no output schema yet: write one (UserOut) without password, and answer with it"
    (project / "app/schemas").mkdir()
    (project / "app/schemas/user.py").write_text(SCHEMAS)
    (finding,) = found(project, "SCF306")
    assert finding.fix == "answer with UserOut"


def found(project: Path, code: str) -> tuple[Finding, ...]:
    return tuple(check(project, select=(code,)).findings)
