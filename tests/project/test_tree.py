"""The files of a project as text, exactly as the disk holds them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scaffold.errors import ProjectError
from scaffold.project import Tree, open_project


def test_our_own_folder_is_no_source_but_for_the_templates_of_the_project(tmp_path: Path) -> None:
    for path in ("journal/run.py", "templates/router.py.jinja", "templates/support/main.py.jinja"):
        place = tmp_path / ".scaffold" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x\n")
    assert list(Tree(tmp_path)) == [
        ".scaffold/templates/router.py.jinja",
        ".scaffold/templates/support/main.py.jinja",
    ]


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    assert list(tree) == []
    assert "app/main.py" not in tree
    assert tree.get("app/main.py") is None
    with pytest.raises(KeyError):
        tree["app/main.py"]


@pytest.mark.parametrize(
    "data",
    [
        b"x = 1\r\ny = 2\r\n",
        b"x = 1\ry = 2",
        b"\xef\xbb\xbfx = 1\n",
        b"# -*- coding: latin-1 -*-\nx = '\xe9'\n",
        "x = 'größe'\u2028\n".encode(),
        b"",
    ],
)
def test_text_is_what_the_bytes_say(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.py").write_bytes(data)
    text = Tree(tmp_path)["a.py"]
    assert text.encode("latin-1" if b"latin-1" in data else "utf-8") == data


def test_bytes_that_are_no_text_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"x = '\xe9'\n")
    with pytest.raises(ProjectError) as caught:
        Tree(tmp_path)["a.py"]
    assert caught.value.where == "a.py"


def test_what_nobody_wrote_is_not_listed_but_found_by_name(tmp_path: Path) -> None:
    for path in ("app/main.py", "node_modules/x/y.py", "env39/pyvenv.cfg", "env39/lib/z.py", "build/lib/w.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    tree = Tree(tmp_path)
    assert list(tree) == ["app/main.py"]
    assert "build/lib/w.py" in tree


def test_links_that_leave_the_project_are_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root / "app", outside):
        folder.mkdir(parents=True)
    (outside / "secret.py").write_text("x = 1\n")
    os.symlink(outside / "secret.py", root / "app" / "link.py")
    os.symlink(outside, root / "linked")
    tree = Tree(root)
    assert list(tree) == []
    for path in (
        "app/link.py",
        "linked/secret.py",
        "../outside/secret.py",
        "/etc/hostname",
        "app/../../outside/secret.py",
    ):
        with pytest.raises(ProjectError, match="leads out of the project"):
            tree[path]


def test_a_link_inside_the_project_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "real.py").write_text("x = 1\n")
    os.symlink("real.py", tmp_path / "link.py")
    assert Tree(tmp_path)["link.py"] == "x = 1\n"


def test_a_file_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1\n")
    tree = Tree(tmp_path)
    assert tree["a.py"] == "1\n"
    (tmp_path / "a.py").write_text("2\n")
    assert tree["a.py"] == "1\n"
    assert Tree(tmp_path)["a.py"] == "2\n"


def test_files_that_are_no_text_are_in_nobody_s_way(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text("from sqlmodel import SQLModel\n")
    (tmp_path / "requirements.txt").write_bytes("sqlmodel==0.0.44\r\n".encode("utf-16"))
    for name in ("broken.py", "setup.cfg", "odd.ini", "requirements-dev.txt", "Dockerfile", ".python-version"):
        (tmp_path / name).write_bytes(b"\xe9\xff\x00")
    project = open_project(tmp_path)
    assert project.conventions.sqlmodel == (0, 0, 44)
