"""One run at a time: a lock that the operating system drops when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scaffold.apply.interrupts import postponed
from scaffold.apply.journal import state_folder
from scaffold.errors import LockError

IGNORED = "/*\n!/templates/\n"
_AGAIN_AFTER = 0.05
_depth: dict[str, int] = {}  # a run that holds the project may ask for it again


@contextmanager
def held(root: Path, *, wait: float = 5.0) -> Iterator[None]:
    """Nobody else changes the project inside.

    Raises ``LockError``, naming the other run, when that one does not end within ``wait``
    seconds. A run that leaves nothing behind leaves no ``.scaffold`` either.
    """
    name = os.path.realpath(root)
    if _depth.get(name):
        _depth[name] += 1
        try:
            yield
        finally:
            _depth[name] -= 1
        return
    if not root.is_dir():
        raise LockError("there is no such folder", where=str(root))
    folder = state_folder(root)
    descriptor = _take(folder, time.monotonic() + wait)
    _depth[name] = 1
    try:
        _say_who(descriptor)
        yield
    finally:
        with postponed():
            del _depth[name]
            _release(folder, descriptor)


def _take(folder: Path, until: float) -> int:
    file = folder / "running"
    while True:
        try:
            _prepare(folder)
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:  # the run before us has just cleaned up
            continue
        except OSError as error:
            _leave_no_trace(folder)
            raise LockError(
                f"this project cannot be written to: {error.strerror}",
                where=str(error.filename or file),
                hint="make the folder writable; --dry-run shows the plan without it",
            ) from error
        if _lock(descriptor) and _is_still(descriptor, file):
            return descriptor
        who = os.read(descriptor, 200).decode("utf-8", "replace").strip()
        os.close(descriptor)
        if time.monotonic() > until:
            raise LockError(
                f"another run is at work in this project: {who or 'just started'}",
                where=str(file),
                hint="wait until it has ended, then run this again",
            )
        time.sleep(_AGAIN_AFTER)


def _prepare(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text(IGNORED, encoding="utf-8")


def _is_still(descriptor: int, file: Path) -> bool:
    """Is the file that we locked the one that others will find? Its holder removes it."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(file))
    except OSError:
        return False


def _say_who(descriptor: int) -> None:
    words = " ".join([Path(sys.argv[0]).stem.replace("__main__", "scaffold"), *sys.argv[1:3]])
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"pid {os.getpid()} ({words})\n".encode("utf-8", "replace")[:200])


def _release(folder: Path, descriptor: int) -> None:
    if sys.platform == "win32":  # an open file cannot be removed there
        os.close(descriptor)
    with suppress(OSError):
        (folder / "running").unlink(missing_ok=True)
    _leave_no_trace(folder)
    if sys.platform != "win32":
        os.close(descriptor)


def _leave_no_trace(folder: Path) -> None:
    """Remove a folder that holds nothing but what ``_prepare`` put there."""
    ignore = folder / ".gitignore"
    with suppress(OSError):
        (folder / "history").rmdir()
    with suppress(OSError):  # somebody else's now
        if os.listdir(folder) == [".gitignore"] and ignore.read_text(encoding="utf-8") in (
            IGNORED,
            "",
        ):
            ignore.unlink()
        folder.rmdir()


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond the text, which others read
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
