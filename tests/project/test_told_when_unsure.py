"""A new entity says what it was written by although the project leaves it open; what nothing speaks of is not said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from away import PROJECTS

from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags

ITEM = "app/crud/crud_item.py"
LIBRARY = (
    "from fastcrud import FastCRUD\n\nfrom app.models.item import Item\n\n\n"
    "class CRUDItem(FastCRUD[Item]):\n    known = True\n\n\nitem = CRUDItem(Item)\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECTS / "crud_base", tmp_path / "shop"))


def told(root: Path, name: str = "Tag", *words: str) -> list[str]:
    notes = entity(root, name, words, flags=Flags(dry_run=True, migration=False)).notes
    return [note for note in notes if note.startswith("not sure")]


def test_what_siblings_agree_on_is_not_said(project: Path) -> None:
    assert told(project, "Tag", "name:str") == []


def test_a_base_that_is_not_followed_is_said(project: Path) -> None:
    (project / ITEM).write_text(LIBRARY)
    assert told(project, "Tag", "name:str") == [
        "not sure: repository-base = none (1 of 1 classes inherit from FastCRUD, which is not of this project; "
        "a new one does without); to decide it: repository-base in [tool.scaffold]"
    ]


def test_an_entity_that_is_there_is_grown_without_a_word(project: Path) -> None:
    (project / ITEM).write_text(LIBRARY)
    assert told(project, "Item", "note:str:null") == []


def test_what_was_decided_is_no_doubt(project: Path) -> None:
    (project / ITEM).write_text(LIBRARY)
    with (project / "pyproject.toml").open("a") as file:
        file.write("\n[tool.scaffold]\nrepository-base = false\n")
    assert told(project, "Tag", "name:str") == []


def test_a_key_that_a_library_declares_is_a_guess(project: Path) -> None:
    item = project / "app/models/item.py"
    text = item.read_text().replace("    id: int | None = Field(default=None, primary_key=True)\n", "")
    text = text.replace("class Item(SQLModel, table=True)", "class Item(Row, table=True)")
    item.write_text(f"from house.models import Row\n{text}")
    (note,) = told(project, "Tag", "name:str")
    assert note == (
        "not sure: pk = int, pk-name = id, pk-inherited = yes (1 of 1 models inherit it from Row, which is not of this "
        "project); to decide it: pk, pk-name, pk-inherited in [tool.scaffold]"
    )
    outcome = entity(project, "Tag", ["name:str"], flags=Flags(dry_run=True, migration=False))
    text = next(change.after for change in outcome.changes if change.path == "app/models/tag.py") or ""
    assert "from house.models import Row\n" in text
    assert "class Tag(Row, table=True):\n    name: str" in text
