"""`scaffold demo`: a small real project, the main job run in it, migrated and tested, ready to be served."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scaffold.dataclass import replace
from scaffold.desired.templates import templates_home
from scaffold.errors import ProjectError, StepError
from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.outcome import Outcome

USER = ("email:EmailStr:unique", "name:str:max=50")
POST = ("title:str:max=200", "body:text:null", "author:User")


def demo(directory: Path, *, flags: Flags | None = None) -> Outcome:
    """Write the project into ``directory``, which must be missing or empty.

    Raises ``ProjectError`` when it is not, and ``StepError`` when a step of the demonstration fails.
    """
    flags = flags or Flags()
    if directory.exists() and any(directory.iterdir()):
        raise ProjectError("the folder is not empty", where=str(directory), hint="scaffold demo NEW_FOLDER")
    shutil.copytree(templates_home() / "demo", directory, dirs_exist_ok=True)
    flags.progress("scaffold entity User " + " ".join(USER))
    first = entity(directory, "User", USER, flags=flags)
    flags.progress("scaffold entity Post " + " ".join(POST))
    second = entity(directory, "Post", POST, flags=flags)
    flags.progress("alembic upgrade head")
    _run(directory, "alembic", "upgrade", "head")
    flags.progress("pytest")
    tested = _run(directory, "pytest", "-q")
    return replace(
        second,
        command="demo",
        changes=(*first.changes, *second.changes),
        notes=(*second.notes, f"tests: {tested.splitlines()[-1]}"),
        next=(
            f"cd {directory} && {_tool('uvicorn')} app.main:app",
            "curl -X POST localhost:8000/users -H 'content-type: application/json' "
            """-d '{"email": "ada@example.org", "name": "Ada"}'""",
            "open http://localhost:8000/docs",
            f"{_tool('scaffold')} entity Comment body:text post:Post author:User",
        ),
    )


def _tool(name: str) -> str:
    """A command of our own environment, with its folder where a shell would not find it."""
    own = Path(sys.executable).with_name(name)
    found = shutil.which(name)
    return name if found and Path(found).resolve() == own.resolve() else str(own)


def _run(directory: Path, *command: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(directory)}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=directory,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StepError(
            f"{' '.join(command)} failed: {(done.stdout + done.stderr).strip()[-2000:]}",
            where=str(directory),
            hint="python -m pip install 'sqlmodel-scaffold[demo]'",
        )
    return done.stdout
