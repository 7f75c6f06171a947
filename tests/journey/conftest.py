from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from scaffold.migrate.embedded import server
from tests.journey.workbench import Workbench


@pytest.fixture
def seed(tmp_path: Path) -> Workbench:
    return Workbench.of("blog", tmp_path / "blog")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """A function that makes an empty database on an embedded server, and gives its address."""
    numbers = count(1)
    with server() as url:

        def made() -> str:
            name = f"journey_{next(numbers)}"
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"drop database if exists {name} with (force)")  # of a run that was killed
                connection.execute(f"create database {name}")
            return url.replace("postgresql://postgres@/scaffold_shadow", f"postgresql+asyncpg://postgres@/{name}")

        yield made


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an empty database, of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('database')}/journey.db"
    made: Callable[[], str] = request.getfixturevalue("postgres")
    return made()
