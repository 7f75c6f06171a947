"""Tables without a migration are spoken of when the first one is made, and are apart where databases have them."""

from __future__ import annotations

from pathlib import Path

from tests.journey.workbench import Workbench


def revisions(project: Workbench) -> list[str]:
    return sorted(path.read_text() for path in project.root.glob("migrations/versions/*.py"))


def test_a_project_without_tables_has_nothing_to_say(tmp_path: Path) -> None:
    project = Workbench.of("crud_base", tmp_path / "shop")
    for path in ("app/models/item.py", "app/models/__init__.py", "app/crud/crud_item.py", "app/crud/__init__.py"):
        (project.root / path).write_text("")
    (project.root / "app/main.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    (project.root / "app/api/items.py").unlink()
    outcome = project.entity("Tag name:str")
    assert len(revisions(project)) == 1
    assert not [note for note in outcome.notes if "migration" in note]


def test_one_migration_for_all_says_so(tmp_path: Path) -> None:
    project = Workbench.of("crud_base", tmp_path / "shop")
    outcome = project.entity("Tag name:str")
    (text,) = revisions(project)
    assert text.count("op.create_table(") == 2
    (note,) = (note for note in outcome.notes if "migration" in note)
    assert note.startswith("there was no migration yet: this one creates item as well. Where a database has that")
    assert not [note for note in project.entity("Label name:str").notes if "migration" in note]


def test_what_create_all_made_gets_a_migration_to_stamp(tmp_path: Path) -> None:
    project = Workbench.of("crud_base", tmp_path / "shop")
    project.edit("pyproject.toml", '"sqlmodel"', '"sqlmodel", "alembic"')
    project.edit("app/main.py", "app = FastAPI()\n", "SQLModel.metadata.create_all(engine)\napp = FastAPI()\n")
    project.edit(
        "app/main.py", "from app.api", "from sqlmodel import SQLModel\n\nfrom app.db import engine\nfrom app.api"
    )
    project.python("-c", "import app.main")
    (note,) = (note for note in project.entity("Tag name:str").notes if "stamp" in note)
    first, second = sorted(revisions(project), key=lambda text: "| None = None\n" in text, reverse=True)
    assert (first.count("op.create_table("), second.count("op.create_table(")) == (1, 1)
    revision = note.partition("alembic stamp ")[2].partition(",")[0]
    project.run("alembic", "stamp", revision)
    project.run("alembic", "upgrade", "head")
