"""Every change of the bench comes to a migration that survives rows, or to the question it needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench import Verdict, try_change
from schema_changes import CHANGES, Change

from scaffold.migrate.embedded import binaries, server

# One of each kind for every run; the rest, which differ in details, are for the long one.
QUICK = frozenset(
    {
        "add required text",
        "add several at once",
        "add two tables in a circle",
        "change check",
        "drop two tables that refer",
        "drop database default",
        "limit text",
        "naive time to aware",
        "add enum value",
        "rename column unasked",
        "rename table",
        "require, with a Python default",
        "rename unique column",
        "text to enum",
        "index of a table in a schema",
        "rename key that is referred to",
    }
)


def on(dialect: str) -> list[object]:
    changes = [change for change in CHANGES if change.only in ("", dialect)]
    marks = {True: (), False: (pytest.mark.slow,)}
    return [pytest.param(change, id=change.name, marks=marks[change.name in QUICK]) for change in changes]


@pytest.fixture(scope="module")
def databases() -> Iterator[Path]:
    with server() as url:
        yield Path(url.partition("host=")[2])


@pytest.mark.postgres
@pytest.mark.parametrize("change", on("postgresql"))
def test_on_postgresql(change: Change, tmp_path: Path, databases: Path) -> None:
    import psycopg

    urls = []
    with psycopg.connect(f"host={databases} user=postgres dbname=postgres", autocommit=True) as connection:
        for name in ("migrated", "modelled"):
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy".encode())
            urls.append(f"postgresql+psycopg://postgres@/{name}?host={databases}")

    judge(change, try_change(change, tmp_path, urls[0], urls[1], str(binaries() / "pg_dump")))


@pytest.mark.parametrize("change", on("sqlite"))
def test_on_sqlite(change: Change, tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path}/{name}.db" for name in ("migrated", "modelled")]
    (tmp_path / "project").mkdir()

    judge(change, try_change(change, tmp_path / "project", urls[0], urls[1]))


def judge(change: Change, verdict: Verdict) -> None:
    if change.expects == "ok":
        assert (verdict.question, verdict.problems) == ("", ())
        assert verdict.revision is not None
    elif change.expects == "none":
        assert verdict == Verdict()
    else:
        assert change.expects in verdict.question
        assert verdict.revision is None
