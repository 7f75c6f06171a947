"""Which file on disk does a planned path mean? One below the project's root, links followed."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath

from scaffold.errors import ProjectError

_OURS = ("run", "history", "running")


def inside(root: Path, path: str) -> Path:
    """The real file that ``path`` (posix, relative) means below ``root``, whether it exists or not.

    A link that stays in the project is followed, so that the link survives and its target
    changes. Raises ``ProjectError`` for a path that leaves the project, is none of its source, or
    is no regular file.
    """
    _must_be_plain(path)
    base = Path(os.path.realpath(root))
    try:
        real = Path(os.path.realpath(base / path))
        found = os.stat(real) if os.path.lexists(real) else None
    except (OSError, ValueError) as error:
        raise ProjectError(f"this path cannot be used: {_reason(error)}", where=path) from error
    if base != real and base not in real.parents:
        raise ProjectError(
            "a symbolic link leads out of the project",
            where=path,
            hint=f"replace the link by a folder or file of its own: it leads to {real}",
        )
    if found is None and os.path.islink(base / path):
        raise ProjectError("a symbolic link leads nowhere", where=path, hint=f"rm {path}")
    if found is not None and not stat.S_ISREG(found.st_mode):
        raise ProjectError("there is something here that is no file", where=path)
    return real


def _must_be_plain(path: str) -> None:
    parts = PurePosixPath(path).parts
    absolute = path.startswith("/") or "\\" in path or path[1:2] == ":"
    if not parts or absolute or ".." in parts or "\0" in path:
        raise ProjectError("this path leaves the project", where=path or "''")
    if parts[0] == ".git" or (parts[0] == ".scaffold" and parts[1:2] and parts[1] in _OURS):
        raise ProjectError("this path is not part of the project's source", where=path)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
