"""Where a project is: its root, from anywhere inside it, or from above it in a repository of several."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from scaffold.errors import ProjectError
from scaffold.walked import SKIPPED

_MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "requirements.txt", "scaffold.lock", "uv.lock")
_WEAK = ("alembic.ini", "requirements", ".git")
_DEPTH = 3


def find_root(start: str) -> str:
    """The project that ``start`` is in, or the only one below it.

    Raises ``ProjectError`` where there is none, and where several are below and none is meant.
    """
    start = os.path.realpath(start)
    if not os.path.isdir(start):
        start = os.path.dirname(start)
    if not os.path.isdir(start):
        raise ProjectError("there is no such folder", where=start, hint="scaffold --project DIR")
    for folder in _upwards(start):
        if _configured(folder):
            return folder
    here = next((folder for folder in _upwards(start) if _marked(folder)), _outside_of_packages(start))
    if _has_models(here, own=True):
        return here
    below = [folder for folder in _projects(here, _DEPTH) if _has_models(folder, own=False)]
    if len(below) > 1:
        raise ProjectError(
            f"several projects are below: {', '.join(os.path.relpath(folder, here) for folder in below)}",
            where=here,
            hint=f"scaffold --project {os.path.relpath(below[0], here)} ...",
        )
    return below[0] if below else here


def _upwards(folder: str) -> Iterator[str]:
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder or os.path.isdir(os.path.join(folder, ".git")):
            return
        folder = parent


def _outside_of_packages(folder: str) -> str:
    """The first folder above that is no package: where the project is started from."""
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder = os.path.dirname(folder)
    return folder


def _configured(folder: str) -> bool:
    path = os.path.join(folder, "pyproject.toml")
    if not os.path.isfile(path):
        return False
    with open(path, encoding="utf-8", errors="replace") as file:
        return re.search(r"^\s*\[tool\.scaffold[.\]]", file.read(), re.MULTILINE) is not None


def _marked(folder: str) -> bool:
    return any(os.path.exists(os.path.join(folder, name)) for name in (*_MARKERS, *_WEAK))


def _projects(folder: str, depth: int) -> Iterator[str]:
    """The folders below that are projects of their own, the outermost of each branch."""
    for entry in _folders(folder):
        # a requirements.txt inside a package belongs to the project around it
        strong = any(os.path.isfile(os.path.join(entry, name)) for name in _MARKERS)
        if strong and not os.path.isfile(os.path.join(entry, "__init__.py")):
            yield entry
        elif depth > 1:
            yield from _projects(entry, depth - 1)


def _folders(folder: str) -> list[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []
    return [
        entry.path
        for entry in entries
        if entry.is_dir(follow_symlinks=False) and entry.name not in SKIPPED and not entry.name.startswith(".")
    ]


def _has_models(folder: str, *, own: bool) -> bool:
    """Does a Python file below mention SQLModel or FastAPI? ``own`` leaves projects inside of it out."""
    nested = set(_projects(folder, _DEPTH)) if own else set()
    stack = [folder]
    while stack:
        here = stack.pop()
        stack += [entry for entry in _folders(here) if entry not in nested]
        for name in os.listdir(here):
            if name.endswith(".py") and _mentions(os.path.join(here, name)):
                return True
    return False


def _mentions(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return re.search(rb"^\s*(?:from|import) (?:sqlmodel|fastapi)\b", file.read(), re.MULTILINE) is not None
    except OSError:
        return False
