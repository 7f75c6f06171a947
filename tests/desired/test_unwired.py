"""Routers are included in a loop over something that nobody can edit surely."""

from __future__ import annotations

from pathlib import Path

from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags

FILES = {
    "app/main.py": (
        "from app.factory import create_app\nfrom app.users import router as users\n\napp = create_app([users])\n"
    ),
    "app/factory.py": (
        "from fastapi import FastAPI\n\n\ndef create_app(routers):\n    app = FastAPI()\n"
        "    for each in routers:\n        app.include_router(each)\n    return app\n"
    ),
    "app/models.py": (
        "from sqlmodel import Field, SQLModel\n\n\nclass User(SQLModel, table=True):\n"
        "    id: int | None = Field(default=None, primary_key=True)\n"
    ),
    "app/users.py": (
        "from fastapi import APIRouter\n\nfrom app.models import User\n\nrouter = APIRouter(prefix='/users')\n\n\n"
        "@router.get('/')\ndef users() -> list[User]: ...\n"
    ),
}


def test_the_lines_to_paste_are_told_until_they_are_there(tmp_path: Path) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    flags = Flags(migration=False)

    outcome = entity(tmp_path, "Tag", ["name:str"], flags=flags)

    (told,) = [note for note in outcome.notes if "is not registered" in note]
    assert outcome.exit_code == 3
    line = next(line for line in told.splitlines() if line.startswith("from "))
    assert "include_router(" in told
    assert entity(tmp_path, "Tag", ["name:str"], flags=flags).exit_code == 3
    main = tmp_path / "app/main.py"
    main.write_text(f"{line}\n{main.read_text()}")
    assert entity(tmp_path, "Tag", ["name:str"], flags=flags).exit_code == 0
    main.write_text(main.read_text().replace("from app.", "from ."))
    assert entity(tmp_path, "Tag", ["name:str"], flags=flags).exit_code == 0
