"""Types that only PostgreSQL has are kept as JSON by tests in SQLite; where there are none, nothing is said of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scaffold.desired import desired
from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags
from scaffold.project import open_project
from scaffold.spec import parse_entity

PROJECTS = Path(__file__).parent.parent / "projects"
KEY = "    id: int | None = Field(default=None, primary_key=True)\n"
HEAD = "from sqlalchemy import Column, String\nfrom sqlmodel import Field, SQLModel\n"


def conftest(imports: str, column: str) -> str:
    field = f"    said: str = Field(sa_column=Column({column}))\n"
    model = f"{HEAD}{imports}\n\nclass Event(SQLModel, table=True):\n{KEY}{field}"
    files = {"app/__init__.py": "", "app/models/__init__.py": "", "app/models/event.py": model}
    project = open_project(Path("/project"), source=files)
    written = {each.path: each.text for each in desired(parse_entity("Tag", ["name:str"]), project)}
    return written["tests/conftest.py"]


@pytest.mark.parametrize(
    ("imports", "column"),
    [
        ("", "String"),
        ("from sqlalchemy.dialects.postgresql import UUID\n", "UUID"),
        ("from sqlalchemy.dialects import postgresql as pg\n", "pg.TIMESTAMP"),
    ],
)
def test_what_every_database_knows_is_left_as_it_is(imports: str, column: str) -> None:
    text = conftest(imports, column)
    assert "with_variant" not in text
    assert "JSON" not in text


@pytest.mark.parametrize(
    ("imports", "column", "home"),
    [
        (
            "from sqlalchemy.dialects.postgresql import JSONB\n",
            "JSONB",
            "from sqlalchemy.dialects.postgresql import JSONB",
        ),
        (
            "from sqlalchemy.dialects import postgresql as pg\n",
            "pg.JSONB",
            "from sqlalchemy.dialects.postgresql import JSONB",
        ),
        (
            "import sqlalchemy.dialects.postgresql as pg\n",
            "pg.JSONB",
            "from sqlalchemy.dialects.postgresql import JSONB",
        ),
        ("from sqlalchemy import ARRAY\n", "ARRAY(String)", "from sqlalchemy import ARRAY, JSON, Connection, MetaData"),
    ],
)
def test_what_only_postgresql_knows_is_kept_as_json(imports: str, column: str, home: str) -> None:
    text = conftest(imports, column)
    kind = "ARRAY" if "ARRAY" in column else "JSONB"
    assert f"{home}\n" in text
    assert f"if isinstance(_column.type, {kind}):" in text


def test_sqlite_counts_keys_in_its_own_integers() -> None:
    key = "    id: int | None = Field(default=None, sa_column=Column(BigInteger, primary_key=True))\n"
    head = HEAD.replace("String", "BigInteger")
    model = f"{head}\n\nclass Event(SQLModel, table=True):\n{key}"
    files = {"app/__init__.py": "", "app/models/__init__.py": "", "app/models/event.py": model}
    project = open_project(Path("/project"), source=files)
    text = {each.path: each.text for each in desired(parse_entity("Tag", ["name:str"]), project)}["tests/conftest.py"]
    assert "# SQLite counts no keys in BIGINT\nfor _table in" in text
    assert "if isinstance(_key.type, BigInteger):" in text
    assert "JSON" not in text


def test_standing_fixtures_that_cannot_hold_them_are_named(tmp_path: Path) -> None:
    root = Path(shutil.copytree(PROJECTS / "crud_base", tmp_path / "shop"))
    maker = "def session_maker():\n    return SQLModel.metadata.create_all(create_engine('sqlite://'))\n"
    fixtures = f"{maker}\n\ndef client(session_maker): ...\n"
    (root / "tests/conftest.py").write_text(fixtures)
    flags = Flags(dry_run=True, migration=False)
    assert not [note for note in entity(root, "Tag", ["name:str"], flags=flags).notes if "SQLite" in note]
    item = root / "app/models/item.py"
    item.write_text("from sqlalchemy.dialects.postgresql import JSONB\n" + item.read_text())
    (note,) = (note for note in entity(root, "Tag", ["name:str"], flags=flags).notes if "SQLite" in note)
    assert note.startswith("tests/conftest.py makes every table in SQLite, which does not know JSONB: run the tests on")
