"""The hooks, run by the real pre-commit in a real repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
MODEL = """from sqlmodel import Field, Relationship, SQLModel


class Author(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True, index={index})
    name: str
    books: list["Book"] = Relationship(back_populates="{back}")


class Book(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    author_id: int = Field(foreign_key="author.id")
    author: "Author" = Relationship(back_populates="books")
"""
SYSTEM = """repos:
- repo: local
  hooks:
  - id: scaffold-check
    name: scaffold check
    entry: {entry}
    language: system
    files: '\\.py$'
    pass_filenames: false
    require_serial: true
"""


def git(folder: Path, *words: str) -> str:
    told = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b.c",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b.c",
    }
    done = subprocess.run(
        ["git", *words], cwd=folder, env={**os.environ, **told}, capture_output=True, text=True, check=True
    )
    return done.stdout


def repository(folder: Path, *, back: str = "author", index: str = "False") -> Path:
    folder.mkdir()
    (folder / "pyproject.toml").write_text('[project]\nname = "library"\ndependencies = ["fastapi", "sqlmodel"]\n')
    (folder / "models.py").write_text(MODEL.format(back=back, index=index))
    (folder / "main.py").write_text("from fastapi import FastAPI\n\nimport models\n\napp = FastAPI()\n")
    git(folder, "init", "-q")
    return folder


def run_hooks(folder: Path, config: str, home: Path) -> subprocess.CompletedProcess[str]:
    (folder / ".pre-commit-config.yaml").write_text(config)
    git(folder, "add", "-A")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home)}
    words = [str(BIN / "pre-commit"), "run", "--all-files", "--color", "never"]
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_project_in_step_passes(tmp_path: Path) -> None:
    folder = repository(tmp_path / "project")
    done = run_hooks(folder, SYSTEM.format(entry=f"{BIN / 'scaffold'} check"), tmp_path / "home")
    assert done.returncode == 0, done.stdout + done.stderr
    assert git(folder, "status", "--porcelain").replace("A ", "").split() == [
        ".pre-commit-config.yaml", "main.py", "models.py", "pyproject.toml",
    ]  # fmt: skip


def test_a_finding_fails_with_its_place(tmp_path: Path) -> None:
    folder = repository(tmp_path / "project", back="autor")
    done = run_hooks(folder, SYSTEM.format(entry=f"{BIN / 'scaffold'} check"), tmp_path / "home")
    assert done.returncode == 1
    assert "models.py:7:5: SCF513" in done.stdout


def test_the_fixing_hook_repairs_fails_once_and_passes_then(tmp_path: Path) -> None:
    folder = repository(tmp_path / "project", back="autor", index="True")
    config = SYSTEM.format(entry=f"{BIN / 'scaffold'} check --fix")
    first = run_hooks(folder, config, tmp_path / "home")
    assert first.returncode == 1
    assert "files were modified by this hook" in first.stdout
    assert (folder / "models.py").read_text() == MODEL.format(back="author", index="True").replace(", index=True", "")
    second = run_hooks(folder, config, tmp_path / "home")
    assert second.returncode == 0, second.stdout


@pytest.mark.slow
def test_the_published_hooks_install_and_run(tmp_path: Path) -> None:
    # what pre-commit would clone: the files of this repository, as they are
    clone = tmp_path / "sqlmodel-scaffold"
    clone.mkdir()
    for path in git(
        HOME,
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "src",
        "templates",
        "pyproject.toml",
        "README.md",
        ".pre-commit-hooks.yaml",
        "CHANGELOG.md",
        "LICENSE",
    ).splitlines():
        if (HOME / path).exists():
            (clone / path).parent.mkdir(parents=True, exist_ok=True)
            (clone / path).write_bytes((HOME / path).read_bytes())
    git(clone, "init", "-q")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "all")
    revision = git(clone, "rev-parse", "HEAD").strip()
    config = f"repos:\n- repo: file://{clone}\n  rev: {revision}\n  hooks:\n  - id: scaffold-check\n"
    folder = repository(tmp_path / "project", back="autor")
    done = run_hooks(folder, config, tmp_path / "home")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "models.py:7:5: SCF513" in done.stdout
    fixing = run_hooks(folder, config.replace("scaffold-check", "scaffold-fix"), tmp_path / "home")
    assert "files were modified by this hook" in fixing.stdout
    assert run_hooks(folder, config, tmp_path / "home").returncode == 0
