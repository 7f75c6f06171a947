"""``scaffold check`` with ``--migrations`` and ``--database``: what a person reads, and the exit code."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest
from env_styles import MODELS, write_host

from scaffold.errors import StepError
from scaffold.pipeline.check import check
from scaffold.pipeline.outcome import Outcome

ONLY = ("SCF6", "SCF8")


@pytest.fixture
def host(tmp_path: Path) -> Path:
    root = write_host(tmp_path / "project")
    (root / "pyproject.toml").write_text(f'[tool.scaffold]\npython = "{sys.executable}"\n')
    return root


@pytest.fixture
def live(host: Path) -> sqlite3.Connection:
    """A database in the project's folder, as its one migration has left it."""
    connection = sqlite3.connect(host / "live.db", isolation_level=None)
    connection.execute(
        "CREATE TABLE users (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL, CONSTRAINT pk PRIMARY KEY (id))"
    )
    connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.execute("INSERT INTO alembic_version VALUES ('0a0a0a0a0a0a')")
    return connection


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


def test_migrations_that_fit_are_said_to_and_what_does_not_is_found_at_its_line(host: Path) -> None:
    quiet = check(host, migrations=True, select=ONLY)
    assert (quiet.exit_code, quiet.findings) == (0, ())
    assert "1 migration replayed on sqlite" in quiet.notes

    (host / "app/models.py").write_text(MODELS + "    city: str | None = None\n")
    outcome = check(host, migrations=True, select=ONLY)

    (finding,) = outcome.findings
    assert (outcome.exit_code, finding.code, finding.path, finding.line) == (1, "SCF601", "app/models.py", 9)
    assert finding.fix == "scaffold sync"
    assert check(host, migrations=True, select=ONLY, exit_zero=True).exit_code == 0
    assert check(host, migrations=True, select=ONLY, ignore=("SCF601",)).findings == ()


def test_a_finding_of_a_database_is_silenced_as_any_other(host: Path) -> None:
    models = MODELS + "    city: str | None = None  # scaffold: ignore[SCF601] comes next week\n"
    (host / "app/models.py").write_text(models)

    assert check(host, migrations=True, select=ONLY).findings == ()


def test_a_database_in_the_projects_folder_is_named_as_its_settings_name_it(
    host: Path, live: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(host.parent)
    quiet = check(host, database="sqlite:///live.db", select=ONLY)
    assert (quiet.exit_code, codes(quiet)) == (0, [])
    assert "the database stands at 0a0a0a0a0a0a" in quiet.notes

    live.execute("ALTER TABLE users ADD COLUMN nick TEXT")
    outcome = check(host, database="sqlite:///live.db", select=ONLY)
    assert (outcome.exit_code, codes(outcome)) == (1, ["SCF803"])


def test_a_database_without_a_revision_lacks_its_stamp(host: Path, live: sqlite3.Connection) -> None:
    live.execute("DROP TABLE alembic_version")
    (finding,) = check(host, database="sqlite:///live.db", select=ONLY).findings
    assert finding.code == "SCF802"
    assert "alembic stamp head" in finding.fix

    live.execute("DROP TABLE users")
    (finding,) = check(host, database="sqlite:///live.db", select=ONLY).findings
    assert (finding.code, finding.fix) == ("SCF801", "alembic upgrade head")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:///nothing.db", "cannot be read"),
        ("postgresql://app:sec@ret99@127.0.0.1:9/prod", "the project's is sqlite"),
        ("postgres://app:sec@ret99@127.0.0.1:port/prod", "app:***@127.0.0.1"),
        ("nonsense", "cannot be used"),
    ],
)
def test_what_cannot_be_read_could_not_be_checked(url: str, words: str, host: Path) -> None:
    with pytest.raises(StepError) as stopped:
        check(host, database=url, select=ONLY)

    assert words in stopped.value.message
    assert stopped.value.where == "--database"
    assert "ret99" not in stopped.value.message + stopped.value.hint
    assert not (host / "nothing.db").exists()
