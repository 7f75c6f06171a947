"""SCF4."""

# ruff: noqa: E501

from __future__ import annotations

from blog import BLOG, ENV, MODEL, REPO, ROUTER, USER_MODEL, Case

ROUTERS = "app/routers/__init__.py"
INIT = "app/models/__init__.py"
UNPLUGGED = {ROUTERS: ("api_router.include_router(posts.router)\n", "")}
TAG = "from sqlmodel import Field, SQLModel\n\n\nclass Tag(SQLModel, table=True):\n    id: int | None = Field(default=None, primary_key=True)\n"
FACTORY = """from fastapi import APIRouter, FastAPI

from app.routers import api_router


def create_app(router: APIRouter) -> FastAPI:
    application = FastAPI()
    application.include_router(router)
    docs = APIRouter()
    application.include_router(docs)
    return application


app = create_app(router=api_router)
"""
HELPER = """from fastapi import FastAPI

from app.routers import posts, users


def plug(application, module):
    application.include_router(module.router)


app = FastAPI()
plug(app, posts)
plug(app, users)
"""
VIEWS = """from fastapi import APIRouter

router = APIRouter()


@router.get("/all")
async def everything() -> list[str]:
    return []
"""
OFFLINE = "\n\ndef offline():\n    context.configure(url='', target_metadata=target_metadata{})\n"

WIRING = (
    Case("SCF401", {"app/models/tag.py": TAG}, ("app/models/tag.py:4 Tag",)),
    Case(
        "SCF401",
        {
            "app/models/tag.py": TAG,
            "migrations/env.py": ("import app.models  #", "import app.models.tag\nimport app.models  #"),
        },
        name="imported by the environment",
    ),
    Case(
        "SCF401",
        {
            "app/models/tag.py": TAG,
            INIT: (BLOG[INIT], BLOG[INIT] + "import pkgutil\nfor m in pkgutil.walk_packages(__path__): ...\n"),
        },
        name="found by code",
    ),
    Case("SCF401", {"app/models/tag.py": TAG, "migrations/env.py": None}, name="no alembic"),
    Case(
        "SCF401",
        {"migrations/env.py": ("import app.models  # noqa: F401\n", "")},
        ("app/models/post.py:9 Post", "app/models/user.py:10 User"),
        name="nothing is imported",
    ),
    Case(
        "SCF401",
        {"migrations/env.py": ("import app.models  # noqa: F401\n", "import models  # noqa: F401\n")},
        name="imports what we cannot find",
    ),
    Case("SCF402", UNPLUGGED, (f"{ROUTER}:7 router",)),
    Case(
        "SCF402",
        {"app/main.py": ("app.include_router(api_router)\n", "")},
        (f"{ROUTERS}:5 api_router",),
        name="what gathers the others",
    ),
    Case(
        "SCF402",
        {
            ROUTERS: "from fastapi import APIRouter\n\nfrom app.routers import users\n\napi_router = APIRouter()\napi_router.include_router(users.router)\n"
        },
        (f"{ROUTER}:7 router",),
        name="with its import",
    ),
    Case(
        "SCF402",
        {**UNPLUGGED, "app/plugins.py": "from app.routers import posts\n\nPLUGINS = [posts.router]\n"},
        name="in a list",
    ),
    Case(
        "SCF402",
        {
            ROUTERS: "from importlib import import_module\n\nfrom fastapi import APIRouter\n\napi_router = APIRouter()\nfor name in ('posts', 'users'):\n    api_router.include_router(import_module(f'app.routers.{name}').router)\n"
        },
        name="in a loop",
    ),
    Case(
        "SCF402",
        {**UNPLUGGED, "app/main.py": FACTORY},
        (f"{ROUTER}:7 router",),
        name="in a factory that takes what gathers the others",
    ),
    Case("SCF402", {ROUTERS: "", "app/main.py": HELPER}, name="by a helper that takes modules"),
    Case(
        "SCF402",
        {
            "app/health.py": VIEWS,
            "app/main.py": (
                "app.include_router(api_router)\n",
                "app.include_router(api_router, prefix=PREFIX)\n",
            ),
            ROUTERS: ("api_router = ", "from app.health import router as health\n\napi_router = "),
        },
        ("app/health.py:3 router",),
        name="where it is still imported",
        fixed=True,
    ),
    Case(
        "SCF402",
        {
            "app/posts/__init__.py": "",
            "app/posts/views.py": VIEWS,
            "app/tags/__init__.py": "",
            "app/tags/views.py": VIEWS,
            ROUTERS: (
                "api_router = APIRouter()\n",
                "from app.posts import views as p\n\napi_router = APIRouter()\napi_router.include_router(p.router)\n",
            ),
        },
        ("app/tags/views.py:3 router",),
        name="beside a module of the same name",
    ),
    Case(
        "SCF403",
        {
            ROUTERS: (
                "api_router.include_router(posts.router)\n",
                "api_router.include_router(posts.router)\napi_router.include_router(posts.router)\n",
            )
        },
        (f"{ROUTERS}:7 router",),
    ),
    Case(
        "SCF403",
        {
            ROUTERS: (
                "api_router.include_router(posts.router)\n",
                "api_router.include_router(posts.router)\napi_router.include_router(posts.router, prefix='/v1')\n",
            )
        },
        name="versions",
    ),
    Case("SCF404", {"migrations/env.py": ("SQLModel.metadata", "None")}, ("migrations/env.py:6 target_metadata",)),
    Case("SCF404", {}, name="set"),
    Case(
        "SCF405",
        {
            MODEL: BLOG[MODEL].replace("if TYPE_CHECKING:\n    from", "from"),
            USER_MODEL: BLOG[USER_MODEL].replace("if TYPE_CHECKING:\n    from", "from"),
        },
        (f"{MODEL}:5 app.models.user",),
    ),
    Case("SCF405", {MODEL: BLOG[MODEL].replace("if TYPE_CHECKING:\n    from", "from")}, name="one of them"),
    Case(
        "SCF406",
        {"app/session.py": ("SessionDep =", "Session_ =")},
        (f"{ROUTER}:5 SessionDep", "app/routers/users.py:5 SessionDep"),
    ),
    Case(
        "SCF406",
        {"app/session.py": ("SessionDep = Annotated[AsyncSession, Depends(get_session)]", "from app.deps import *")},
        name="star",
    ),
    Case(
        "SCF406",
        {
            REPO: ("from app.models", "from celery import Celery\nfrom app.models"),
            "app/repositories/celery/__init__.py": "",
        },
        name="a library's name beside it",
    ),
    Case(
        "SCF406",
        {
            "alembic/__init__.py": "",
            "alembic/env.py": "from alembic import context\nfrom alembic.config import Config\n",
        },
        name="migrations in a package",
    ),
    Case(
        "SCF407",
        {
            "migrations/script.py.mako": ("import sqlmodel\n", ""),
            "migrations/env.py": ENV.replace("render_item", "other"),
            "migrations/versions/0001_first.py": None,
        },
        ("migrations/script.py.mako:1 import sqlmodel",),
    ),
    Case("SCF407", {"migrations/script.py.mako": ("import sqlmodel\n", "")}, name="render_item"),
    Case("SCF408", {MODEL: ('"posts"\n', '"posts"\n    __table_args__ = {"schema": "blog"}\n')}, (f"{MODEL}:9 Post",)),
    Case(
        "SCF408",
        {
            MODEL: ('"posts"\n', '"posts"\n    __table_args__ = {"schema": "blog"}\n'),
            "migrations/env.py": ("connection=connection,", "connection=connection, include_schemas=True,"),
        },
        name="included",
    ),
    Case("SCF409", {"migrations/env.py": ENV + OFFLINE.format("")}, ("migrations/env.py:18 context.configure",)),
    Case("SCF409", {"migrations/env.py": ENV + OFFLINE.format(", render_item=render_item")}, name="the same"),
    Case(
        "SCF410",
        {"alembic.ini": BLOG["alembic.ini"] + "sqlalchemy.url = sqlite:///app.db\n"},
        ("migrations/env.py:1 render_as_batch",),
    ),
    Case(
        "SCF410",
        {
            "alembic.ini": BLOG["alembic.ini"] + "sqlalchemy.url = sqlite:///app.db\n",
            "migrations/env.py": ("connection=connection,", "connection=connection, render_as_batch=True,"),
        },
        name="batch",
    ),
)
