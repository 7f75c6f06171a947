"""A small well-kept project, and how to look at it with one rule after something in it was changed."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scaffold.dataclass import dataclass, field, replace
from scaffold.pipeline.check import CheckOptions, checked
from scaffold.project import Project, open_project
from scaffold.rule import Finding, Subject
from scaffold.rules.catalog import RULES

USER = """from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import Field, Relationship, SQLModel

if TYPE_CHECKING:
    from app.models.post import Post


class User(SQLModel, table=True):
    __tablename__ = "users"

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, max_length=255)
    hashed_password: str = Field(max_length=255)
    created_at: datetime = Field(default_factory=lambda: datetime.now(UTC))

    posts: list["Post"] = Relationship(back_populates="author")
"""
POST = """from typing import TYPE_CHECKING

from sqlmodel import Field, Relationship, SQLModel

if TYPE_CHECKING:
    from app.models.user import User


class Post(SQLModel, table=True):
    __tablename__ = "posts"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=200)
    views: int = Field(default=0)
    author_id: int = Field(foreign_key="users.id", index=True)

    author: "User" = Relationship(back_populates="posts")
"""
POST_SCHEMAS = """from sqlmodel import Field, SQLModel


class PostCreate(SQLModel):
    title: str = Field(max_length=200)
    views: int = 0
    author_id: int


class PostUpdate(SQLModel):
    title: str | None = None
    views: int | None = None


class PostOut(SQLModel):
    id: int
    title: str
    views: int
    author_id: int
"""
USER_SCHEMAS = """from sqlmodel import SQLModel


class UserCreate(SQLModel):
    email: str
    password: str


class UserOut(SQLModel):
    id: int
    email: str
"""
POSTS = """from fastapi import APIRouter

from app.repositories import post_repo
from app.schemas.post import PostCreate, PostOut, PostUpdate
from app.session import SessionDep

router = APIRouter(prefix="/posts", tags=["posts"])


@router.post("", status_code=201)
async def create_post(data: PostCreate, session: SessionDep) -> PostOut:
    return PostOut.model_validate(await post_repo.create_post(session, data))


@router.get("")
async def list_posts(session: SessionDep, limit: int = 20) -> list[PostOut]:
    return [PostOut.model_validate(post) for post in await post_repo.list_posts(session, limit)]


@router.get("/newest")
async def newest_post(session: SessionDep) -> PostOut:
    return PostOut.model_validate((await post_repo.list_posts(session, 1))[0])


@router.get("/{post_id}")
async def get_post(post_id: int, session: SessionDep) -> PostOut:
    return PostOut.model_validate(await post_repo.get_post(session, post_id))


@router.patch("/{post_id}")
async def update_post(post_id: int, data: PostUpdate, session: SessionDep) -> PostOut:
    post = await post_repo.get_post(session, post_id)
    return PostOut.model_validate(await post_repo.update_post(session, post, data))
"""
USERS = """from fastapi import APIRouter

from app.models import User
from app.schemas.user import UserCreate, UserOut
from app.session import SessionDep

router = APIRouter(prefix="/users", tags=["users"])


@router.post("", status_code=201)
async def create_user(data: UserCreate, session: SessionDep) -> UserOut:
    user = User(email=data.email, hashed_password=data.password)
    session.add(user)
    await session.commit()
    return UserOut.model_validate(user)
"""
REPOSITORY = """from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.models import Post
from app.schemas.post import PostCreate, PostUpdate


async def create_post(session: AsyncSession, data: PostCreate) -> Post:
    post = Post.model_validate(data)
    session.add(post)
    await session.commit()
    return post


async def get_post(session: AsyncSession, post_id: int) -> Post:
    return await session.get_one(Post, post_id)


async def list_posts(session: AsyncSession, limit: int) -> list[Post]:
    result = await session.exec(select(Post).limit(limit))
    return list(result.all())


async def update_post(session: AsyncSession, post: Post, data: PostUpdate) -> Post:
    post.sqlmodel_update(data.model_dump(exclude_unset=True))
    session.add(post)
    await session.commit()
    return post
"""
SESSION = """from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

engine = create_async_engine("postgresql+asyncpg://app@localhost/app")
sessions = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


async def get_session() -> AsyncGenerator[AsyncSession, None]:
    async with sessions() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]
"""
ENV = """from alembic import context
from sqlmodel import SQLModel

import app.models  # noqa: F401

target_metadata = SQLModel.metadata


def render_item(type_, obj, autogen_context):
    return False


def run_migrations(connection):
    context.configure(connection=connection, target_metadata=target_metadata, render_item=render_item)
"""
FIRST = '''"""first"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("posts", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_index("ix_posts_id", "posts", ["id"])


def downgrade() -> None:
    op.drop_table("posts")
    op.drop_table("users")
'''
BLOG: Mapping[str, str] = {
    "pyproject.toml": '[project]\nname = "blog"\nrequires-python = ">=3.11"\ndependencies = ["fastapi", "sqlmodel>=0.0.50", "asyncpg"]\n',
    "alembic.ini": "[alembic]\nscript_location = migrations\n",
    "app/__init__.py": "",
    "app/main.py": "from fastapi import FastAPI\n\nfrom app.routers import api_router\n\napp = FastAPI()\napp.include_router(api_router)\n",
    "app/session.py": SESSION,
    "app/models/__init__.py": 'from app.models.post import Post\nfrom app.models.user import User\n\n__all__ = ["Post", "User"]\n',
    "app/models/user.py": USER,
    "app/models/post.py": POST,
    "app/schemas/__init__.py": "",
    "app/schemas/post.py": POST_SCHEMAS,
    "app/schemas/user.py": USER_SCHEMAS,
    "app/repositories/__init__.py": "",
    "app/repositories/post_repo.py": REPOSITORY,
    "app/routers/__init__.py": "from fastapi import APIRouter\n\nfrom app.routers import posts, users\n\n"
    "api_router = APIRouter()\napi_router.include_router(posts.router)\napi_router.include_router(users.router)\n",
    "app/routers/posts.py": POSTS,
    "app/routers/users.py": USERS,
    "migrations/env.py": ENV,
    "migrations/script.py.mako": "import sqlalchemy as sa\nimport sqlmodel\n",
    "migrations/versions/0001_first.py": FIRST,
}
MODEL, SCHEMA, ROUTER = "app/models/post.py", "app/schemas/post.py", "app/routers/posts.py"
USER_MODEL, REPO, SECOND = "app/models/user.py", "app/repositories/post_repo.py", "migrations/versions/0002_second.py"
Edits = Mapping[str, tuple[str, str] | str | None]


@dataclass(frozen=True)
class Case:
    """``edits`` are ``path: (old, new)``, or ``path: text`` for a whole file, ``None`` for none.

    ``at`` is ``path:line symbol`` of each finding; none means that the rule is silent. ``kept`` is what no fix removes.
    """

    code: str
    edits: Edits
    at: tuple[str, ...] = ()
    name: str = ""
    fixed: bool | None = None  # whether --fix makes it go away; ``None``: as the finding says
    base: Mapping[str, str] = field(default_factory=lambda: BLOG)


def second(upgrade: str, downgrade: str = 'op.drop_column("posts", "x")', extra: str = "") -> str:
    """A migration on top of the first one."""
    body = "\n    ".join(upgrade.split("\n"))
    return (
        f'"""second"""\n\nimport sqlalchemy as sa\nfrom alembic import op\n{extra}\nrevision = "0002"\n'
        f'down_revision = "0001"\nbranch_labels = None\ndepends_on = None\n\n\ndef upgrade() -> None:\n    {body}\n\n\n'
        f"def downgrade() -> None:\n    {downgrade}\n"
    )


def edited(edits: Edits, base: Mapping[str, str] = BLOG) -> dict[str, str]:
    """The files of ``base`` after ``edits``, each of which must fit."""
    files = dict(base)
    for path, edit in edits.items():
        if edit is None:
            del files[path]
        elif isinstance(edit, str):
            files[path] = edit
        else:
            old, new = edit
            assert old in files[path], f"{old!r} is not in {path}"
            files[path] = files[path].replace(old, new, 1)
    return dict(sorted(files.items()))


def opened(files: Mapping[str, str]) -> Project:
    """The project of a dictionary, which is nowhere on a disk."""
    return replace(open_project(Path("/nowhere"), source=files), root=None)


def findings(code: str, files: Mapping[str, str]) -> list[Finding]:
    """What the rule ``code`` finds."""
    rule = next(rule for rule in RULES if rule.code == code)
    return sorted(rule.find(Subject(opened(files))), key=Finding.sort_key)


def places(found: list[Finding]) -> tuple[str, ...]:
    """``path:line symbol`` of each."""
    return tuple(f"{item.path}:{item.line} {item.symbol}" for item in found)


def after_fix(code: str, files: Mapping[str, str]) -> tuple[dict[str, str], list[Finding]]:
    """The files after ``check --select CODE --fix --unsafe-fixes``, and what that rule still finds."""
    options = CheckOptions(select=(code,), fix=True, unsafe_fixes=True)
    outcome = checked(opened(files), options)
    after = {**files, **{change.path: change.after for change in outcome.changes if change.after is not None}}
    return after, findings(code, after)
