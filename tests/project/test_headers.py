"""A comment on top of every sibling is on top of a new file as well, and of no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from away import PROJECTS

from scaffold.pipeline.check import check
from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.remove import remove
from scaffold.project.headers import header_of

LEGAL, PLAIN = "# SPDX-License-Identifier: MIT\n# (c) 2024 Shop\n", "# Routes of the shop\n"
FLAGS = Flags(migration=False, yes=True)


@pytest.mark.parametrize(
    ("texts", "header"),
    [
        ([], ""),
        (["import a\n"], ""),
        ([PLAIN + "import a\n"], ""),
        ([LEGAL + "import a\n"], LEGAL + "\n"),
        ([LEGAL + "import a\n", "", LEGAL + '\n"""Docs."""\n'], LEGAL + "\n"),
        ([PLAIN + "import a\n", PLAIN + "import b\n"], PLAIN + "\n"),
        ([LEGAL + "import a\n", "import b\n"], ""),
        ([LEGAL + "import a\n", PLAIN + "import b\n"], ""),
        ([LEGAL.replace("\n", "\r\n") + "import a\r\n"], LEGAL + "\n"),
    ],
)
def test_a_header_is_what_all_siblings_have(texts: list[str], header: str) -> None:
    files = {f"app/models/m{number}.py": text for number, text in enumerate(texts)}
    assert header_of("app/models/new.py", files) == header


def test_a_new_folder_goes_by_all_files() -> None:
    assert header_of("new/a.py", {"app/b.py": LEGAL + "x = 1\n", "tests/c.py": LEGAL + "y = 1\n"}) == LEGAL + "\n"
    assert header_of("app/new/a.py", {"app/x/b.py": LEGAL + "x = 1\n", "tests/c.py": "y = 1\n"}) == LEGAL + "\n"


def test_new_files_have_it_once_and_go_with_it(tmp_path: Path) -> None:
    root = Path(shutil.copytree(PROJECTS / "crud_base", tmp_path / "shop"))
    for path in root.rglob("*.py"):
        if text := path.read_text():
            path.write_text(LEGAL + text)
    before = {path: path.read_text() for path in root.rglob("*.py")}
    entity(root, "Tag", ["name:str"], flags=FLAGS)
    made = [path for path in root.rglob("*.py") if path not in before and path.read_text()]
    assert made
    assert [path for path in root.rglob("*.py") if path.read_text() and path.read_text().count(LEGAL) != 1] == []
    assert entity(root, "Tag", [], flags=FLAGS).notes == ()
    entity(root, "Tag", ["items:Item:many"], flags=FLAGS)
    assert check(root).findings == ()
    remove(root, "Tag", flags=FLAGS)
    assert not (root / "app/models/tag.py").exists()
    assert (root / "app/crud/crud_item.py").read_text() == before[root / "app/crud/crud_item.py"]
