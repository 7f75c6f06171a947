"""Which folders of a project are looked into, which files in them are read, and where its repository begins.

Nothing is imported here that costs start-up time: a check that is answered from memory asks, too.
"""

from __future__ import annotations

import os

SKIPPED = frozenset(
    [
        ".git",
        ".hg",
        ".svn",
        ".tox",
        ".nox",
        ".venv",
        "venv",
        "env",
        ".env",
        "virtualenv",
        "node_modules",
        "__pycache__",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".hypothesis",
        ".idea",
        ".vscode",
        ".eggs",
        "build",
        "dist",
        "site-packages",
        "htmlcov",
        ".scaffold",
    ]
)
TEXT = (".py", ".toml", ".ini", ".cfg", ".mako", ".txt", ".lock", ".md", ".yml", ".yaml", ".in", ".json")


def repository_of(folder: str) -> str | None:
    """The nearest folder with a ``.git``, at or above an absolute one (in a worktree it is a file)."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def folders_above(folder: str) -> list[str]:
    """The folders above, nearest first, up to that of the repository; none where there is no repository."""
    repository, found = repository_of(folder), list[str]()
    while repository is not None and folder != repository:
        folder = os.path.dirname(folder)
        found.append(folder)
    return found
