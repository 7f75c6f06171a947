"""Projects of other layouts: in step as they are, when adopted, and when an entity was added and grew beside them."""

from __future__ import annotations

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
    before = check(folder).checked
    entity(folder, "Tag", ["color:str:null"], flags=FLAGS)
    assert (told(folder), check(folder).checked) == ([], before)
    model = next(path for path in folder.rglob("*.py") if "color: str | None" in path.read_text())
    assert "name: str" in model.read_text()
