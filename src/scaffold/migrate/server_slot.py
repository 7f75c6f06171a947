"""Where the embedded server keeps its data between runs, one folder for each server that runs at a time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scaffold.errors import StepError
from scaffold.migrate.server_account import Account

MEMORY_PREFIX = "scaffold-shadow-"
_SLOTS = 32


@contextmanager
def slot_of(folder: Path) -> Iterator[Path]:
    """Hold the first free slot below ``folder``."""
    import fcntl

    folder.mkdir(parents=True, exist_ok=True)
    for number in range(_SLOTS):
        slot = folder / str(number)
        slot.mkdir(exist_ok=True)
        with open(slot / "lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            yield slot
            return
    raise StepError(f"{_SLOTS} shadow servers are running already", where=str(folder))


@contextmanager
def data_folder(slot: Path, binaries: Path, account: Account) -> Iterator[Path]:
    """The data folder of ``slot``, made where it is missing, or was not closed by the run before.

    Throwaway data are not worth a recovery: it costs less to make the folder again.
    """
    data, whole = slot / "data", slot / "whole"
    account.own(slot)
    _stop_left_over(data)
    if not whole.exists():
        _forget(data)
        _make(data, binaries, account)
    whole.unlink(missing_ok=True)
    yield data
    if not (data / "postmaster.pid").exists():
        whole.touch()


def _make(data: Path, binaries: Path, account: Account) -> None:
    command = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    command += ["--no-locale", "--no-sync", "--no-instructions", "--wal-segsize=1"]
    made = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **account.popen())
    if made.returncode != 0:
        words = f"the embedded PostgreSQL could not be set up: {last_line(made.stderr)}"
        raise StepError(words, where=str(data))


def _forget(data: Path) -> None:
    """Remove a data folder, and what it has elsewhere."""
    for link in (data / "pg_tblspc").glob("*"):
        if link.is_symlink() and link.resolve().name.startswith(MEMORY_PREFIX):
            shutil.rmtree(link.resolve(), ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)


def _stop_left_over(data: Path) -> None:
    """Stop the server that a killed run left in this slot: its process id is in ``postmaster.pid``."""
    with suppress(OSError, ValueError, IndexError):
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        if not _is_server(pid, data):
            return
        os.kill(pid, signal.SIGQUIT)
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline and _is_server(pid, data):
            time.sleep(0.02)


def _is_server(pid: int, data: Path) -> bool:
    """Whether the process is the server of ``data``: ids are reused, and a stranger is never signalled."""
    listed = subprocess.run(["ps", "-p", str(pid), "-o", "args="], check=False, capture_output=True, text=True)
    return str(data) in listed.stdout and "postgres" in listed.stdout


def last_line(text: str) -> str:
    """What a program said last, or why it gave up: a server that cannot start ends with the news that it has ended."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    reasons = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
    return (reasons or lines or ["it said nothing"])[-1]
