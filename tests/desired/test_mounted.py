"""Under which path the routes of a new entity are served, in all the ways that siblings say theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.desired import desired
from scaffold.project import open_project
from scaffold.spec import Entity, Field

MODELS = """\
from sqlmodel import Field, SQLModel


class User(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)


class Book(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
"""
ROUTER = """\
from fastapi import APIRouter

from app.models import {Name}

router = APIRouter({made})


@router.get("{route}")
def rows() -> list[{Name}]: ...
"""
MAIN = """\
from fastapi import FastAPI

from app.config import settings
from app.routers import books, users

app = FastAPI()
app.include_router(users.router{users})
app.include_router(books.router{books})
"""


@pytest.mark.parametrize(
    ("made", "route", "included", "head", "line", "url"),
    [
        ('prefix="/{plural}"', "", "", 'APIRouter(prefix="/tags")', "tags.router", "/tags"),
        (
            'prefix="/{plural}"',
            "",
            'prefix="/v1"',
            'APIRouter(prefix="/tags")',
            'tags.router, prefix="/v1"',
            "/v1/tags",
        ),
        ("", "/{plural}", 'prefix="/v1"', 'APIRouter(prefix="/tags")', 'tags.router, prefix="/v1"', "/v1/tags"),
        (
            'prefix="/{plural}", tags=["{plural}"]',
            "",
            "prefix=settings.API",
            'APIRouter(prefix="/tags", tags=["tags"])',
            "tags.router, prefix=settings.API",
            "/api/tags",
        ),
        (
            'prefix="/{plural}"',
            "",
            'prefix="/v1", tags=["{plural}"]',
            'APIRouter(prefix="/tags")',
            'tags.router, prefix="/v1", tags=["tags"]',
            "/v1/tags",
        ),
        ("", "", 'prefix="/v1/{plural}"', "APIRouter()", 'tags.router, prefix="/v1/tags"', "/v1/tags"),
        (
            'tags=["{plural}"]',
            "",
            'prefix="/{plural}"',
            'APIRouter(tags=["tags"])',
            'tags.router, prefix="/tags"',
            "/tags",
        ),
    ],
)
def test_the_routes_are_where_siblings_would_have_them(
    made: str, route: str, included: str, head: str, line: str, url: str
) -> None:
    def said(text: str, name: str) -> str:
        return text.replace("{plural}", f"{name}s")

    arguments = {f"{name}s": said(f", {included}" if included else "", name) for name in ("user", "book")}
    files = {
        "app/models.py": MODELS,
        "app/config.py": 'class Settings:\n    API: str = "/api"\n\n\nsettings = Settings()\n',
        "app/main.py": MAIN.format(**arguments),
        **{
            f"app/routers/{name}s.py": ROUTER.format(Name=name.title(), made=said(made, name), route=said(route, name))
            for name in ("user", "book")
        },
    }
    wanted = {
        fragment.path: fragment.text
        for fragment in desired(
            Entity(name="Tag", fields=(Field(name="name", type="str"),)),
            open_project(Path("/project"), source=files),
        )
    }
    assert f"router = {head}\n" in wanted["app/routers/tags.py"]
    assert f"app.include_router({line})" in wanted["app/main.py"]
    assert f'URL = "{url}"\n' in wanted["tests/test_tags.py"]
