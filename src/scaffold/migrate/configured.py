"""The database that the project is configured for: touched only when a person asked for just that.

``--upgrade`` runs the project's own migrations on it, and ``undo`` asks it which revision it is at. Both are the
project's own ``alembic`` in its own interpreter, with nothing of ours in between.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from scaffold.errors import StepError
from scaffold.migrate.interpreter import interpreter_of
from scaffold.migrate.runner.masking import masked


def upgrade(root: Path, ini: str | None, python: str | None, settings: Mapping[str, str]) -> None:
    """Migrate the configured database to its heads. Raises ``StepError`` with what Alembic said."""
    done = _alembic(root, ini, python, settings, "upgrade", "heads")
    if done.returncode:
        raise StepError(
            "the database could not be upgraded, and the files were put back: " + _last_lines(done),
            where=ini or "pyproject.toml",
            hint="the same command without --upgrade, then: alembic upgrade heads",
        )


def revisions_of(root: Path, ini: str | None, python: str | None, settings: Mapping[str, str]) -> frozenset[str]:
    """The revisions that the configured database is at. Raises ``StepError`` when it cannot be asked."""
    folder = root / standing_of(root, ini)[0]
    before = set(folder.iterdir())
    done = _alembic(root, ini, python, settings, "current")
    for made in set(folder.iterdir()) - before:  # SQLite makes an empty file by connecting
        if made.is_file() and made.stat().st_size == 0:
            made.unlink()
    if done.returncode:
        raise StepError(
            "the database cannot be asked which migrations it has: " + _last_lines(done),
            where=ini or "pyproject.toml",
            hint="start it, or say that the migration is not applied: scaffold undo --yes",
        )
    return frozenset(re.findall(r"^(\w+)(?: \(|$)", done.stdout, re.MULTILINE))


def standing_of(root: Path, ini: str | None) -> tuple[str, str]:
    """The folder where one types ``alembic``, relative to ``root``, and how ``ini`` is called from there.

    That is its own folder, but not one that is a package: its modules would be found under other names, and one of
    them called ``types`` would stand before Python's.
    """
    folder, _, name = (ini or "").rpartition("/")
    if not folder or not (root / folder / "__init__.py").exists():
        return folder, name
    found = re.search(r"^script_location\s*=\s*(.+?)\s*$", (root / folder / name).read_text("utf-8"), re.MULTILINE)
    location = found[1] if found else ""
    return ("", ini or "") if "%(here)s" in location or (root / location).is_dir() else (folder, name)


def typed(root: Path | None, ini: str | None, words: str) -> str:
    """What a person types at the root for ``alembic`` and ``words``: ``cd backend && alembic upgrade head``."""
    folder, name = standing_of(root, ini) if root else ("", ini or "")
    configured = "" if name in ("", "alembic.ini") else f" -c {name}"
    command = f"alembic{configured} {words}"
    return f"cd {folder} && {command}" if folder else command


def _alembic(
    root: Path, ini: str | None, python: str | None, settings: Mapping[str, str], *words: str
) -> subprocess.CompletedProcess[str]:
    folder, name = standing_of(root, ini)
    command = [interpreter_of(root, python), "-m", "alembic", *(("-c", name) if ini else ()), *words]
    env = {**os.environ, **settings, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=root / folder, env=env, capture_output=True, text=True, check=False)


def _last_lines(done: subprocess.CompletedProcess[str]) -> str:
    said = (done.stderr or done.stdout).strip().splitlines()
    return masked("\n".join(said[-3:]))
