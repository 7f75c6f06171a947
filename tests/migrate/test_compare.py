"""``check --migrations``: drift by two opinions, and what every new revision does to a database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from env_styles import FIRST_REVISION, MODELS, write_host

from scaffold.errors import StepError
from scaffold.migrate import Comparison, Request, compare, revise
from scaffold.plan import Change

pytestmark = pytest.mark.postgres
FIRST = "migrations/versions/0a0a0a0a0a0a_users.py"
SECOND = "migrations/versions/0b0b0b0b0b0b_second.py"
PG = "postgresql+psycopg://app:hunter22@127.0.0.1:9/prod"


@pytest.fixture
def host(tmp_path: Path) -> Path:
    return write_host(tmp_path / "project", url=PG)


@pytest.fixture
def second(host: Path) -> Callable[..., str]:
    """Write a second revision: the lines of its upgrade and of its downgrade."""

    def write(*up: str, down: tuple[str, ...] = ("pass",)) -> str:
        lines = ['"""second"""', "", "import sqlalchemy as sa", "from alembic import op", ""]
        lines += ['revision = "0b0b0b0b0b0b"', 'down_revision = "0a0a0a0a0a0a"', "", "", "def upgrade() -> None:"]
        lines += (
            [f"    {line}" for line in up] + ["", "", "def downgrade() -> None:"] + [f"    {line}" for line in down]
        )
        (host / SECOND).write_text("\n".join(lines) + "\n")
        return SECOND

    return write


def compared(host: Path, **more: object) -> Comparison:
    return compare(Request(root=host, python=sys.executable, models_package="app/models.py"), **more)  # type: ignore[arg-type]


def codes(comparison: Comparison) -> list[str]:
    return [notice.code for notice in comparison.notices]


def test_history_and_models_that_agree_are_quiet(host: Path) -> None:
    comparison = compared(host)

    assert (comparison.notices, comparison.remarks) == ((), ())
    assert (comparison.dialect, comparison.revisions) == ("postgresql", 1)


def test_a_field_without_a_migration_is_found_at_its_line(host: Path) -> None:
    (host / "app/models.py").write_text(MODELS + "    city: str | None = None\n")

    (notice,) = compared(host).notices

    assert (notice.code, notice.path, notice.line, notice.symbol) == ("SCF601", "app/models.py", 9, "User.city")
    assert notice.fix == "scaffold sync"


def test_a_field_of_a_base_class_is_found_where_it_is_written(host: Path) -> None:
    base = "class Named(SQLModel):\n    nick: str | None = None\n\n\n"
    models = MODELS.replace("class User(SQLModel,", f"{base}class User(Named,")
    (host / "app/models.py").write_text(models)

    (notice,) = compared(host).notices

    assert (notice.path, notice.line, notice.symbol) == ("app/models.py", 5, "User.nick")


def test_what_alembic_is_blind_to_is_found_by_the_catalog(host: Path) -> None:
    (host / "app/models.py").write_text(MODELS.replace("max_length=50", "sa_column_kwargs={'server_default': 'x'}"))

    (notice,) = compared(host).notices

    assert notice.code in ("SCF601", "SCF602")
    assert "default" in notice.message
    assert "character varying(50)" in notice.message


def test_a_filter_of_the_project_is_obeyed(host: Path) -> None:
    env = host / "migrations/env.py"
    env.write_text(
        env.read_text().replace(
            "target_metadata=SQLModel.metadata",
            "target_metadata=SQLModel.metadata, include_object=lambda o, name, *_: name not in ('users', 'city')",
        )
    )
    (host / "app/models.py").write_text(MODELS.replace("50", "60") + "    city: str | None = None\n")

    assert compared(host).notices == ()


def test_columns_that_sqlmodel_changed_are_told_apart(host: Path) -> None:
    revision = (host / FIRST).read_text()
    column = '        sa.Column("seen", sa.DateTime(), nullable=False),\n        sa.PrimaryKey'
    (host / FIRST).write_text(revision.replace("        sa.PrimaryKey", column))
    (host / "app/models.py").write_text("import datetime\n\n" + MODELS + "    seen: datetime.datetime\n")

    (notice,) = compared(host).notices

    assert notice.code == "SCF611"
    assert "users.seen" in notice.message


def test_a_model_that_is_not_imported_is_said_so(host: Path) -> None:
    (host / "app/models.py").write_text("from sqlmodel import SQLModel\n")

    (notice,) = compared(host).notices

    assert notice.code == "SCF605"
    assert "app/models.py" in notice.message


def test_a_name_that_the_models_leave_open_is_no_drift(host: Path) -> None:
    history = (host / FIRST).read_text()
    created = '        sa.PrimaryKeyConstraint("id"),\n'
    assert created in history
    unique = '        sa.UniqueConstraint("name", name="one_name"),\n'
    (host / FIRST).write_text(history.replace(created, created.replace('"id"', '"id", name="pk_users"') + unique))
    (host / "app/models.py").write_text(MODELS.replace("max_length=50", "max_length=50, unique=True"))
    assert codes(compared(host)) == []

    named = "    __table_args__ = (UniqueConstraint('name', name='uq_users_name'),)\n"
    models = MODELS.replace("\n\n    id:", f"\n{named}\n    id:").replace(
        "from", "from sqlalchemy import UniqueConstraint\nfrom", 1
    )
    (host / "app/models.py").write_text(models)
    (notice,) = compared(host).notices
    assert (notice.code, "uq_users_name" in notice.message) == ("SCF610", True)


def test_a_rename_is_asked_about(host: Path) -> None:
    (host / "app/models.py").write_text(MODELS.replace("name: str", "label: str"))

    assert sorted(codes(compared(host))) == ["SCF601", "SCF601", "SCF606"]


def test_a_revision_that_does_not_run_is_a_finding(host: Path, second: Callable[..., str]) -> None:
    second('op.drop_column("users", "nothing")')

    (notice,) = compared(host).notices

    assert (notice.code, notice.path, notice.line) == ("SCF705", SECOND, 11)
    assert "nothing" in notice.message


def test_a_downgrade_that_fails_and_one_that_leaves_something(host: Path, second: Callable[..., str]) -> None:
    second('op.create_index("ix_x", "users", ["name"])', down=('op.drop_index("ix_y")',))
    assert "SCF706" in codes(compared(host, new=[SECOND]))

    second(
        'op.create_index("ix_x", "users", ["name"])',
        'op.drop_index("ix_x")',
        "op.execute(\"CREATE TYPE t AS ENUM ('a')\")",
    )
    found = compared(host, new=[SECOND])
    assert "SCF706" in codes(found)  # the type that stays makes the second upgrade fail

    second("pass", down=('op.execute("CREATE SEQUENCE IF NOT EXISTS s")',))
    residue = [notice for notice in compared(host, new=[SECOND]).notices if notice.code == "SCF707"]
    assert "it leaves the sequence s" in residue[0].message


def test_an_irreversible_revision_is_no_finding(host: Path, second: Callable[..., str]) -> None:
    second("pass", down=('raise NotImplementedError("rows were merged")',))

    assert codes(compared(host, new=[SECOND])) == []


def test_locks_are_measured_with_the_line_and_the_recipe(host: Path, second: Callable[..., str]) -> None:
    second(
        'op.create_index("ix_x", "users", ["name"])',
        'op.alter_column("users", "name", nullable=False, type_=sa.Integer(), postgresql_using="1")',
        'op.execute("UPDATE users SET name = 2")',
        down=("raise NotImplementedError",),
    )

    found = {(notice.code, notice.line): notice for notice in compared(host, new=[SECOND]).notices}

    assert found["SCF741", 11].path == SECOND
    assert "SHARE" in found["SCF741", 11].message
    assert "autocommit_block" in found["SCF741", 11].fix
    assert "rewrites table users under ACCESS EXCLUSIVE" in found["SCF748", 12].message
    assert found["SCF749", 13].severity == "error"


def test_old_revisions_are_not_judged(host: Path, second: Callable[..., str]) -> None:
    second('op.create_index("ix_x", "users", ["name"])', 'op.drop_index("ix_x")')

    assert codes(compared(host, new=[])) == []


def test_what_could_not_be_checked_is_never_drift(host: Path) -> None:
    (host / "app/models.py").write_text("import nothing_of_that_name\n")

    with pytest.raises(StepError) as stopped:
        compared(host)
    assert "nothing_of_that_name" in stopped.value.hint


def test_a_first_revision_builds_new_tables_and_locks_nobody(host: Path) -> None:
    assert FIRST_REVISION in (host / FIRST).read_text()
    assert codes(compared(host)) == []


def test_a_verdict_is_remembered_until_something_changes(host: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = compared(host, cache=cache)

    (remembered,) = cache.glob("migrations-*.json")
    remembered.write_text(remembered.read_text().replace('"revisions": 1', '"revisions": 77'))
    assert first.revisions == 1
    assert compared(host, cache=cache).revisions == 77

    (host / "app/models.py").write_text(MODELS + "    city: str | None = None\n")
    assert codes(compared(host, cache=cache)) == ["SCF601"]
    assert codes(compared(host, cache=cache)) == ["SCF601"]


def test_a_damaged_verdict_is_asked_again(host: Path, tmp_path: Path) -> None:
    compared(host, cache=tmp_path / "cache")
    (remembered,) = (tmp_path / "cache").glob("migrations-*.json")
    remembered.write_text("{")

    assert compared(host, cache=tmp_path / "cache").revisions == 1


def test_an_extension_is_stood_in_for_and_said_so(host: Path, second: Callable[..., str]) -> None:
    second(
        'op.execute("CREATE EXTENSION pg_trgm")',
        'op.execute("CREATE INDEX ix_names ON users USING gin (name gin_trgm_ops)")',
        "op.execute(\"INSERT INTO users (name) SELECT 'x' FROM generate_series(1, 50)\")",
    )
    (host / "app/models.py").write_text(
        MODELS.replace("from sqlmodel", "import sqlalchemy as sa\nfrom sqlmodel").replace(
            '"users"\n',
            '"users"\n    __table_args__ = (sa.Index("ix_names", "name", postgresql_using="gin",'
            ' postgresql_ops={"name": "gin_trgm_ops"}),)\n',
        )
    )

    (notice,) = compared(host, new=[]).notices

    assert (notice.code, notice.symbol, notice.severity) == ("SCF008", "pg_trgm", "info")


def test_an_extension_that_is_nowhere_is_no_finding(host: Path, second: Callable[..., str]) -> None:
    second('op.execute("CREATE EXTENSION postgis")')

    with pytest.raises(StepError) as stopped:
        compared(host)
    assert "postgis" in stopped.value.message
    assert "[tool.scaffold.shadow]" in stopped.value.hint


def test_what_a_migration_reflects_into_the_metadata_is_no_model(host: Path, second: Callable[..., str]) -> None:
    second(
        "from sqlmodel import SQLModel",
        'op.create_table("old_users", sa.Column("id", sa.Integer(), primary_key=True))',
        "SQLModel.metadata.reflect(bind=op.get_bind(), extend_existing=True)",
        'op.drop_table("old_users")',
    )

    assert compared(host).notices == ()

    (host / "app/models.py").write_text(MODELS + "    city: str | None = None\n")
    assert codes(compared(host)) == ["SCF601"]


def test_a_default_that_was_written_for_another_type_is_the_same(host: Path, second: Callable[..., str]) -> None:
    written = "    tags: dict = Field(sa_column=sa.Column(JSONB, nullable=False, server_default='{}'))\n"
    imports = "import sqlalchemy as sa\nfrom sqlalchemy.dialects.postgresql import JSONB\n"
    (host / "app/models.py").write_text(imports + MODELS + written)
    second(
        'op.add_column("users", sa.Column("tags", sa.JSON(), server_default="{}", nullable=False))',
        'op.execute("ALTER TABLE users ALTER tags TYPE jsonb USING tags::jsonb")',
        down=('op.drop_column("users", "tags")',),
    )
    assert compared(host, new=[]).notices == ()

    (host / "app/models.py").write_text(imports + MODELS + written.replace("'{}'", "'[]'"))
    assert codes(compared(host, new=[])) == ["SCF602"]


def test_a_field_is_no_reason_to_give_columns_the_time_zone_of_another_sqlmodel(host: Path) -> None:
    revision = (host / FIRST).read_text()
    column = '        sa.Column("seen", sa.DateTime(), nullable=False),\n        sa.PrimaryKey'
    (host / FIRST).write_text(revision.replace("        sa.PrimaryKey", column))
    seen = "import datetime\n\n" + MODELS + "    seen: datetime.datetime\n"
    (host / "app/models.py").write_text(seen)
    change = Change(path="app/models.py", before=seen, after=seen + "    city: str | None = None\n")

    written = revise(Request(root=host, python=sys.executable, message="add city", changes=(change,)))

    assert written is not None
    assert written.operations == ("add_column users.city",)
    assert "seen" not in written.text
    assert written.warnings == (
        "left out: the time zone that SQLModel now gives to users.seen: scaffold explain SCF611",
    )
