"""Which libraries the project has, whatever it lists them in: no version, no group, no format is told apart.

A name in any file that lists needs counts, comments aside: what only the tests need stands in tables and files of
many names. In a lock only an entry of its own counts, because the extras of others are written there too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from scaffold.project.requirements import folders_up, is_installed
from scaffold.project.sources import Sources

_LISTS = re.compile(
    r"(?:requirements/.*|[\w.-]*requirements[\w.-]*)\.(?:txt|in)|pyproject\.toml|setup\.(?:py|cfg)|tox\.ini"
    r"|noxfile\.py|Pipfile|environment\.ya?ml"
)
_LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock")
_ABOVE = ("pyproject.toml", "requirements.txt", *_LOCKS)  # what a workspace keeps at its top
_COMMENT = re.compile(r"(?:^|\s)#.*")
_ALONG = {"httpx": r"fastapi\[(?:standard|all)"}  # what brings a library along without naming it


def lists_needs(sources: Sources, root: str | None) -> bool:
    """Does the project say at all what it needs? One that does names FastAPI or SQLModel."""
    return any(_names(name, *each) for name in ("fastapi", "sqlmodel") for each in _texts(sources, root))


def has_library(name: str, sources: Sources, root: str | None) -> bool:
    """Is it listed, locked or installed?"""
    return any(_names(name, *each) for each in _texts(sources, root)) or bool(root and is_installed(root, name))


def _texts(sources: Sources, root: str | None) -> Iterator[tuple[str, str]]:
    """The files that list needs, each as its name and its text."""
    for path in sources.files:
        if _LISTS.fullmatch(path) or path in _LOCKS:
            yield path, sources.text(path)
    for folder in folders_up(root or ""):
        for name in _ABOVE:
            if os.path.isfile(path := os.path.join(folder, name)):
                with open(path, encoding="utf-8", errors="replace") as file:
                    yield name, file.read()


def _names(name: str, path: str, text: str) -> bool:
    if path in _LOCKS:
        return bool(re.search(rf'^name = "{name}"\s*$|^\s*"{name}": \{{', text, re.MULTILINE))
    # `pytest-cov` needs pytest, `[tool.pytest.ini_options]` does not
    spelled = rf"(?<![\w.-]){name.replace('-', '[-_]')}(?!\w)"
    along = f"|{_ALONG[name]}" if name in _ALONG else ""
    return any(re.search(spelled + along, _COMMENT.sub("", line), re.IGNORECASE) for line in text.splitlines())
