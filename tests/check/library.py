"""A project of two files on a disk, and how to check it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

MODELS = """from sqlmodel import Field, Relationship, SQLModel


class Author(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    books: list["Book"] = Relationship(back_populates="author")


class Book(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    author_id: int = Field(foreign_key="author.id")
    author: "Author" = Relationship(back_populates="books")
"""
BROKEN = MODELS.replace('back_populates="books"', 'back_populates="book"')
MAIN = "from fastapi import FastAPI\n\nimport models\n\napp = FastAPI()\n"
PROJECT = '[project]\nname = "library"\ndependencies = ["fastapi", "sqlmodel"]\n'


def library(folder: Path, models: str = MODELS, settings: str = "") -> Path:
    """Write the project."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(PROJECT + settings)
    (folder / "models.py").write_text(models)
    (folder / "main.py").write_text(MAIN)
    return folder


def git(folder: Path, *words: str) -> None:
    """Run git as somebody."""
    told = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *words], cwd=folder, env={**os.environ, **told}, check=True, capture_output=True)
