"""Files that a person wrote, and the parts that an entity contributes to them."""

from __future__ import annotations

MODELS = {
    "listed": '''\
"""Import every table model here."""

from app.db.models.comment import Comment
from app.db.models.user import User

__all__ = ["Comment", "User"]
''',
    "relative": "from .comment import Comment\nfrom .user import User\n",
    "aliased": "from .comment import Comment as Comment\nfrom .user import User as User\n",
    "noqa": (
        "from app.db.models.comment import Comment  # noqa: F401\nfrom app.db.models.user import User  # noqa: F401\n"
    ),
    "modules": "import app.db.models.comment  # noqa: F401\nimport app.db.models.user  # noqa: F401\n",
    "submodules": "from . import comment, user\n",
    "tuple": (
        "from app.db.models.comment import Comment\nfrom app.db.models.user import User\n\n"
        '__all__ = (\n    "Comment",\n    "User",\n)\n'
    ),
    "augmented": (
        'from .comment import Comment\nfrom .user import User\n\n__all__ = ["Comment"]\n__all__ += ["User"]\n'
    ),
    "empty": "",
    "crlf": "from .comment import Comment\r\nfrom .user import User\r\n",
}
MODEL_PART = "from app.db.models.post import Post\n"

REGISTRIES = {
    "module": """\
from fastapi import APIRouter

from app.api import comments, users

api_router = APIRouter()
api_router.include_router(users.router)
api_router.include_router(comments.router)
""",
    "factory": """\
from fastapi import FastAPI

from app.api import users


def create_app() -> FastAPI:
    api_router = FastAPI()
    api_router.include_router(users.router)
    return api_router
""",
    "first": "from fastapi import FastAPI\n\napi_router = FastAPI()\n",
    "mounted": """\
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

api_router = FastAPI()
api_router.mount("/", StaticFiles(directory="static"))
""",
}
REGISTRY_PART = "from app.api import posts\n\napi_router.include_router(posts.router)\n"

USERS = {
    "plain": """\
from typing import TYPE_CHECKING

from sqlmodel import Field, Relationship, SQLModel

if TYPE_CHECKING:
    from app.db.models.comment import Comment


class User(SQLModel, table=True):
    __tablename__ = "users"

    id: int | None = Field(default=None, primary_key=True)
    email: str

    comments: list["Comment"] = Relationship(back_populates="author")

    def greet(self) -> str:
        return self.email
""",
    "bare": """\
from sqlmodel import Field, SQLModel


class User(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
""",
    "one_line": "from sqlmodel import SQLModel\n\n\nclass User(SQLModel): id: int\n",
    "tabs": "from sqlmodel import SQLModel\n\n\nclass User(SQLModel):\n\tid: int\n\n\tdef f(self):\n\t\tpass\n",
    "no_end": "from sqlmodel import SQLModel\n\n\nclass User(SQLModel):\n    id: int",
    "crlf": "from sqlmodel import SQLModel\r\n\r\n\r\nclass User(SQLModel):\r\n    id: int\r\n",
}
USER_PART = """\
from typing import TYPE_CHECKING

from sqlmodel import Relationship

if TYPE_CHECKING:
    from app.db.models.post import Post


class User:
    posts: list["Post"] = Relationship(back_populates="author")
"""

PARTS = {
    "app/db/models/__init__.py": (MODELS, MODEL_PART),
    "app/api/router.py": (REGISTRIES, REGISTRY_PART),
    "app/db/models/user.py": (USERS, USER_PART),
}
