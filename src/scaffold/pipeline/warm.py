"""The same check of the same files, answered from memory.

A verdict is kept under a digest of everything that it was concluded from: the content of the project's files,
what git and the environment say, the words typed, and this program itself. Whatever differs makes another key,
so a verdict is never trusted over the content; a damaged one is as if it were not there. Nothing is imported
here that costs start-up time.
"""

from __future__ import annotations

import os

from scaffold.caches import FOLDER, keep, load
from scaffold.pipeline.state import State

_NEVER = frozenset(("--fix", "--unsafe-fixes", "--diff", "--update-baseline", "--database", "--dry-run"))
_MARKS = ("pyproject.toml", "scaffold.lock", "alembic.ini", "requirements.txt", "setup.py", "setup.cfg", "Pipfile")
_KEPT = 8

Lines = tuple[tuple[tuple[str, str], ...], ...]


class Memory:
    """The verdicts of one project. ``key`` names the state in which it was asked."""

    def __init__(self, root: str, words: list[str]) -> None:
        self.root = root
        self._state = State(root, words)
        self.key = self._state.digest()

    def recall(self) -> tuple[int, Lines] | None:
        """The exit code and the lines of the same check before, ``None`` where there was none."""
        found: tuple[int, Lines] | None = load(self._path())
        return found

    def remember(self, root: str, code: int, lines: Lines) -> None:
        """Keep the verdict on the project at ``root``, unless a file changed while it was made.

        A folder that cannot be written is no error.
        """
        if os.path.realpath(root) != self.root or self._state.digest() != self.key:
            return
        if keep(self._path(), (code, lines)):
            _forget(os.path.join(self.root, FOLDER))

    def _path(self) -> str:
        return os.path.join(self.root, FOLDER, f"check-{self.key}.bin")


def memory(words: list[str]) -> Memory | None:
    """The memory for the command ``scaffold *words``; ``None`` for what is never answered from it."""
    if words[:1] != ["check"] or any(word.partition("=")[0] in _NEVER or "@{" in word for word in words):
        return None  # main@{yesterday} is another commit every day
    start = "."
    for index, word in enumerate(words):
        if word == "--project":
            start = words[index + 1] if index + 1 < len(words) else "."
        elif word.startswith("--project="):
            start = word[len("--project=") :]
    root = _root(os.path.realpath(start))
    return Memory(root, words) if root else None


def _root(folder: str) -> str | None:
    """The nearest folder that a check has left its cache in, else the nearest that looks like a project."""
    marked = None
    while True:
        if os.path.isdir(os.path.join(folder, FOLDER)):
            return folder
        if marked is None and any(os.path.exists(os.path.join(folder, name)) for name in _MARKS):
            marked = folder
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return marked
        folder = parent


def _forget(folder: str) -> None:
    """All but the last few verdicts."""
    try:
        found = [entry for entry in os.scandir(folder) if entry.name.startswith("check-")]
        found.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
        for entry in found[_KEPT:]:
            os.unlink(entry.path)
    except OSError:
        return
