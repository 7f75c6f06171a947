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
