"""The last line of defence: the interpreter's own audit events, which no import order can avoid.

A hook cannot be removed and costs one dictionary look-up per event, so it only looks at the events
below.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from .refusal import InsistedError, RefusedError, refuse

_HERE = frozenset({None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0"})


class Network:
    """Which addresses may be opened: none, until those of the shadow are allowed."""

    def __init__(self) -> None:
        self._folders: tuple[str, ...] = ()
        self._hosts: set[str] = set()
        self._files: set[str] = set()
        self._addresses: set[tuple[str, int]] = set()
        self._checks: dict[str, Callable[[tuple[Any, ...]], None]] = {
            "socket.connect": self._socket,
            "socket.getaddrinfo": self._name,
            "sqlite3.connect": self._sqlite,
        }

    def allow_folder(self, folder: str) -> None:
        """SQLite files in this folder are nobody's."""
        self._folders = (os.path.realpath(folder) + os.sep,)

    def allow_server(self, host: str, port: int) -> None:
        """The shadow server stands at ``host`` (a folder for a Unix socket) and ``port``."""
        self._hosts.add(host)
        self._addresses.add((host, port))

    def allow_file(self, path: str) -> None:
        """This SQLite file may be opened for reading."""
        self._files.add(os.path.realpath(path))

    def install(self) -> None:
        """Watch from now on, to the end of the process."""
        checks = self._checks

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            check = checks.get(event)
            if check is not None:
                check(arguments)

        sys.addaudithook(hook)
        self._watch_attached()

    def _socket(self, arguments: tuple[Any, ...]) -> None:
        address = arguments[1]
        if isinstance(address, tuple):
            if (address[0], address[1]) in self._addresses or (self._resolved(address)):
                return
            raise refuse(f"a connection to {address[0]}:{address[1]}")
        path = os.fsdecode(address) if isinstance(address, (str, bytes)) else str(address)
        database = ".s.PGSQL." in path or "mysql" in path
        if not database or os.path.dirname(path) in self._hosts:
            return
        raise refuse(f"a connection to {path}")

    def _resolved(self, address: tuple[Any, ...]) -> bool:
        """Whether a numeric address is the user's shadow server, which may be given by name."""
        import socket

        for host, port in self._addresses:
            if port != address[1] or host.startswith("/"):
                continue
            try:
                found = socket.getaddrinfo(host, port)
            except OSError:
                continue
            if any(item[4][0] == address[0] for item in found):
                return True
        return False

    def _name(self, arguments: tuple[Any, ...]) -> None:
        host = arguments[0]
        host = host.decode() if isinstance(host, bytes) else host
        if host in _HERE or host in self._hosts or _is_numeric(host):
            return
        raise refuse(f"a look-up of the host {host}")

    def _watch_attached(self) -> None:
        """``ATTACH DATABASE`` opens a file without an audit event: every connection is asked before it does."""
        try:
            import sqlite3
        except ImportError:  # Python may be built without it
            return
        plain = sqlite3.connect

        def authorize(action: int, name: str | None, *_: Any) -> int:
            if action == sqlite3.SQLITE_ATTACH:
                try:
                    # a bound name is not told
                    self._sqlite((name if name is not None else "of an ATTACH with a parameter",))
                except (RefusedError, InsistedError):  # this is called by C, where no exception passes
                    return sqlite3.SQLITE_DENY
            return sqlite3.SQLITE_OK

        def connect(*args: Any, **kwargs: Any) -> Any:
            connection = plain(*args, **kwargs)
            connection.set_authorizer(authorize)
            return connection

        sqlite3.connect = sqlite3.dbapi2.connect = connect

    def _sqlite(self, arguments: tuple[Any, ...]) -> None:
        name = os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes, os.PathLike)) else str(arguments[0])
        if name in ("", ":memory:") or "mode=memory" in name:
            return
        path = name[5:].partition("?")[0] if name.startswith("file:") else name
        if os.path.realpath(path) in self._files and "mode=ro" in name:
            return
        if not (os.path.realpath(path) + os.sep).startswith(self._folders):
            raise refuse(f"the SQLite file {path}")


def _is_numeric(host: str) -> bool:
    return host.replace(".", "").isdigit() or ":" in host
