"""Tests of an asynchronous project that has no pytest-asyncio run all the same, and what is missing is said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journey.workbench import Workbench

pytestmark = pytest.mark.slow


BARE = {
    'asyncio_mode = "auto"\nasyncio_default_fixture_loop_scope = "function"\n': "",
    '"aiosqlite", ': "",
}
FULL = {'asyncio_mode = "auto"\n': "", '"aiosqlite"': '"aiosqlite", "httpx", "pytest", "pytest-asyncio"'}


def blog(folder: Path, edits: dict[str, str]) -> Workbench:
    project = Workbench.of("blog", folder / "blog")
    for old, new in edits.items():
        project.edit("pyproject.toml", old, new)
    return project


def test_a_project_that_lists_everything_is_told_nothing(tmp_path: Path) -> None:
    project = blog(tmp_path, FULL)
    outcome = project.entity("Post title:str author:User")
    assert not [note for note in outcome.notes if "pip install" in note]
    assert "@pytest_asyncio.fixture" in project.text("tests/conftest.py")
    assert "pytestmark = pytest.mark.asyncio" in project.text("tests/test_posts.py")


def test_generated_tests_run_without_pytest_asyncio(tmp_path: Path) -> None:
    project = blog(tmp_path, BARE)
    (told,) = [note for note in project.entity("Post title:str author:User").notes if "pip install" in note]
    assert "pip install pytest httpx aiosqlite (TEST_DATABASE_URL" in told
    ran = project.run("pytest", "-q", "-p", "no:asyncio", "-p", "no:cacheprovider", "tests")
    assert " passed" in ran
    assert "skipped" not in ran
    again = project.entity("Comment body:str post:Post")
    assert not [note for note in again.notes if "pip install" in note]
    project.run("pytest", "-q", "-p", "no:asyncio", "-p", "no:cacheprovider", "tests")
    assert project.entity("Post title:str author:User").changes == ()
