"""Which plugin awaits the tests: pytest-asyncio wherever the project speaks of it, else the one of anyio."""

from __future__ import annotations

import pytest

from scaffold.project import find_conventions
from scaffold.project.needs import has_library, lists_needs
from scaffold.project.sources import Sources

BARE = "fastapi==0.115.0\nsqlmodel\n"
APPLICATION = """from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def home(): ...
"""


def found(files: dict[str, str]) -> str:
    settings = {"app/main.py": APPLICATION, **files}
    return find_conventions(settings).conventions.async_tests


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"README.md": "pip install fastapi"},
        {"requirements.txt": f"{BARE}pytest_asyncio==0.24\n"},
        {"requirements.txt": BARE, "requirements-dev.txt": "pytest-asyncio\n"},
        {"requirements.txt": BARE, "requirements/test.in": "Pytest-Asyncio>=0.24\n"},
        {"requirements.txt": BARE, "tox.ini": "[testenv]\ndeps =\n    pytest-asyncio\n"},
        {"requirements.txt": BARE, "pytest.ini": "[pytest]\nasyncio_mode = auto\n"},
        {"pyproject.toml": '[tool.poetry.dependencies]\nfastapi = "*"\n[tool.poetry.group.dev.dependencies]\n'
         'pytest-asyncio = "^0.24"\n'},
        {"pyproject.toml": '[project]\ndependencies = ["fastapi"]\n',
         "uv.lock": '[[package]]\nname = "pytest-asyncio"\nversion = "0.24"\n'},
        {"Pipfile": '[packages]\nfastapi = "*"\n[dev-packages]\npytest-asyncio = "*"\n'},
        {"requirements.txt": BARE, "tests/test_home.py": "@pytest.mark.asyncio\nasync def test_home(): ...\n"},
        {"requirements.txt": f"{BARE}pytest-asyncio\n", "tests/test_home.py": "pytestmark = pytest.mark.anyio\n"},
    ],
)  # fmt: skip
def test_whoever_speaks_of_pytest_asyncio_keeps_it(files: dict[str, str]) -> None:
    assert found(files) == "pytest-asyncio"


@pytest.mark.parametrize(
    "files",
    [
        {"requirements.txt": BARE},
        {"requirements.txt": f"{BARE}pytest\n# pytest-asyncio\n"},
        {"pyproject.toml": '[project]\ndependencies = ["fastapi", "pytest"]\n',
         "poetry.lock": '[[package]]\nname = "anyio"\n[package.extras]\ntest = ["pytest-asyncio"]\n'},
        {"tests/test_home.py": "pytestmark = pytest.mark.anyio\n"},
    ],
)  # fmt: skip
def test_a_project_without_it_has_anyio(files: dict[str, str]) -> None:
    assert found(files) == "anyio"


def test_a_synchronous_project_is_not_asked() -> None:
    rows = find_conventions({"app/main.py": APPLICATION.replace("async ", ""), "requirements.txt": BARE}).rows
    assert "async_tests" not in {row.key for row in rows}


@pytest.mark.parametrize(
    ("name", "line", "listed"),
    [
        ("pytest", "pytest-cov", True),
        ("pytest", "[tool.pytest.ini_options]", False),
        ("httpx", 'dependencies = ["fastapi[standard]"]', True),
        ("httpx", 'dependencies = ["fastapi"]', False),
        ("aiosqlite", "sqlalchemy # or aiosqlite", False),
    ],
)
def test_a_library_is_listed_by_its_name_or_by_what_brings_it(name: str, line: str, listed: bool) -> None:
    assert has_library(name, Sources({"pyproject.toml": line}), None) is listed


def test_a_project_that_lists_nothing_lacks_nothing_that_is_known() -> None:
    assert not lists_needs(Sources({"pyproject.toml": "[tool.pytest.ini_options]\n"}), None)
    assert lists_needs(Sources({"requirements.txt": "SQLModel\n"}), None)
