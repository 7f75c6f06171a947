"""``check --database``: a database that people use is looked at, never changed, and compared with its history."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from env_styles import write_host

from scaffold.errors import StepError
from scaffold.migrate import Comparison, Request, inspect_live
from scaffold.migrate.embedded import server

PG = "postgresql+psycopg://app:hunter22@127.0.0.1:9/prod"
USERS = (
    "CREATE TABLE users (id serial PRIMARY KEY, name varchar(50) NOT NULL)",
    "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)",
    "INSERT INTO alembic_version VALUES ('0a0a0a0a0a0a')",
)


class Database:
    """A live database: ``run`` changes it, ``url`` is what the user types."""

    def __init__(self, folder: str) -> None:
        self._where = f"host={folder} user=postgres dbname=live"
        self.url = f"postgresql://postgres@/live?host={folder}"

    def run(self, *statements: str) -> list[tuple[object, ...]]:
        import psycopg

        with psycopg.connect(self._where, autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="module")
def folder() -> Iterator[str]:
    with server() as url:
        yield url.partition("host=")[2]


@pytest.fixture
def database(folder: str) -> Database:
    import psycopg

    with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS live WITH (FORCE)")
        connection.execute("CREATE DATABASE live TEMPLATE template0")
    database = Database(folder)
    database.run(*USERS)
    return database


@pytest.fixture
def host(tmp_path: Path) -> Path:
    return write_host(tmp_path / "project", url=PG)


@pytest.fixture
def pending(host: Path) -> Callable[..., None]:
    def write(*up: str) -> None:
        lines = ["import sqlalchemy as sa", "from alembic import op", ""]
        lines += ['revision = "0b0b0b0b0b0b"', 'down_revision = "0a0a0a0a0a0a"', "", "", "def upgrade() -> None:"]
        lines += [f"    {line}" for line in up] + ["", "", "def downgrade() -> None:", "    pass"]
        (host / "migrations/versions/0b0b0b0b0b0b_next.py").write_text("\n".join(lines) + "\n")

    return write


def looked(host: Path, url: str) -> Comparison:
    return inspect_live(url, Request(root=host, python=sys.executable))


def found(comparison: Comparison) -> dict[str, str]:
    return {notice.code: notice.message for notice in comparison.notices}


@pytest.mark.postgres
def test_a_database_at_its_head_is_quiet(host: Path, database: Database) -> None:
    assert looked(host, database.url).notices == ()


@pytest.mark.postgres
@pytest.mark.parametrize("style", ["url-in-ini", "async-url-in-ini"])
def test_one_that_is_behind_says_by_what(
    style: str, tmp_path: Path, database: Database, pending: Callable[..., None]
) -> None:
    driver = "asyncpg" if "async" in style else "psycopg"
    host = write_host(tmp_path / "project", style, url=PG.replace("psycopg", driver))
    pending('op.add_column("users", sa.Column("city", sa.String(), nullable=True))')

    (notice,) = looked(host, database.url).notices

    assert notice.code == "SCF801"
    assert "0b0b0b0b0b0b" in notice.message
    assert notice.fix == "alembic upgrade head"

    request = Request(root=tmp_path, ini="project/alembic.ini", python=sys.executable)
    (notice,) = inspect_live(database.url, request).notices
    assert notice.fix == "cd project && alembic upgrade head"


@pytest.mark.postgres
def test_a_revision_that_nobody_knows(host: Path, database: Database) -> None:
    database.run("UPDATE alembic_version SET version_num = 'feed'")

    assert "feed" in found(looked(host, database.url))["SCF802"]


@pytest.mark.postgres
def test_what_somebody_did_by_hand(host: Path, database: Database) -> None:
    database.run(
        "CREATE INDEX ix_tmp ON users (name)",
        "ALTER TABLE users ADD COLUMN nick text",
        "CREATE UNIQUE INDEX ux ON users (name)",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ux'::regclass",
        "ALTER TABLE users ADD CONSTRAINT named CHECK (name <> '') NOT VALID",
        "SELECT setval('users_id_seq', 2000000000)",
    )

    notices = looked(host, database.url).notices

    by_hand = [notice.message for notice in notices if notice.code == "SCF803"]
    assert "index users.ix_tmp is in the database only" in by_hand
    assert "column users.nick is in the database only" in by_hand
    assert "ux" in found(looked(host, database.url))["SCF804"]
    assert "named" in found(looked(host, database.url))["SCF805"]
    assert "93 %" in found(looked(host, database.url))["SCF806"]


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("rows", "operation", "words"),
    [
        (
            "INSERT INTO users (name) VALUES ('a'), ('a')",
            'op.create_unique_constraint("u", "users", ["name"])',
            "1 values",
        ),
        (
            "INSERT INTO users (name) VALUES ('abc')",
            'op.alter_column("users", "name", type_=sa.String(2))',
            "longer than 2",
        ),
        ("INSERT INTO users (name) VALUES ('')", 'op.create_check_constraint("c", "users", "name <> \'\'")', "1 rows"),
        (
            "INSERT INTO users (name) VALUES ('a')",
            'op.add_column("users", sa.Column("city", sa.String(), nullable=False))',
            "added as required",
        ),
        (
            "INSERT INTO users (name) VALUES ('a'), ('1')",
            'op.alter_column("users", "name", type_=sa.Integer(), postgresql_using="name::integer")',
            "1 values in users.name are no integer",
        ),
        (
            "INSERT INTO users (name) VALUES ('a')",
            """op.execute("ALTER TABLE users ALTER name TYPE int USING CASE name WHEN 'a' THEN 1 END")""",
            "",
        ),
        (
            "INSERT INTO users (name) VALUES ('a')",
            'op.execute("ALTER TABLE users ALTER COLUMN name TYPE int USING length(name)")',
            "",
        ),
        (
            "INSERT INTO users (name) VALUES ('new'), ('odd')",
            """op.execute("CREATE TYPE s AS ENUM ('new')"); """
            'op.execute("ALTER TABLE users ALTER COLUMN name TYPE s USING (name::text::s)")',
            "1 values in users.name are none of new",
        ),
        (
            "INSERT INTO users (name) VALUES ('a')",
            'op.create_table("orgs", sa.Column("id", sa.Integer(), primary_key=True)); '
            'op.create_foreign_key("f", "users", "orgs", ["id"], ["id"])',
            "1 rows of users refer to nothing in orgs",
        ),
        (
            "INSERT INTO users (name) VALUES ('a')",
            'op.create_table("orgs", sa.Column("id", sa.Integer(), primary_key=True)); '
            'op.execute("INSERT INTO orgs SELECT id FROM users"); '
            'op.create_foreign_key("f", "users", "orgs", ["id"], ["id"])',
            "",
        ),
        (
            "INSERT INTO users (name) VALUES ('a')",
            'op.create_foreign_key("f", "users", "users", ["id"], ["id"])',
            "",
        ),
        (
            "INSERT INTO users (name) VALUES ('a')",
            'op.add_column("users", sa.Column("city", sa.String(), nullable=False, server_default=""))',
            "",
        ),
    ],
)
def test_rows_that_a_pending_revision_would_break(
    rows: str, operation: str, words: str, host: Path, database: Database, pending: Callable[..., None]
) -> None:
    database.run(rows)
    pending(operation)

    obstacle = found(looked(host, database.url)).get("SCF807", "")

    assert words in obstacle
    assert bool(words) == bool(obstacle)


@pytest.mark.postgres
@pytest.mark.parametrize(("fate", "obstacle"), [("", "1 values in users.state are none of new, old"), ("new", "")])
def test_rows_with_a_choice_that_a_pending_revision_takes_away(
    fate: str, obstacle: str, host: Path, database: Database, pending: Callable[..., None]
) -> None:
    made = "CREATE TYPE state AS ENUM ('new', 'old', 'gone')", "ALTER TABLE users ADD COLUMN state state"
    pending(*(f'op.execute("{statement}")' for statement in made))
    database.run(*made, "INSERT INTO users (name, state) VALUES ('a', 'gone'), ('b', 'old'), ('c', NULL)")
    database.run("UPDATE alembic_version SET version_num = '0b0b0b0b0b0b'")
    taken = [
        *([f"UPDATE users SET state = '{fate}' WHERE state = 'gone'"] if fate else []),
        "ALTER TYPE state RENAME TO state_old",
        "CREATE TYPE state AS ENUM ('new', 'old')",
        "ALTER TABLE users ALTER COLUMN state TYPE state USING state::text::state",
        "DROP TYPE state_old",
    ]
    head = 'from alembic import op\n\nrevision = "0c"\ndown_revision = "0b0b0b0b0b0b"\n\n\ndef upgrade():\n'
    body = "".join(f"    op.execute({statement!r})\n" for statement in taken)
    (host / "migrations/versions/0c_next.py").write_text(f"{head}{body}\n\ndef downgrade():\n    pass\n")

    assert found(looked(host, database.url)).get("SCF807", "") == obstacle


@pytest.mark.postgres
def test_a_long_lock_on_a_large_table(host: Path, database: Database, pending: Callable[..., None]) -> None:
    database.run("UPDATE pg_class SET reltuples = 41000000 WHERE relname = 'users'")
    pending('op.create_index("ix", "users", ["name"])')

    assert "41,000,000 rows" in found(looked(host, database.url))["SCF808"]


@pytest.mark.postgres
def test_nothing_is_written(host: Path, database: Database, pending: Callable[..., None]) -> None:
    pending('op.add_column("users", sa.Column("city", sa.String(), nullable=True))')

    looked(host, database.url)

    assert database.run("SELECT count(*) FROM pg_attribute WHERE attname = 'city'") == [(0,)]
    assert database.run("SELECT version_num FROM alembic_version") == [("0a0a0a0a0a0a",)]


def test_a_sqlite_file_is_opened_for_reading(tmp_path: Path) -> None:
    host = write_host(tmp_path / "project")
    file = tmp_path / "live.db"
    with sqlite3.connect(file) as connection:
        connection.execute(
            "CREATE TABLE users (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL, nick TEXT, PRIMARY KEY (id))"
        )
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.execute("INSERT INTO alembic_version VALUES ('0a0a0a0a0a0a')")
    before = file.read_bytes()

    (notice,) = looked(host, f"sqlite:///{file}").notices

    assert notice.code == "SCF803"
    assert "users.nick" in notice.message
    assert file.read_bytes() == before


@pytest.mark.postgres
def test_a_database_that_does_not_answer(host: Path) -> None:
    with pytest.raises(StepError) as stopped:
        looked(host, "postgresql://app:hunter22@127.0.0.1:9/prod")
    assert "cannot be read" in stopped.value.message
    assert "hunter22" not in stopped.value.message + stopped.value.hint
