"""Single steps on the disk, each of which happens wholly or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def write(file: Path, content: bytes, *, like: Path | None = None) -> None:
    """A new file, on the disk when this returns, with the mode and owner of ``like``."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    if like is not None:
        _look_like(file, like)


def _look_like(file: Path, model: Path) -> None:
    wanted, there = model.stat(), file.stat()
    if (wanted.st_uid, wanted.st_gid) != (there.st_uid, there.st_gid) and hasattr(os, "chown"):
        with suppress(OSError):  # only root may; anybody else gets a file of their own
            os.chown(file, wanted.st_uid, wanted.st_gid)
    shutil.copymode(model, file)


def keep(file: Path, aside: Path) -> None:
    """The same file under a second name, so that putting it back needs no space."""
    try:
        os.link(file, aside)
    except OSError:  # no hard links here, or not for us
        shutil.copy2(file, aside)
        settle(aside)


def move(file: Path, target: Path) -> None:
    """``file`` takes the place of ``target`` in one step, from another file system too."""
    try:
        os.replace(file, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = beside(target)
        near.unlink(missing_ok=True)
        shutil.copy2(file, near)
        settle(near)
        os.replace(near, target)


def beside(target: Path) -> Path:
    """Where ``move`` puts a copy when the project spans file systems."""
    return target.with_name(f".{target.name[:200]}.scaffold~")


def settle(path: Path) -> None:
    """What was written at ``path`` survives a power cut. A folder cannot be synced everywhere."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def missing_folders(root: Path, files: Iterable[Path]) -> list[Path]:
    """The folders that must be created for ``files``, parents first."""
    missing = {folder for file in files for folder in file.parents if root in folder.parents and not folder.exists()}
    return sorted(missing)


def remove_empty(folders: Iterable[Path]) -> None:
    """Remove those of ``folders`` that hold nothing, children first."""
    for folder in sorted(folders, reverse=True):
        try:
            folder.rmdir()
        except OSError:  # not empty, or gone
            continue
