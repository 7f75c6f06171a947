"""The project as it would be after the plan, in a folder of its own.

Text is copied and everything else is linked: a copy, because ``Path(__file__).resolve()`` in
somebody's ``env.py`` must stay inside the stage, and a link would lead it back to the project.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold.errors import StepError
from scaffold.walked import folders_above

if TYPE_CHECKING:
    from scaffold.plan import Change

_SKIPPED_FOLDERS = frozenset(
    [
        ".git",
        ".hg",
        ".svn",
        ".venv",
        "venv",
        "node_modules",
        ".tox",
        ".nox",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        ".idea",
        ".vscode",
        ".scaffold",
        "htmlcov",
        "site-packages",
    ]
)
_TEXT = frozenset(
    [
        ".py",
        ".pyi",
        ".ini",
        ".toml",
        ".cfg",
        ".conf",
        ".mako",
        ".env",
        ".json",
        ".yaml",
        ".yml",
        ".sql",
        ".txt",
        ".md",
        ".rst",
        ".csv",
        ".jinja",
        ".jinja2",
        ".j2",
        ".html",
        ".pth",
        ".lock",
        ".properties",
        ".xml",
        ".graphql",
    ]
)
# A database or a log of the project is neither copied nor linked: nobody may write to it through
# the stage.
_LEFT_OUT = frozenset({".db", ".sqlite", ".sqlite3", ".db-journal", ".db-wal", ".db-shm", ".log", ".pid"})
_BIG = 1_000_000
# A compiled file is trusted when it names its source's time and size. No compiled file names this
# time.
_NEVER_COMPILED = 1


@contextmanager
def stage(root: Path, changes: Sequence[Change]) -> Iterator[Path]:
    """Yield a copy of the project below ``root`` with ``changes`` applied; it is gone afterwards.

    Where the project is a folder of a larger repository, the copy stands equally deep and sees, by
    links, what stands above and beside it: ``env_file="../.env"``, ``sys.path.append("../shared")``.
    Raises ``StepError`` when a change leaves ``root``.
    """
    root = root.resolve()
    top = Path(tempfile.mkdtemp(prefix="scaffold-"))
    try:
        target = _below_repository(root, top / "stage")
        _copy_folder(str(root), str(target), str(root), str(target))
        for change in changes:
            _apply(change, target)
        yield target
    finally:
        shutil.rmtree(top, ignore_errors=True)


def files_of(root: Path) -> Iterator[str]:
    """The paths of all files below ``root`` that a stage of it would have, in a fixed order."""
    seen = set()
    for folder, folders, names in os.walk(root, followlinks=True):
        if os.path.realpath(folder) in seen:  # a link into the project itself
            folders.clear()
            continue
        seen.add(os.path.realpath(folder))
        folders[:] = sorted(name for name in folders if not _is_skipped(folder, name))
        yield from (os.path.join(folder, name) for name in sorted(names) if not _is_left_out(name))


def files_above(root: Path) -> Iterator[str]:
    """The paths of the files that a stage of ``root`` has above it: those of the repository that it is a part of."""
    for parent in folders_above(str(root)):
        with os.scandir(parent) as entries:
            yield from sorted(entry.path for entry in entries if entry.is_file() and not _is_left_out(entry.name))


def _is_skipped(folder: str, name: str) -> bool:
    """Whether a folder has nothing that the project's own code would read."""
    environment = os.path.exists(os.path.join(folder, name, "pyvenv.cfg"))
    return name in _SKIPPED_FOLDERS or name == "__pycache__" or environment


def _below_repository(root: Path, top: Path) -> Path:
    above = folders_above(str(root))
    if not above:
        return top / root.name
    repository = Path(above[-1])
    source, target = repository, top / repository.name
    for part in root.relative_to(repository).parts:
        target.mkdir(parents=True, exist_ok=True)
        for entry in os.scandir(source):
            beside = entry.is_dir() and entry.name != part and not _is_skipped(str(source), entry.name)
            if beside or (entry.is_file() and not _is_left_out(entry.name)):
                os.symlink(entry.path, target / entry.name)
        source, target = source / part, target / part
    return target


def _copy_folder(source: str, target: str, root: str, staged_root: str) -> None:
    os.makedirs(target, exist_ok=True)
    with os.scandir(source) as entries:
        for entry in entries:
            copy = os.path.join(target, entry.name)
            if entry.is_symlink() and entry.is_dir():
                _copy_link(entry, copy, root, staged_root)
            elif entry.is_dir():
                if entry.name == "__pycache__":
                    os.symlink(entry.path, copy)
                elif not _is_skipped(source, entry.name):
                    _copy_folder(entry.path, copy, root, staged_root)
            elif entry.is_file() and not _is_left_out(entry.name):
                _copy_file(entry, copy)


def _copy_link(entry: os.DirEntry[str], copy: str, root: str, staged_root: str) -> None:
    pointed = os.path.realpath(entry.path)
    inside = pointed == root or pointed.startswith(root.rstrip(os.sep) + os.sep)
    os.symlink(staged_root + pointed[len(root.rstrip(os.sep)) :] if inside else pointed, copy)


def _copy_file(entry: os.DirEntry[str], copy: str) -> None:
    status = entry.stat()
    if _is_text(entry.name) and status.st_size <= _BIG:
        with open(entry.path, "rb") as file, open(copy, "wb") as written:
            written.write(file.read())
        # by this time of its source a compiled file is known
        os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
    else:
        os.symlink(os.path.realpath(entry.path), copy)


def _is_text(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in _TEXT or name.startswith(".env") or "." not in name


def _is_left_out(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in _LEFT_OUT


def _apply(change: Change, target: Path) -> None:
    path = target / change.path
    # Neither `../x` nor a linked folder may carry a planned change out of the stage.
    if not path.parent.resolve().is_relative_to(target.resolve()):
        raise StepError(f"{change.path} leaves the project", where=change.path)
    if change.after is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # it may be a link into the project
    path.write_text(change.after, encoding="utf-8", newline="")
    os.utime(path, (_NEVER_COMPILED, _NEVER_COMPILED))
