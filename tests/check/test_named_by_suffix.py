"""Where every model's class ends alike, the words leave that out."""

from __future__ import annotations

from pathlib import Path

from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags

MODEL = """from sqlmodel import Field, SQLModel


class UserEntity(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
"""
FLAGS = Flags(yes=True, migration=False)


def test_the_second_run_finds_the_class_and_its_relation(tmp_path: Path) -> None:
    (tmp_path / "app/entities").mkdir(parents=True)
    (tmp_path / "app/entities/user_entity.py").write_text(MODEL)
    (tmp_path / "requirements.txt").write_text("sqlmodel==0.0.38\nfastapi\n")
    (tmp_path / ".python-version").write_text("3.12\n")
    words = ["name:str:unique", "owner:User"]
    entity(tmp_path, "Tag", words, flags=FLAGS)
    text = (tmp_path / "app/entities/tag_entity.py").read_text()
    assert "class TagEntity(SQLModel, table=True):" in text
    assert 'owner: "UserEntity" = Relationship(' in text
    assert entity(tmp_path, "Tag", words, flags=FLAGS).changes == ()
