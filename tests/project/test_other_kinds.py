"""What is surely no FastAPI project with SQLModel is refused in words; everything else is let through."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.errors import ProjectError
from scaffold.project import open_project

ROOT = Path("/project")


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": '[project]\nname = "x"\ndependencies = ["fastapi", "SQLModel>=0.0.45"]\n'},
        {"requirements/base.txt": "sqlmodel[asyncio]==0.0.50\n"},
        {"Pipfile": '[packages]\nsqlmodel = "*"\n'},
        {"pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.11"\nsqlmodel = "^0.0.22"\n'},
        {"models.py": "from sqlmodel import SQLModel\n"},
        {
            "a.py": "import sqlmodel\n",
            "b.py": "from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase): ...\n",
        },
    ],
)
def test_a_project_that_may_be_one_is_opened(files: dict[str, str]) -> None:
    assert open_project(ROOT, source=files).models == {}


@pytest.mark.parametrize(
    ("files", "words", "where"),
    [
        ({}, "no FastAPI project with SQLModel", ""),
        ({"app.py": "import flask\n"}, "a Flask project", ""),
        (
            {"manage.py": "import django\n", "shop/models.py": "from django.db import models\n"},
            "a Django project",
            "manage.py",
        ),
        (
            {"db.py": "from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass\n"},
            "SQLAlchemy declarative",
            "db.py:4",
        ),
        (
            {"db.py": "from sqlalchemy.ext.declarative import declarative_base\nBase = declarative_base()\n"},
            "SQLAlchemy declarative",
            "db.py:2",
        ),
        ({"db.py": "from sqlmodelling import x\n"}, "no FastAPI project with SQLModel", ""),
    ],
)
def test_another_kind_is_said_plainly(files: dict[str, str], words: str, where: str) -> None:
    with pytest.raises(ProjectError) as caught:
        open_project(ROOT, source=files)
    assert words in caught.value.message
    assert caught.value.where == where
    assert caught.value.hint


def test_a_pyproject_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ProjectError) as caught:
        open_project(ROOT, source={"pyproject.toml": "[project\n", "m.py": "import sqlmodel\n"})
    assert caught.value.where == "pyproject.toml"
