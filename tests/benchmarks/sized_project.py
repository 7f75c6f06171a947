"""A project of as many entities as wanted, six files each, all written and managed by the tool itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from measuring import BIN, environment

PROJECTS = Path(__file__).parent.parent / "projects"


def sized(folder: Path, entities: int) -> Path:
    """Lay the project in ``folder``, with one migration for everything."""
    ignored = shutil.ignore_patterns("__pycache__", "*.db", ".scaffold")
    shutil.copytree(PROJECTS / "blog", folder, ignore=ignored)
    (folder / "entities.toml").write_text("\n".join(_entity(number) for number in range(1, entities)))
    run(folder, "scaffold", "apply", "entities.toml", "--quiet")
    run(folder, "alembic", "upgrade", "head")
    return folder


def _entity(number: int) -> str:
    """Every second one refers to the one before."""
    lines = [
        f"[entity.Thing{number:04}]",
        'title = "str:max=200"',
        'body = "text:null"',
        'views = "int:default=0"',
        'published_at = "datetime:null"',
    ]
    if number % 2 == 0:
        lines.append(f'parent = "Thing{number - 1:04}:null"')
    return "\n".join(lines) + "\n"


def run(folder: Path, command: str, *words: str) -> None:
    """Run a command of our own environment. Raises ``CalledProcessError``."""
    subprocess.run(
        [str(BIN / command), *words], cwd=folder, env=environment(folder), check=True, stdin=subprocess.DEVNULL
    )
