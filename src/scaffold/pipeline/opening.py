"""A project that nobody else is changing, read as it is now, with what was written there last time.

A dry run neither waits for another run nor finishes a broken one: it says what has to be done first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from scaffold.apply import held, pending, recover
from scaffold.caches import FOLDER
from scaffold.dataclass import dataclass, replace
from scaffold.errors import LockError, ProjectError
from scaffold.facts.cache import FactsCache
from scaffold.lock import Lock
from scaffold.pipeline.flags import Flags
from scaffold.project import Project, open_project
from scaffold.project.location import find_root

LOCK = "scaffold.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A project that nobody else is changing, and what we wrote there last time."""

    root: Path
    project: Project
    lock: Lock
    notes: tuple[str, ...] = ()


@contextmanager
def opened(start: Path, flags: Flags) -> Iterator[Opened]:
    """The project that ``start`` is in. A dry run neither waits for another run nor finishes a broken one."""
    root = Path(find_root(str(start)))
    if flags.dry_run:
        if pending(root):
            raise LockError(
                "an interrupted run has to be finished or put back first",
                where=str(root),
                hint="the same command without --dry-run does it",
            )
        yield _read(root, start)
        return
    with held(root):
        recovered = recover(root)
        yield replace(_read(root, start), notes=(recovered,) if recovered else ())


def _read(root: Path, start: Path) -> Opened:
    project = open_project(start, reader=facts_of(str(root)).read)
    for path, problem in project.unread.items():
        raise ProjectError(
            f"{path} does not parse, and a model in it cannot be read: {problem.message}",
            where=f"{path}:{problem.line}:{problem.column}",
            hint=f"mend {path}, then run the same command again",
        )
    return Opened(root=root, project=project, lock=Lock.parse(project.files.get(LOCK, "")))


@lru_cache(maxsize=1)
def facts_of(root: str) -> FactsCache:
    """A reader that knows what the last command read."""
    return FactsCache(os.path.join(root, FOLDER))
