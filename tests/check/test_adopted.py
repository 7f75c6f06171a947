"""Projects of other layouts: in step as they are, when adopted, and when an entity was added and grew beside them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from scaffold.pipeline.adopt import adopt
from scaffold.pipeline.check import check
from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.init import init
from scaffold.pipeline.sync import sync

PROJECTS = Path(__file__).parent.parent / "projects"
FLAGS = Flags(yes=True, migration=False)


def told(folder: Path) -> list[str]:
    return [f"{item.path}:{item.line} {item.code} {item.message}" for item in check(folder).findings]


@pytest.mark.parametrize(
    "name",
    [
        "context_session",
        "toolbox",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("flat", "guide", "one_file", "versioned")),
    ],
)
def test_a_well_kept_project_stays_in_step_while_entities_come_and_grow(name: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PROJECTS / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__")))
    assert told(folder) == []
    init(folder, flags=FLAGS)
    adopt(folder, flags=FLAGS)
    assert told(folder) == []
    assert sync(folder, flags=FLAGS).changes == ()
    entity(folder, "Tag", ["name:str:max=50"], flags=FLAGS)
    assert told(folder) == []
    assert entity(folder, "Tag", ["name:str:max=50"], flags=FLAGS).changes == ()
    before = check(folder).checked
    entity(folder, "Tag", ["color:str:null"], flags=FLAGS)
    assert (told(folder), check(folder).checked) == ([], before)
    model = next(path for path in folder.rglob("*.py") if "color: str | None" in path.read_text())
    assert "name: str" in model.read_text()


def test_a_field_added_to_an_adopted_model_is_carried_through_with_what_it_leans_on(tmp_path: Path) -> None:
    """The one file has its schemas above the table: what they read of the new field stands above them, too."""
    folder = Path(
        shutil.copytree(PROJECTS / "one_file", tmp_path / "one", ignore=shutil.ignore_patterns("__pycache__"))
    )
    adopt(folder, flags=FLAGS)
    path = next(path for path in folder.rglob("*.py") if "table=True" in path.read_text())
    text = path.read_text()
    (key,) = {line for line in text.splitlines(keepends=True) if "primary_key=True" in line}
    path.write_text(text.replace(key, f"{key}    motto: str | None = Field(default=None, max_length=80)\n", 1))
    found = check(folder).findings
    assert found
    assert not [item.message for item in found if "import" in item.message or "pass" in item.message.lower()]
    assert check(folder, fix=True).findings == ()
    code = path.read_text()
    alias = re.search(r"(?m)^(\w+) = Annotated\[str, .*80", code)
    assert alias is not None
    assert code.index(alias[1]) == alias.start()


COUNTRIES = """\
from sqlmodel import Field, Session, SQLModel, create_engine

engine = create_engine("sqlite:///x.db")


def get_session():
    with Session(engine) as session:
        yield session


class Country(SQLModel, table=True):
    code: str = Field(primary_key=True, max_length=2)
    name: str
"""
MAIN = "from fastapi import FastAPI\n\nfrom models import Country\n\napp = FastAPI()\n"


def test_a_model_whose_key_is_a_text_is_adopted_and_its_rows_keep_the_limit(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(COUNTRIES)
    (tmp_path / "main.py").write_text(MAIN)
    adopt(tmp_path, flags=FLAGS)
    assert (tmp_path / "models.py").read_text() == COUNTRIES
    assert told(tmp_path) == []
    assert sync(tmp_path, flags=FLAGS).changes == ()
    entity(tmp_path, "City", ["name:str", "country:Country"], flags=FLAGS)
    assert told(tmp_path) == []
    assert '"code": "ke"' in next(tmp_path.rglob("rows.py")).read_text()


def test_models_that_a_new_entity_refers_to_are_adopted_to_the_last_line_of_the_lock(tmp_path: Path) -> None:
    """Its tests have rows of them: those are no reason to record less of what packages hand on."""
    folder = Path(
        shutil.copytree(PROJECTS / "versioned", tmp_path / "shop", ignore=shutil.ignore_patterns("__pycache__"))
    )
    package = folder / "app/models/__init__.py"
    names = re.findall(r"(?:City|Country)\w*", package.read_text())
    package.write_text(f"{package.read_text()}\n__all__ = {json.dumps(names)}\n")
    entity(folder, "Tag", ["name:str:max=50", "country:Country"], flags=FLAGS)
    adopt(folder, flags=FLAGS)
    lock = (folder / "scaffold.lock").read_text()
    assert sync(folder, flags=FLAGS).changes == ()
    assert (folder / "scaffold.lock").read_text() == lock


def test_tests_that_nobody_can_write_have_no_line_to_miss(tmp_path: Path) -> None:
    """Where no test can replace the session, the tests of a person are never ours."""
    folder = Path(shutil.copytree(PROJECTS / "context_session", tmp_path / "app"))
    (folder / "tests").mkdir()
    (folder / "tests/test_accounts.py").write_text("from server.entity.account_entity import AccountEntity\n")
    adopt(folder, flags=FLAGS)
    assert told(folder) == []
