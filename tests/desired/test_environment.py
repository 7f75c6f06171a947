"""A new model is made known to Alembic as its siblings are, where each of them is imported by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags

FLAGS = Flags(yes=True, migration=False)
HEAD = "from alembic import context\nfrom sqlmodel import SQLModel\n\n"
MODEL = (
    "from sqlmodel import Field, SQLModel\n\n\nclass {}(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
)


@pytest.mark.parametrize(
    ("siblings", "after"),
    [
        (
            "from app.models.pet import Pet\nfrom app.models.user import User\n",
            "from app.models.pet import Pet\nfrom app.models.tag import Tag\nfrom app.models.user import User\n",
        ),
        (
            "from app.models.pet import Pet  # noqa: F401\nfrom app.models.user import User  # noqa: F401\n",
            "from app.models.pet import Pet  # noqa: F401\nfrom app.models.tag import Tag  # noqa: F401\n"
            "from app.models.user import User  # noqa: F401\n",
        ),
        ("from app.models import pet, user\n", "from app.models import pet, tag, user\n"),
        (
            "import app.models.pet  # noqa: F401\nimport app.models.user  # noqa: F401\n",
            "import app.models.pet  # noqa: F401\nimport app.models.tag  # noqa: F401\n"
            "import app.models.user  # noqa: F401\n",
        ),
    ],
)
def test_the_model_is_imported_as_the_others_are(siblings: str, after: str, tmp_path: Path) -> None:
    metadata = "\ntarget_metadata = SQLModel.metadata\n"
    files = {
        "requirements.txt": "fastapi\nsqlmodel\nalembic\n",
        "alembic.ini": "[alembic]\nscript_location = migrations\n",
        "migrations/env.py": HEAD + siblings + metadata,
        "app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
        "app/models/pet.py": MODEL.format("Pet"),
        "app/models/user.py": MODEL.format("User"),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    entity(tmp_path, "Tag", ["name:str"], flags=FLAGS)
    assert (tmp_path / "migrations/env.py").read_text() == HEAD + after + metadata
    assert entity(tmp_path, "Tag", ["name:str"], flags=FLAGS).changes == ()
