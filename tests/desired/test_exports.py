"""Packages that hand on what their modules define: `from .user import UserCreate` in `app/schemas/__init__.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.pipeline.check import check
from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.remove import remove
from scaffold.pipeline.undo import undo
from scaffold.project import open_project

MODEL = """\
from sqlmodel import Field, SQLModel


class {name}(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
"""
SCHEMAS = """\
from sqlmodel import SQLModel


class {name}Create(SQLModel):
    name: str


class {name}Update(SQLModel):
    name: str | None = None


class {name}Out(SQLModel):
    id: int
    name: str
"""
ROUTER = """\
from fastapi import APIRouter

from app.models.{snake} import {name}

router = APIRouter(prefix="/{snake}s")


@router.get("/")
def read_{snake}s() -> list[{name}]: ...
"""
MAIN = """\
from fastapi import FastAPI

from app.api import items, users

app = FastAPI()
app.include_router(items.router)
app.include_router(users.router)
"""
HANDED = "from .{snake} import {name}Create, {name}Out, {name}Update\n"
FLAGS = Flags(migration=False, yes=True)


def host(root: Path, **packages: str) -> Path:
    files = {"app/__init__.py": "", "app/main.py": MAIN, "app/api/__init__.py": "", "app/models/__init__.py": ""}
    files["app/schemas/__init__.py"] = ""
    for name, snake in (("Item", "item"), ("User", "user")):
        files[f"app/models/{snake}.py"] = MODEL.format(name=name)
        files[f"app/schemas/{snake}.py"] = SCHEMAS.format(name=name)
        files[f"app/api/{snake}s.py"] = ROUTER.format(name=name, snake=snake)
    files |= {f"app/{folder}/__init__.py": text for folder, text in packages.items()}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def handed(snake: str) -> str:
    return HANDED.format(snake=snake, name=snake.title())


def after(root: Path, package: str = "schemas") -> str:
    entity(root, "Tag", ["name:str"], flags=FLAGS)
    return (root / f"app/{package}/__init__.py").read_text()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="of nothing"),
        pytest.param("from .token import Token\n", id="of what is no entity"),
        pytest.param(handed("item"), id="of one sibling and not of the other"),
        pytest.param(
            "def load():\n    from .item import ItemCreate\n    from .user import UserCreate\n", id="in calls"
        ),
    ],
)
def test_a_package_that_does_not_hand_on_every_sibling_stays(tmp_path: Path, text: str) -> None:
    assert after(host(tmp_path, schemas=text)) == text


def test_a_name_that_a_sibling_keeps_for_itself_is_kept(tmp_path: Path) -> None:
    text = "from .item import ItemCreate, ItemOut\nfrom .user import UserCreate\n"
    assert "from .tag import TagCreate\n" in after(host(tmp_path, schemas=text))


def test_relative_imports_get_a_relative_one(tmp_path: Path) -> None:
    text = handed("item") + handed("user")
    assert after(host(tmp_path, schemas=text)) == handed("item") + handed("tag") + handed("user")


def test_absolute_imports_get_an_absolute_one(tmp_path: Path) -> None:
    text = "from app.schemas.item import ItemCreate, ItemOut\nfrom app.schemas.user import UserCreate, UserOut\n"
    lines = after(host(tmp_path, schemas=text)).splitlines()
    assert lines[1] == "from app.schemas.tag import TagCreate, TagOut"


def test_names_are_listed_where_those_of_siblings_are(tmp_path: Path) -> None:
    names = ["ItemCreate", "UserCreate"]
    text = f"from .item import ItemCreate\nfrom .user import UserCreate\n\n__all__ = {names}\n".replace("'", '"')
    assert '__all__ = ["ItemCreate", "TagCreate", "UserCreate"]' in after(host(tmp_path, schemas=text))


def test_modules_and_routers_are_handed_on_as_such(tmp_path: Path) -> None:
    assert "from . import items, tags, users" in after(host(tmp_path / "a", api="from . import items, users\n"), "api")
    text = "from .items import router as items_router\nfrom .users import router as users_router\n"
    assert "from .tags import router as tags_router\n" in after(host(tmp_path / "b", api=text), "api")


def test_everything_is_handed_on_where_everything_of_siblings_is(tmp_path: Path) -> None:
    text = "from .item import *\nfrom .user import *\n"
    root = host(tmp_path, schemas=text)
    assert after(root) == "from .item import *\nfrom .tag import *\nfrom .user import *\n"
    remove(root, "Tag", flags=FLAGS)
    assert (root / "app/schemas/__init__.py").read_text() == text


def test_schemas_beside_their_models_are_listed_with_them(tmp_path: Path) -> None:
    text = ""
    for snake in ("item", "user"):
        name = snake.title()
        text += f"from .{snake} import {name}, {name}Create\n"
    root = host(tmp_path, models=text + '\n__all__ = ["Item", "ItemCreate", "User", "UserCreate"]\n')
    for snake in ("item", "user"):
        schemas = (root / f"app/schemas/{snake}.py").read_text().partition("\n")[2]
        (root / f"app/schemas/{snake}.py").unlink()
        with (root / f"app/models/{snake}.py").open("a") as file:
            file.write(schemas)
    made = after(root, "models")
    assert "from .tag import Tag, TagCreate\n" in made
    assert '__all__ = ["Item", "ItemCreate", "Tag", "TagCreate", "User", "UserCreate"]' in made


def test_it_is_found_with_its_place(tmp_path: Path) -> None:
    project = open_project(host(tmp_path, schemas=handed("item") + handed("user")))
    assert project.conventions.exports == {"schema": "app/schemas/__init__.py:{Name}Create,{Name}Out,{Name}Update"}


def test_a_later_sibling_that_is_not_handed_on_takes_nothing_back(tmp_path: Path) -> None:
    root = host(tmp_path, schemas=handed("item") + handed("user"))
    made = after(root)
    (root / "app/models/team.py").write_text(MODEL.format(name="Team"))
    (root / "app/schemas/team.py").write_text(SCHEMAS.format(name="Team"))
    assert after(root) == made


def test_a_second_run_writes_nothing_and_all_can_be_taken_back(tmp_path: Path) -> None:
    text = handed("item") + handed("user")
    root = host(tmp_path, schemas=text)
    package = root / "app/schemas/__init__.py"
    after(root)
    assert not entity(root, "Tag", ["name:str"], flags=FLAGS).changes
    assert not [found for found in check(root).findings if found.path.startswith("app/schemas/")]
    remove(root, "Tag", flags=FLAGS)
    assert package.read_text() == text
    after(root)
    undo(root)
    assert package.read_text() == text
