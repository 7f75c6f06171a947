"""A copy of a small project, and what a person would do with it: run the tool, Alembic, the tests, the server."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from scaffold.pipeline.apply_file import apply_file
from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.outcome import Outcome

PROJECTS = Path(__file__).parent.parent / "projects"
IGNORED = shutil.ignore_patterns("__pycache__", "*.db", ".scaffold")
ALEMBIC = "import sys; from alembic.config import main; [main(step.split()) for step in sys.argv[1:]]"


@dataclass
class Workbench:
    """One project in a folder of its own. ``environment`` is added to what child processes see."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, folder: Path) -> Workbench:
        """A fresh copy of ``tests/projects/<name>``."""
        shutil.copytree(PROJECTS / name, folder, ignore=IGNORED)
        return cls(folder)

    def entity(self, line: str, **flags: object) -> Outcome:
        """``scaffold entity <line>``, the words split at spaces."""
        name, *words = line.split()
        return entity(self.root, name, words, flags=Flags(**flags))  # type: ignore[arg-type]

    def apply(self, text: str) -> Outcome:
        """``scaffold apply`` with this file."""
        file = self.root.parent / "entities.toml"
        file.write_text(text)
        return apply_file(self.root, file)

    def run(self, *command: str) -> str:
        """``python -m <command>`` in the project; fails the test with what it printed."""
        return self.python("-m", *command)

    def python(self, *arguments: str) -> str:
        """``python <arguments>`` in the project; fails the test with what it printed."""
        env = {**os.environ, "PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1", **self.environment}
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.root, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def sql(self, script: str) -> list[tuple[object, ...]]:
        """Statements on the project's SQLite file; the rows of the last one."""
        with sqlite3.connect(self.root / "seed.db") as connection:
            *first, last = script.split(";")
            for statement in first:
                connection.execute(statement)
            return connection.execute(last).fetchall()

    def files(self) -> dict[str, bytes]:
        """Every file that a person owns, as bytes."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not {".scaffold", "__pycache__"} & set(path.parts) and path.suffix != ".db"
        }

    def text(self, path: str) -> str:
        """One file."""
        return (self.root / path).read_text()

    def edit(self, path: str, old: str, new: str) -> None:
        """What a person does with an editor."""
        text = self.text(path)
        assert old in text, f"{path} has no {old!r}:\n{text}"
        (self.root / path).write_text(text.replace(old, new, 1))

    def migrate_up_and_down(self) -> None:
        """Upgrade, downgrade to nothing, upgrade; the models then need no other migration."""
        self.python("-c", ALEMBIC, "upgrade head", "downgrade base", "upgrade head", "check")
