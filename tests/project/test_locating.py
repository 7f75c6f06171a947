"""The root of a project, from anywhere inside it or above it."""

from __future__ import annotations

from pathlib import Path

import pytest
from away import PROJECTS

from scaffold.errors import ProjectError
from scaffold.project import open_project


@pytest.mark.parametrize("inside", ["", "app", "app/db/models", "app/db/models/user.py"])
def test_the_same_root_from_anywhere_inside(inside: str) -> None:
    assert open_project(PROJECTS / "guide" / inside).root == PROJECTS / "guide"


def test_a_package_without_any_marker_ends_where_packages_end(tmp_path: Path) -> None:
    for path, text in {"app/__init__.py": "", "app/db/__init__.py": "", "app/db/m.py": "import sqlmodel\n"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    assert open_project(tmp_path / "app" / "db").root == tmp_path


def test_of_several_projects_one_has_to_be_named() -> None:
    with pytest.raises(ProjectError) as caught:
        open_project(PROJECTS / "monorepo")
    assert "backend, billing" in caught.value.message
    assert caught.value.hint == "scaffold --project backend ..."


def test_two_applications_of_one_name_do_not_mix() -> None:
    backend, billing = (open_project(PROJECTS / "monorepo" / name) for name in ("backend", "billing/app"))
    assert set(backend.models) == {"Ticket"}
    assert set(billing.models) == {"Invoice"}
    assert billing.root == PROJECTS / "monorepo" / "billing"


def test_the_only_project_below_is_meant(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.uv.workspace]\nmembers = ["backend"]\n')
    (tmp_path / "backend" / "app").mkdir(parents=True)
    (tmp_path / "backend" / "pyproject.toml").write_text(
        '[project]\nname = "b"\ndependencies = ["fastapi", "sqlmodel"]\n'
    )
    (tmp_path / "backend" / "app" / "main.py").write_text("from sqlmodel import SQLModel\n")
    assert open_project(tmp_path).root == tmp_path / "backend"


def test_a_configured_folder_is_the_root_whatever_is_below(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "b"\ndependencies = ["sqlmodel"]\n[tool.scaffold]\n')
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "requirements.txt").write_text("sqlmodel\n")
    assert open_project(tmp_path / "part").root == tmp_path


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no such folder"):
        open_project(tmp_path / "nowhere" / "at all")
