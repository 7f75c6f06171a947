"""How an endpoint gets its session, in the ways that people write it."""

from __future__ import annotations

from typing import Any

import pytest

from scaffold.project import Conventions, Found, Name, find_conventions

ENGINE = (
    "from collections.abc import AsyncGenerator\nfrom typing import Annotated\n\nfrom fastapi import Depends\n"
    "from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine\n"
    "from sqlalchemy.orm import sessionmaker\nfrom sqlmodel import Session, create_engine\n"
    "from sqlmodel.ext.asyncio.session import AsyncSession\n\nengine = create_engine('sqlite://')\n"
)
SYNC = Name("sqlmodel", "Session")
ASYNC = Name("sqlmodel.ext.asyncio.session", "AsyncSession")
SQLALCHEMY = Name("sqlalchemy.ext.asyncio", "AsyncSession")
ENDPOINT = "from app.db import *\nfrom app.db import get_db\n\n\n"


def found(db: str, endpoint: str = "", head: str = ENGINE) -> Conventions:
    return find_conventions({"app/db.py": head + db, "app/routes.py": ENDPOINT + endpoint}).conventions


def test_without_a_session_the_usual_one_is_ours_to_write() -> None:
    usual = find_conventions({"app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n"}).conventions
    assert usual.session_provider == Name("app.db.session", "get_session")
    assert usual.support["session"] == "app/db/session.py"
    assert usual.session_style == "alias"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the project has no session yet"),
        ("maker = async_sessionmaker(engine)\n", "app/db.py:11 makes sessions, but nothing gives one that Depends()"),
    ],
)
def test_sessions_that_no_endpoint_can_ask_for_are_named(text: str, reason: str) -> None:
    rows = find_conventions({"app/db.py": ENGINE + text}).rows
    assert next(row for row in rows if row.key == "session_provider").reason.startswith(reason)


def test_a_module_that_is_there_already_is_not_hidden_by_ours() -> None:
    usual = found("")
    assert usual.session_provider == Name("app.db_session", "get_session")
    assert usual.support["session"] == "app/db_session.py"


@pytest.mark.parametrize(
    ("db", "session", "method", "is_async"),
    [
        ("def get_db():\n    with Session(engine) as s:\n        yield s\n", SYNC, "exec", False),
        ("def get_db() -> Session:\n    return Session(engine)\n", SYNC, "exec", False),
        (
            "maker = sessionmaker(engine, class_=AsyncSession)\n\n\nasync def get_db():\n"
            "    async with maker() as session:\n        yield session\n",
            ASYNC,
            "exec",
            True,
        ),
        (
            "maker = sessionmaker(engine, AsyncSession, expire_on_commit=False)\n\n\nasync def get_db():\n"
            "    async with maker() as session:\n        yield session\n",
            ASYNC,
            "exec",
            True,
        ),
        (
            "maker = async_sessionmaker(engine)\n\n\nasync def get_db() -> AsyncGenerator[AsyncSession, None]:\n"
            "    async with maker() as session:\n        yield session\n",
            SQLALCHEMY,
            "execute",
            True,
        ),
        (
            "async def get_db():\n    async with manager.session() as session:\n        yield session\n",
            SYNC,  # the first class that the module imports; nothing else is known
            "exec",
            False,
        ),
        (
            "async def get_db() -> AsyncGenerator[AsyncSession, None]:\n"
            "    async with manager.session() as session:\n        yield session\n",
            ASYNC,
            "exec",
            True,
        ),
    ],
)
def test_the_class_is_that_of_the_running_code(db: str, session: Name, method: str, is_async: bool) -> None:
    here = found(db, "def read(db=Depends(get_db)): ...\n")
    assert here.session_provider == Name("app.db", "get_db")
    assert (here.session_class, here.session_method, here.is_async) == (session, method, is_async)


GET_DB = "def get_db():\n    with Session(engine) as s:\n        yield s\n\n\n"


@pytest.mark.parametrize(
    ("db", "endpoint", "expected"),
    [
        (GET_DB, "def read(db: Session = Depends(get_db)): ...\n", {"style": "depends", "parameter": "db"}),
        (GET_DB, "def read(s: Annotated[Session, Depends(get_db)]): ...\n", {"style": "annotated", "parameter": "s"}),
        (GET_DB, "", {"style": "annotated", "parameter": "session"}),
        (
            f"{GET_DB}DB = Annotated[Session, Depends(get_db)]\n",
            "from app.db import DB\ndef read(db: DB): ...\n",
            {"style": "alias", "parameter": "db", "dependency": Name("app.db", "DB")},
        ),
        (
            f"{GET_DB}DB = Annotated[Session, Depends(get_db)]\n",
            "def a(db: Session = Depends(get_db)): ...\ndef b(db: Session = Depends(get_db)): ...\n",
            {"style": "depends", "parameter": "db", "dependency": Name("app.db", "get_db")},
        ),
        (
            f"{GET_DB}Old = Annotated[Session, Depends(get_db)]\nNew = Annotated[Session, Depends(get_db)]\n",
            "from app import db\ndef a(_s: db.Old): ...\ndef b(x: db.New): ...\ndef c(x: db.New): ...\n",
            {"style": "alias", "parameter": "x", "dependency": Name("app.db", "New")},
        ),
    ],
)
def test_the_parameter_is_written_as_endpoints_write_it(db: str, endpoint: str, expected: dict[str, Any]) -> None:
    here = found(db, endpoint)
    assert {name: getattr(here, f"session_{name}") for name in expected} == expected


@pytest.mark.parametrize(
    ("call", "session"),
    [
        ("async_scoped_session(maker, current_task)", Name("sqlalchemy.ext.asyncio", "AsyncSession")),
        ("scoped_session(maker)", Name("sqlalchemy.orm", "Session")),
    ],
)
def test_a_session_by_context_has_what_sqlalchemy_hands_on(call: str, session: Name) -> None:
    here = found(f"db = {call}\n")
    assert (here.session_style, here.session_provider) == ("context", Name("app.db", "db"))
    assert (here.session_class, here.session_method) == (session, "execute")


USERS = "from sqlmodel import *\nclass User(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"


def test_what_endpoints_take_as_a_session_is_one_whatever_gives_it() -> None:
    files = {
        "app/main.py": "from fastapi import FastAPI\nfrom app.api import router\napp = FastAPI()\n",
        "app/models.py": USERS,
        "app/db.py": "from sqlmodel import *\nlocal = Session(create_engine('sqlite://'))\n",
        "app/deps.py": "from app.db import local\ndef get_db():\n    db = local\n    yield db\n",
        "app/api.py": "from fastapi import *\nfrom sqlmodel import Session\nfrom app.deps import get_db\n"
        "router = APIRouter()\n@router.get('/')\ndef users(db: Session = Depends(get_db)): ...\n",
    }
    found = find_conventions(files).conventions
    assert found.session_provider == Name("app.deps", "get_db")
    assert (found.session_style, found.session_class) == ("depends", Name("sqlmodel", "Session"))


PROXY = """
from contextvars import ContextVar
from sqlmodel.ext.asyncio.session import AsyncSession

def make():
    _session: ContextVar = ContextVar("_session")
    class Meta(type):
        @property
        def session(self) -> AsyncSession: return _session.get()
    class DBSession(metaclass=Meta): ...
    return object, DBSession

Middleware, db = make()
"""


def test_a_session_that_a_middleware_keeps() -> None:
    files = {
        "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
        "app/models.py": USERS,
        "app/proxy.py": PROXY,
        "app/users.py": "from os.path import *\nfrom app.proxy import db\n"
        "async def all():\n    return await db.session.exec(1)\n",
    }
    found = find_conventions(files).conventions
    assert found.session_provider == Name("app.proxy", "db")
    assert (found.session_style, found.session_attribute) == ("context", "session")
    assert (found.is_async, found.session_method) == (True, "exec")


def test_what_is_not_decided_follows_the_provider_that_is() -> None:
    package = (
        f"{ENGINE}from contextlib import asynccontextmanager\n\nmaker = async_sessionmaker(engine)\n\n\n"
        "@asynccontextmanager\nasync def give_one():\n    async with maker() as db:\n        yield db\n"
    )
    files = {"app/store/__init__.py": package, "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n"}
    usual = find_conventions(files).conventions
    assert usual.session_provider == Name("app.db.session", "get_session")
    chosen = Name("app.store", "give_one")
    here = find_conventions(files, decided=[Found(key="session_provider", value=chosen, reason="")]).conventions
    assert (here.session_provider, here.session_dependency) == (chosen, chosen)
    assert here.session_style == "annotated"
    assert here.session_class == SQLALCHEMY
    assert here.support["session"] == "app/store/__init__.py"


def test_a_class_that_keeps_the_maker_says_which_sessions_there_are() -> None:
    manager = (
        "class Database:\n    def __init__(self):\n        self.Maker = sessionmaker(bind=engine)\n\n\n"
        "database = Database()\n\n\ndef get_db():\n    with database.Maker() as session:\n        yield session\n"
    )
    here = found(manager, "def read(db: Session = Depends(get_db)): ...\n")
    assert (here.session_class, here.session_method) == (Name("sqlalchemy.orm", "Session"), "execute")
