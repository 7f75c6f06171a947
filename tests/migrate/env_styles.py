"""Host projects for the tests: one small application, and the ways in which people write
``env.py``.

Every style reaches its database by another road. ``{url}`` is the URL of the user's database, which
must never be opened; the tests put a honeypot behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, str]

MODELS = """\
from sqlmodel import Field, SQLModel


class User(SQLModel, table=True):
    __tablename__ = "users"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=50)
"""

MAKO = '''\
"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create Date: ${create_date}

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
import sqlmodel
${imports if imports else ""}

revision: str = ${repr(up_revision)}
down_revision: Union[str, None] = ${repr(down_revision)}
branch_labels: Union[str, Sequence[str], None] = ${repr(branch_labels)}
depends_on: Union[str, Sequence[str], None] = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
'''

FIRST_REVISION = '''\
"""users"""

import sqlalchemy as sa
from alembic import op

revision = "0a0a0a0a0a0a"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    op.drop_table("users")
'''

_INI = """\
[alembic]
script_location = %(here)s/migrations
prepend_sys_path = .
sqlalchemy.url = {url}
"""
_INI_WITHOUT_URL = """\
[alembic]
script_location = migrations
prepend_sys_path = .
"""

_RUN_SYNC = """

def run(connection):
    context.configure(connection=connection, target_metadata=SQLModel.metadata)
    with context.begin_transaction():
        context.run_migrations()

"""
_HEAD = """\
from alembic import context
from sqlalchemy import engine_from_config, pool
from sqlmodel import SQLModel

import app.models  # noqa: F401

config = context.config
"""
_ASYNC_HEAD = """\
import asyncio

from alembic import context
from sqlalchemy import pool
from sqlalchemy.ext.asyncio import AsyncEngine, async_engine_from_config, create_async_engine
from sqlmodel import SQLModel

import app.models  # noqa: F401

config = context.config
"""
_ASYNC_TAIL = """

async def main(engine):
    async with engine.connect() as connection:
        await connection.run_sync(run)
    await engine.dispose()

"""

_URL_SETTINGS = """\
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore")
    database_url: str


settings = Settings()
"""

_DSN_SETTINGS = """\
from pydantic import PostgresDsn, computed_field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore")
    POSTGRES_SERVER: str
    POSTGRES_PORT: int = 5432
    POSTGRES_USER: str
    POSTGRES_PASSWORD: str = ""
    POSTGRES_DB: str = ""

    @computed_field
    @property
    def SQLALCHEMY_DATABASE_URI(self) -> PostgresDsn:
        return PostgresDsn.build(
            scheme="postgresql+psycopg",
            username=self.POSTGRES_USER,
            password=self.POSTGRES_PASSWORD,
            host=self.POSTGRES_SERVER,
            port=self.POSTGRES_PORT,
            path=self.POSTGRES_DB,
        )


settings = Settings()
"""
_DSN_ENV = """\
POSTGRES_SERVER=127.0.0.1
POSTGRES_PORT={port}
POSTGRES_USER=app
POSTGRES_PASSWORD=hunter22
POSTGRES_DB=prod
"""


def _online(body: str) -> str:
    return _HEAD + _RUN_SYNC + body


def _async(body: str, head: str = "") -> str:
    return _ASYNC_HEAD + head + _RUN_SYNC + _ASYNC_TAIL + body


_FROM_CONFIG = """\
engine = engine_from_config(config.get_section("alembic"), prefix="sqlalchemy.", poolclass=pool.NullPool)
with engine.connect() as connection:
    run(connection)
"""

STYLES: dict[str, Files] = {
    "url-in-ini": {"alembic.ini": _INI, "migrations/env.py": _online(_FROM_CONFIG)},
    "async-url-in-ini": {
        "alembic.ini": _INI,
        "migrations/env.py": _async(
            'engine = async_engine_from_config(config.get_section("alembic"), poolclass=pool.NullPool)\n'
            "asyncio.run(main(engine))\n"
        ),
    },
    "settings-dsn": {
        "alembic.ini": _INI_WITHOUT_URL,
        ".env": _DSN_ENV,
        "app/config.py": _DSN_SETTINGS,
        "migrations/env.py": _online(
            "from app.config import settings\n\n"
            'section = config.get_section("alembic") or {{}}\n'
            'section["sqlalchemy.url"] = str(settings.SQLALCHEMY_DATABASE_URI)\n'
            'with engine_from_config(section, prefix="sqlalchemy.").connect() as connection:\n'
            "    run(connection)\n"
        ),
    },
    "set-main-option": {
        "alembic.ini": _INI_WITHOUT_URL,
        ".env": "DATABASE_URL={url}\n",
        "app/config.py": _URL_SETTINGS,
        "migrations/env.py": _async(
            "from app.config import settings\n\n"
            'config.set_main_option("sqlalchemy.url", settings.database_url)\n'
            'asyncio.run(main(async_engine_from_config(config.get_section("alembic"))))\n'
        ),
    },
    "own-async-engine": {
        "alembic.ini": _INI_WITHOUT_URL,
        ".env": "DATABASE_URL={url}\n",
        "app/config.py": _URL_SETTINGS,
        "migrations/env.py": _async(
            "from app.config import settings\n\n"
            "engine = create_async_engine(settings.database_url, connect_args={{'timeout': 3}})\n"
            "asyncio.run(main(engine))\n"
        ),
    },
    "engine-of-the-app": {
        "alembic.ini": _INI_WITHOUT_URL,
        ".env": "DATABASE_URL={url}\n",
        "app/config.py": _URL_SETTINGS,
        "app/db.py": (
            "from sqlmodel import create_engine\n\nfrom app.config import settings\n\n"
            "engine = create_engine(settings.database_url, pool_pre_ping=True)\n"
        ),
        "migrations/env.py": _online(
            "from app.db import engine\n\nwith engine.begin() as connection:\n    run(connection)\n"
        ),
    },
    "connection-attribute": {
        "alembic.ini": _INI,
        "migrations/env.py": _online(
            'connection = config.attributes.get("connection")\n'
            "if connection is None:\n"
            '    engine = engine_from_config(config.get_section("alembic"))\n'
            "    with engine.connect() as connection:\n        run(connection)\n"
            "else:\n    run(connection)\n"
        ),
    },
    "x-argument": {
        "alembic.ini": _INI,
        "migrations/env.py": _online(
            "from sqlalchemy import create_engine\n\n"
            'url = context.get_x_argument(as_dictionary=True).get("url")\n'
            'with create_engine(url or config.get_main_option("sqlalchemy.url")).connect() as connection:\n'
            "    run(connection)\n"
        ),
    },
    "wrapped-engine": {
        "alembic.ini": _INI,
        "migrations/env.py": _async(
            'engine = AsyncEngine(engine_from_config(config.get_section("alembic"), future=True))\n'
            "asyncio.run(main(engine))\n",
            head="from sqlalchemy import engine_from_config\n",
        ),
    },
    "pyproject": {
        "pyproject.toml": '[tool.alembic]\nscript_location = "%(here)s/migrations"\nprepend_sys_path = ["."]\n',
        ".env": _DSN_ENV,
        "app/config.py": _DSN_SETTINGS,
        "migrations/env.py": _online(
            "from sqlalchemy import create_engine\n\nfrom app.config import settings\n\n"
            "with create_engine(str(settings.SQLALCHEMY_DATABASE_URI)).connect() as connection:\n"
            "    run(connection)\n"
        ),
    },
    "prelude": {
        "alembic.ini": _INI,
        "migrations/env.py": _HEAD
        + """
from sqlalchemy import text

engine = engine_from_config(config.get_section("alembic"), prefix="sqlalchemy.")
with engine.connect() as connection:
    connection.execute(text("SELECT pg_advisory_lock(4711)"))
    connection.execute(text("CREATE SCHEMA IF NOT EXISTS blog"))
    connection.execute(text("SET search_path TO blog"))
    connection.commit()
    connection.dialect.default_schema_name = "blog"
    context.configure(
        connection=connection, target_metadata=SQLModel.metadata, version_table_schema="blog"
    )
    with context.begin_transaction():
        context.run_migrations()
""",
    },
    "own-driver-call": {
        "alembic.ini": _INI,
        "migrations/env.py": _online(
            "import psycopg\n\n"
            'psycopg.connect(host="127.0.0.1", port={port}, user="app", password="hunter22", dbname="prod")\n'
            + _FROM_CONFIG
        ),
    },
}
_HELPER = """\
from alembic import context
from sqlalchemy import engine_from_config, pool
from sqlmodel import SQLModel

import app.models  # noqa: F401


def migrate(config):
    engine = engine_from_config(config.get_section("alembic"), prefix="sqlalchemy.", poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=SQLModel.metadata)
        with context.begin_transaction():
            context.run_migrations()
"""

MORE_STYLES: dict[str, Files] = {
    "dotenv": {
        "alembic.ini": _INI_WITHOUT_URL,
        ".env": "DATABASE_URL={url}\n",
        "migrations/env.py": _online(
            "import os\n\nfrom dotenv import load_dotenv\nfrom sqlalchemy import create_engine\n\nload_dotenv()\n"
            'with create_engine(os.environ["DATABASE_URL"]).connect() as connection:\n    run(connection)\n'
        ),
    },
    "helper-beside-env": {
        "alembic.ini": _INI,
        "migrations/helper.py": _HELPER,
        "migrations/env.py": (
            "import pathlib\nimport sys\n\nfrom alembic import context\n\n"
            "sys.path.insert(0, str(pathlib.Path(__file__).parent.resolve()))\n"
            "from helper import migrate\n\nmigrate(context.config)\n"
        ),
    },
    "connected-at-import": {
        "alembic.ini": _INI_WITHOUT_URL,
        ".env": "DATABASE_URL={url}\n",
        "app/config.py": _URL_SETTINGS,
        "app/db.py": (
            "from sqlalchemy import text\nfrom sqlmodel import Session, create_engine\n\n"
            "from app.config import settings\n\nengine = create_engine(settings.database_url)\n"
            'with Session(engine) as session:\n    session.exec(text("SELECT 1"))\n'
        ),
        "migrations/env.py": _online(
            "from app.db import engine\n\nwith engine.begin() as connection:\n    run(connection)\n"
        ),
    },
    "own-connection-function": {
        "alembic.ini": _INI,
        "migrations/env.py": _online(
            "import psycopg\nfrom sqlalchemy import create_engine\n\n\n"
            "def connect():\n"
            '    return psycopg.connect(host="127.0.0.1", port={port}, user="app", password="hunter22")\n\n\n'
            'with create_engine("postgresql+psycopg://", creator=connect).connect() as connection:\n'
            "    run(connection)\n"
        ),
    },
    "token-at-connect": {
        "alembic.ini": _INI,
        "migrations/env.py": _online(
            "from sqlalchemy import create_engine, event\n\n"
            'engine = create_engine(config.get_main_option("sqlalchemy.url"))\n\n\n'
            '@event.listens_for(engine, "do_connect")\n'
            "def give_token(dialect, record, arguments, parameters):\n"
            '    parameters.update(host="127.0.0.1", port={port}, password="token")\n\n\n'
            "with engine.connect() as connection:\n    run(connection)\n"
        ),
    },
    "variables-of-libpq": {
        "alembic.ini": _INI_WITHOUT_URL,
        ".env": "PGHOSTADDR=127.0.0.1\nPGHOST=db\nPGPORT={port}\nPGUSER=app\nPGPASSWORD=hunter22\nPGDATABASE=prod\n",
        "migrations/env.py": _online(
            "import os\n\nfrom dotenv import load_dotenv\nfrom sqlalchemy import create_engine\n\nload_dotenv()\n"
            'create_engine("postgresql+psycopg://").connect().close()\n'
            'with create_engine("postgresql+psycopg://" + os.environ["PGHOST"]).connect() as connection:\n'
            "    run(connection)\n"
        ),
    },
    "program-of-the-machine": {
        "alembic.ini": _INI,
        "app/version.py": (
            "import os\nimport platform\nimport subprocess\n\nplatform.processor()\n"
            'VERSION = os.popen("git describe --always 2>/dev/null").read()\n'
            'COMMIT = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True).stdout\n'
        ),
        "migrations/env.py": _online("import app.version\n\n" + _FROM_CONFIG),
    },
    "version-table-in-schema": {
        "alembic.ini": _INI,
        "migrations/env.py": _online(_FROM_CONFIG).replace(
            "target_metadata=SQLModel.metadata",
            'target_metadata=SQLModel.metadata, version_table_schema="ops", version_table="versions"',
        ),
    },
}
STYLES.update(MORE_STYLES)
ASYNC = frozenset({"async-url-in-ini", "set-main-option", "own-async-engine", "wrapped-engine"})
ONLY_POSTGRESQL = frozenset(
    {
        "settings-dsn",
        "pyproject",
        "prelude",
        "own-driver-call",
        "own-connection-function",
        "token-at-connect",
        "variables-of-libpq",
        "version-table-in-schema",
    }
)


def write_host(root: Path, style: str = "url-in-ini", *, url: str = "sqlite:///app.db", port: int = 0) -> Path:
    """Write the project of ``style`` below ``root``, with one table and one migration, and return
    ``root``.
    """
    files = {
        "app/__init__.py": "",
        "app/models.py": MODELS,
        "migrations/script.py.mako": MAKO,
        "migrations/versions/0a0a0a0a0a0a_users.py": FIRST_REVISION,
    }
    styled = {path: text.replace("{url}", url).replace("{port}", str(port)) for path, text in STYLES[style].items()}
    for path, text in {**files, **styled}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("{{", "{").replace("}}", "}") if path.endswith("env.py") else text)
    return root
