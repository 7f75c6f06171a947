"""Files that only save time: written whole, and looked at only where they are undamaged.

A project's are in a folder that git ignores, a user's in the one that the system has for it. Whatever can go wrong
with one, it is as if it were not there: a lost cache costs time and nothing else. What a file was made from belongs
into its name. Nothing is imported here that costs start-up time.
"""

from __future__ import annotations

import marshal
import os
import sys

TYPE_CHECKING = False  # as type checkers know it; `typing` itself would double the time of a check that is remembered
if TYPE_CHECKING:
    from typing import Any

try:
    from _blake2 import blake2b  # hashlib loads OpenSSL first
except ImportError:  # another implementation of Python
    from hashlib import blake2b

FOLDER = os.path.join(".scaffold", "cache")  # below the root of a project
_DIGEST = 16


def load(path: str) -> Any:
    """What ``keep`` kept there; ``None`` where there is nothing, or nothing whole."""
    try:
        with open(path, "rb") as file:
            data = file.read()
        body = data[_DIGEST:]
        return marshal.loads(body) if _digest(body) == data[:_DIGEST] else None
    except (OSError, ValueError, EOFError, TypeError):
        return None


def keep(path: str, value: Any) -> bool:
    """Keep a value of built-in types for ``load``; whether that was possible.

    Readers see the file of before or the new one, never a part.
    """
    body = marshal.dumps(value)
    folder, beside = os.path.dirname(path), f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder, exist_ok=True)
        _ignored_by_git(folder)
        with open(beside, "wb") as file:
            file.write(_digest(body) + body)
        os.replace(beside, path)
    except OSError:
        return False
    return True


def user_folder() -> str:
    """The folder for what all projects of a user share: ``SCAFFOLD_CACHE_DIR``, else the system's own place."""
    if configured := os.environ.get("SCAFFOLD_CACHE_DIR"):
        return configured
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        return f"{home}/Library/Caches/sqlmodel-scaffold"
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or f"{home}/.cache", "sqlmodel-scaffold")


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST).digest()


def _ignored_by_git(folder: str) -> None:
    path = os.path.join(folder, ".gitignore")
    if not os.path.exists(path):
        with open(path, "w", encoding="utf-8") as file:
            file.write("*\n")
