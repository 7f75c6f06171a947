"""A folder to type in: an empty one, and a copy of a small project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typing_at_shell import PROJECTS, Shell


@pytest.fixture
def empty(tmp_path: Path) -> Shell:
    """Nothing is here."""
    return Shell(tmp_path)


@pytest.fixture
def blog(tmp_path: Path) -> Shell:
    """A FastAPI project with one entity, User."""
    ignored = shutil.ignore_patterns("__pycache__", "*.db", ".scaffold")
    shutil.copytree(PROJECTS / "blog", tmp_path / "blog", ignore=ignored)
    return Shell(tmp_path / "blog")
