"""Drivers that are called directly, past SQLAlchemy: refused, never redirected.

Those in C (``psycopg2``, ``psycopg``) open sockets that Python does not see, so their functions are
wrapped when they are imported. A call passes with a pass that was issued for it, one for each
connection that SQLAlchemy opens to the shadow; what a call says about its database does not matter. A pass
is its thread's own: a pool of the project may be connecting in another.
"""

from __future__ import annotations

import importlib.machinery
import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

from .refusal import refuse, remember_secret

_DRIVERS = (
    "psycopg",
    "psycopg2",
    "asyncpg",
    "pg8000",
    "pymysql",
    "aiomysql",
    "asyncmy",
    "MySQLdb",
    "pyodbc",
    "oracledb",
)


class DriverGuard:
    """Wraps the ``connect`` of every driver as it is imported."""

    def __init__(self) -> None:
        self._names = set(_DRIVERS)
        self._holder: int | None = None

    def issue_pass(self) -> None:
        """The next call of this thread is a connection to the shadow."""
        self._holder = threading.get_ident()

    def revoke_pass(self) -> None:
        """The connection was opened, or failed."""
        self._holder = None

    def install(self) -> None:
        """Watch imports from now on, and wrap what is imported already."""
        for name in _DRIVERS:
            module = sys.modules.get(name)
            if module is not None:
                self._names.discard(name)
                self._wrap_module(name, module)
        sys.meta_path.insert(0, self)

    def find_spec(self, fullname: str, path: Any, _target: Any = None) -> Any:
        """Find a driver as usual, and wrap it once it is loaded."""
        if fullname not in self._names or path is not None:
            return None
        self._names.discard(fullname)
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def load_and_wrap(module: ModuleType) -> None:
            load(module)
            self._wrap_module(fullname, module)

        spec.loader.exec_module = load_and_wrap  # type: ignore[method-assign]
        return spec

    def _wrap_module(self, name: str, module: Any) -> None:
        if name == "psycopg":
            for connection in (module.Connection, module.AsyncConnection):
                wrapped = self._wrap(connection.connect.__func__, f"psycopg.{connection.__name__}.connect", skip=1)
                connection.connect = classmethod(wrapped)
            module.connect = module.Connection.connect
        elif name == "psycopg2":
            module._connect = self._wrap(module._connect, "psycopg2.connect")
        elif hasattr(module, "connect"):
            module.connect = self._wrap(module.connect, f"{name}.connect")
        if name == "asyncpg":  # pools call the function where it is defined
            module.connection.connect = module.connect

    def _wrap(self, function: Callable[..., Any], name: str, skip: int = 0) -> Callable[..., Any]:
        def connect(*args: Any, **kwargs: Any) -> Any:
            remember_secret(kwargs.get("password"))
            if self._holder != threading.get_ident():
                words = [str(value) for value in args[skip:]] + [f"{key}={value}" for key, value in kwargs.items()]
                raise refuse(f"{name}({', '.join(words)[:120]})")
            self._holder = None
            return function(*args, **kwargs)

        return connect
