"""Files that are called as their classes are: `Pet.py`, `PetRoutes.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.desired.layout import layout_of
from scaffold.project import open_project
from scaffold.spec.entity import Entity

MODEL = (
    "from sqlmodel import Field, SQLModel\nclass {0}(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
)
ROUTER = "from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/')\ndef rows(): ...\n"


@pytest.mark.parametrize(
    ("files", "model", "router"),
    [
        (("pet.py", "pets.py"), "app/models/blog_post.py", "app/routes/blog_posts.py"),
        (("pet.py", "routes_pet.py"), "app/models/blog_post.py", "app/routes/routes_blog_post.py"),
        (("Pet.py", "PetRoutes.py"), "app/models/BlogPost.py", "app/routes/BlogPostRoutes.py"),
        (("Pet.py", "Pets.py"), "app/models/BlogPost.py", "app/routes/BlogPosts.py"),
        (("PetModel.py", "Pet_router.py"), "app/models/BlogPostModel.py", "app/routes/BlogPost_router.py"),
    ],
)
def test_a_new_file_is_called_as_its_siblings_are(files: tuple[str, str], model: str, router: str) -> None:
    first, second = files
    source = {
        "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
        f"app/models/{first}": MODEL.format("Pet"),
        f"app/routes/{second}": ROUTER,
    }
    project = open_project(Path("/project"), source=source)
    layout = layout_of(Entity(name="BlogPost"), project)
    assert (layout.paths["model"], layout.paths["router"]) == (model, router)
    assert project.models["Pet"].paths["router"] == f"app/routes/{second}"


def test_models_that_nobody_gathers_get_no_package_that_does() -> None:
    source = {"app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n", "app/models/pet.py": MODEL.format("Pet")}
    assert open_project(Path("/project"), source=source).conventions.models_package is None
    beside = source | {"app/models/__init__.py": ""}
    assert open_project(Path("/project"), source=beside).conventions.models_package == "app/models/__init__.py"


def test_a_script_for_one_table_is_no_layer_of_all() -> None:
    script = "from app.models.pet import Pet\ndef create_pet(name): ...\n"
    source = {
        "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
        "app/crud_pet.py": script,
        **{f"app/models/{name.lower()}.py": MODEL.format(name) for name in ("Pet", "Owner", "Visit")},
        **{f"app/routes/{name}s.py": ROUTER for name in ("pet", "owner", "visit")},
    }
    assert "repository" not in open_project(Path("/project"), source=source).conventions.layers
    used = source | {"app/routes/pets.py": f"from app import crud_pet\n{ROUTER}"}
    assert open_project(Path("/project"), source=used).conventions.layers["repository"] == "app/crud_{snake}.py"


@pytest.mark.parametrize(
    ("asked", "version"),
    [
        ("sqlmodel>=0.0.8", (0, 0, 14)),
        ("sqlmodel>=0.0.22", (0, 0, 22)),
        ("sqlmodel>=0.0.8,<0.0.12", (0, 0, 8)),
        ("sqlmodel~=0.0.8", (0, 0, 8)),
        ("sqlmodel==0.0.8", (0, 0, 8)),
    ],
)
def test_a_range_that_lets_in_newer_ones_is_not_too_old(asked: str, version: tuple[int, int, int]) -> None:
    source = {"app/models.py": MODEL.format("Pet"), "requirements.txt": f"fastapi\n{asked}\n"}
    assert open_project(Path("/project"), source=source).conventions.sqlmodel == version


def test_pipenv_says_which_versions() -> None:
    locked = '{"default": {"sqlmodel": {"hashes": ["sha256:0"], "index": "pypi", "version": "==0.0.22"}}}'
    source = {"app/models.py": MODEL.format("Pet"), "Pipfile": '[packages]\nsqlmodel = "~=0.0.20"\n'}
    assert open_project(Path("/project"), source=source).conventions.sqlmodel == (0, 0, 20)
    both = source | {"Pipfile.lock": locked}
    assert open_project(Path("/project"), source=both).conventions.sqlmodel == (0, 0, 22)


@pytest.mark.parametrize(
    ("written", "table"),
    [
        (("users", "orders"), "blog_posts"),
        (("user", "order"), "blog_post"),
        (("shop_users", "shop_orders"), "shop_blog_posts"),
        (("Users", "Orders"), "BlogPosts"),
        (("User", "Order"), "BlogPost"),
        (("UserTable", "OrderTable"), "BlogPostTable"),
        (("user_tbl", "order_tbl"), "blog_post_tbl"),
        (("people", "purchases"), "blog_posts"),  # names of their own tell nothing
    ],
)
def test_a_new_table_is_called_as_its_siblings_are(written: tuple[str, str], table: str) -> None:
    models = "".join(
        f"class {name}(SQLModel, table=True):\n    __tablename__ = '{called}'\n    id: int = Field(primary_key=True)\n"
        for name, called in zip(("User", "Order"), written, strict=True)
    )
    source = {"app/models.py": f"from sqlmodel import Field, SQLModel\n{models}"}
    project = open_project(Path("/project"), source=source)
    assert layout_of(Entity(name="BlogPost"), project).table == table
    rows = project.findings.rows if project.findings else ()
    assert next(row.sure for row in rows if row.key == "table_style") is (written[0] != "people")
