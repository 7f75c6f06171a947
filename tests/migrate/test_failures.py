"""What stands in the way is said in the user's words, with the place and the way out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from env_styles import FIRST_REVISION, MODELS, write_host

from scaffold.dataclass import replace
from scaffold.errors import StepError
from scaffold.migrate import Request, revise
from scaffold.migrate.configured import standing_of
from scaffold.plan import Change

CITY = MODELS + "    city: str | None = None\n"


def request_of(root: Path, models: str = CITY) -> Request:
    change = Change(path="app/models.py", before=MODELS, after=models)
    return Request(root=root, changes=(change,), message="change", python=sys.executable)


def failure(request: Request) -> StepError:
    with pytest.raises(StepError) as stopped:
        revise(request)
    return stopped.value


def prepend(path: Path, text: str) -> None:
    path.write_text(text + path.read_text())


@pytest.fixture
def host(tmp_path: Path) -> Path:
    return write_host(tmp_path / "project")


def test_a_model_that_says_nothing_new_needs_no_migration(host: Path) -> None:
    assert revise(request_of(host, MODELS + "\n\nLIMIT = 3\n")) is None


def test_missing_settings_are_named_with_the_place_for_a_value(tmp_path: Path) -> None:
    host = write_host(tmp_path / "project", "set-main-option")
    (host / ".env").write_text("")

    error = failure(request_of(host))

    assert "DATABASE_URL" in error.message
    assert "[tool.scaffold.shadow.env]\nDATABASE_URL =" in error.hint
    assert error.where.startswith("app/config.py:")

    given = replace(request_of(host), settings={"DATABASE_URL": "sqlite+aiosqlite:///x.db"})
    assert revise(given) is not None


def test_a_variable_read_from_the_environment_is_named(host: Path) -> None:
    prepend(host / "app/models.py", "import os\n\nSECRET = os.environ['APP_SECRET']\n")
    source = "import os\n\nSECRET = os.environ['APP_SECRET']\n" + CITY

    error = failure(request_of(host, source))

    assert "APP_SECRET" in error.message
    assert error.where == "app/models.py:3"


@pytest.mark.parametrize("asked", ['["db_url"]', '.get("db_url")'])
def test_an_argument_that_env_py_wants_is_named_and_taken_from_the_settings(asked: str, host: Path) -> None:
    env = host / "migrations/env.py"
    url = f"context.get_x_argument(as_dictionary=True){asked}"
    text = env.read_text()
    env.write_text(text.replace("engine = ", f"config.set_main_option('sqlalchemy.url', str({url}))\nengine = "))

    error = failure(request_of(host))

    assert error.message == "the project's settings need db_url"
    assert "[tool.scaffold.shadow.env]\ndb_url =" in error.hint

    assert revise(replace(request_of(host), settings={"db_url": "sqlite:///x.db"})) is not None


def test_a_variable_that_was_asked_for_without_need_is_named(host: Path) -> None:
    env = host / "migrations/env.py"
    text = env.read_text()
    prepend(env, "import os\n\nURL = os.getenv('SHOP_URL')\nMODE = os.environ.get('SHOP_MODE', 'dev')\n")
    assert revise(request_of(host)) is not None

    prepend(env, "from sqlalchemy import create_engine\nimport os\n\ncreate_engine(os.getenv('SHOP_URL'))\n")
    error = failure(request_of(host))
    assert error.message == "the project's settings need SHOP_URL"
    assert "[tool.scaffold.shadow.env]\nSHOP_URL =" in error.hint
    assert not error.hint.startswith("cp ")
    (host / ".env.example").write_text("SHOP_URL=sqlite:///shop.db\n")
    assert failure(request_of(host)).hint.startswith("cp .env.example .env; or any value of the right form")

    env.write_text("import os\n\nNAME = os.getenv('SHOP_NAME') + '_db'\n" + text)
    error = failure(request_of(host))
    assert error.message == "the project's env.py failed"
    assert "not set: SHOP_NAME" in error.hint


def test_a_failing_env_py_shows_its_own_last_lines(host: Path) -> None:
    (host / "app/extra.py").write_text("def load():\n    return {}['missing']\n")
    prepend(host / "migrations/env.py", "import app.extra\n\napp.extra.load()\n")

    error = failure(request_of(host))

    assert error.message == "the project's env.py failed"
    assert error.where == "app/extra.py:2"
    assert '  File "migrations/env.py", line 3, in <module>' in error.hint
    assert "KeyError: 'missing'\n" in error.hint
    assert error.hint.endswith("type the same again; --no-migration leaves the migration out")
    assert "/tmp" not in error.hint


def test_a_file_that_does_not_parse_is_named_with_its_line(host: Path) -> None:
    (host / "app/extra.py").write_text("def load():\n    return (\n\n\nx = 1\n")
    prepend(host / "migrations/env.py", "import app.extra\n\n")
    assert failure(request_of(host)).where == "app/extra.py:2"


def test_a_planned_file_that_does_not_import_is_an_error_in_that_file(host: Path) -> None:
    error = failure(request_of(host, MODELS + "    city: Unknown\n"))

    # since Python 3.14, annotations are read when the class is done
    assert error.where == ("app/models.py:9" if sys.version_info < (3, 14) else "app/models.py:4")
    assert "Unknown" in error.hint


def test_a_process_that_ends_is_an_error(host: Path) -> None:
    prepend(host / "migrations/env.py", "import os\n\nos._exit(3)\n")

    assert "ended without an answer" in failure(request_of(host)).message


def test_a_history_that_does_not_run_names_the_revision_and_the_line(host: Path) -> None:
    second = FIRST_REVISION.replace("0a0a0a0a0a0a", "0b0b0b0b0b0b").replace("= None", '= "0a0a0a0a0a0a"', 1)
    (host / "migrations/versions/0b0b0b0b0b0b_again.py").write_text(second)

    error = failure(request_of(host))

    assert "0b0b0b0b0b0b does not run on an empty database" in error.message
    assert "already exists" in error.message
    assert error.where == "migrations/versions/0b0b0b0b0b0b_again.py:13"


def test_tables_made_while_importing_are_named(host: Path) -> None:
    extra = (
        '\n\nfrom sqlmodel import create_engine\n\nSQLModel.metadata.create_all(create_engine("sqlite:///app.db"))\n'
    )

    error = failure(request_of(host, CITY + extra))

    assert "users" in error.message
    assert "create_all" in error.hint
    assert not (host / "app.db").exists()


def test_another_database_is_refused_by_name(tmp_path: Path) -> None:
    host = write_host(tmp_path / "project", url="mssql+pyodbc://app:hunter22@db/prod")
    error = failure(request_of(host))

    assert "mssql" in error.message
    assert "hunter22" not in error.message + error.hint


def test_a_model_that_nobody_imports_is_no_reason_to_drop_its_table(host: Path) -> None:
    error = failure(replace(request_of(host, "from sqlmodel import SQLModel\n"), models_package="app/models.py"))

    assert "would drop users" in error.message
    assert "app/models.py" in error.hint

    asked = replace(request_of(host, "from sqlmodel import SQLModel\n"), may_drop=("users",))
    assert "drop_table users" in (revise(asked) or pytest.fail("no revision")).operations


def test_a_table_that_env_py_does_not_know_is_named(host: Path) -> None:
    error = failure(replace(request_of(host), expected_tables=("users", "posts"), models_package="app/models.py"))

    assert "posts" in error.message
    assert "users" not in error.message
    assert error.where == "app/models.py"


def test_two_heads_by_accident_are_for_a_person(host: Path) -> None:
    for name in ("0b0b0b0b0b0b", "0c0c0c0c0c0c"):
        (host / f"migrations/versions/{name}_x.py").write_text(
            f'revision = "{name}"\ndown_revision = "0a0a0a0a0a0a"\n\n\n'
            "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n"
        )

    error = failure(request_of(host))

    assert "0b0b0b0b0b0b" in error.message
    assert "alembic merge heads" in error.hint


def test_of_parallel_branches_the_one_with_the_table_goes_on(host: Path) -> None:
    other = host / "migrations/versions/0b0b0b0b0b0b_other.py"
    other.write_text(
        'revision = "0b0b0b0b0b0b"\ndown_revision = None\nbranch_labels = ("other",)\n\n\n'
        "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n"
    )

    revision = revise(request_of(host))

    assert revision is not None
    assert 'down_revision: str | None = "0a0a0a0a0a0a"' in revision.text
    assert revision.target == "heads"


def test_a_postgresql_project_is_not_judged_on_sqlite(host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ini = host / "alembic.ini"
    ini.write_text(ini.read_text().replace("sqlite:///app.db", "postgresql+psycopg://app:hunter22@db/prod"))
    monkeypatch.setattr("scaffold.migrate.embedded.find_spec", lambda _: None)

    error = failure(request_of(host))

    assert "PostgreSQL" in error.message
    assert "sqlmodel-scaffold[postgres]" in error.hint
    assert "[tool.scaffold.shadow]" in error.hint


def test_an_answer_that_reads_like_an_expression_is_asked_about(host: Path) -> None:
    request = request_of(host, MODELS + "    city: str\n")
    table = failure(request).message.partition(".")[0]
    for answer in ("lower(name)", "'x-' || id"):
        error = failure(replace(request, backfills={f"{table}.city": answer}))
        assert f"sql:{answer}" in error.message
    for answer in ("sql:lower('x')", "'lower(name)'", "f (x)"):
        assert revise(replace(request, backfills={f"{table}.city": answer})) is not None


def test_what_nobody_asked_for_is_told(host: Path) -> None:
    (host / "app/tags.py").write_text(
        "from sqlmodel import Field, SQLModel\n\n\n"
        "class Tag(SQLModel, table=True):\n    id: int | None = Field(default=None, primary_key=True)\n"
    )
    env = host / "migrations/env.py"
    env.write_text("import app.tags\n" + env.read_text())
    told, edited = revise(request_of(host)), revise(replace(request_of(host), edited=True))

    assert told is not None
    assert told.warnings == ("also in the migration, as the models had it before: create_table tag",)
    assert edited is not None
    assert edited.warnings == ()


def test_alembic_is_called_from_outside_of_a_package(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app/alembic.ini").write_text("[alembic]\nscript_location = %(here)s/migrations\n")
    assert standing_of(tmp_path, "alembic.ini") == ("", "alembic.ini")
    assert standing_of(tmp_path, "app/alembic.ini") == ("app", "alembic.ini")

    (tmp_path / "app/__init__.py").write_text("")
    assert standing_of(tmp_path, "app/alembic.ini") == ("", "app/alembic.ini")

    (tmp_path / "app/alembic.ini").write_text("[alembic]\nscript_location = migrations\n")
    assert standing_of(tmp_path, "app/alembic.ini") == ("app", "alembic.ini")
