"""Drivers that are called directly, past SQLAlchemy: refused, never redirected.

Those in C (``psycopg2``, ``psycopg``) open sockets that Python does not see, so their functions are
wrapped when they are imported, and so are the classes below them. A call passes with a pass that was issued
for it, one for each connection that SQLAlchemy opens to the shadow; what a call says about its database does
not matter. A pass is its thread's own: a pool of the project may be connecting in another.
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
    "uvloop",
)


class DriverGuard:
    """Wraps the ``connect`` of every driver as it is imported."""

    def __init__(self) -> None:
        self._names = set(_DRIVERS)
        self._holder: int | None = None
        self._inside: int | None = None

    def issue_pass(self) -> None:
        """The next call of this thread is a connection to the shadow."""
        self._holder = threading.get_ident()

    def revoke_pass(self) -> None:
        """The connection was opened, or failed."""
        self._holder = self._inside = None

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
            module.pq.PGconn = self._closed(module.pq.PGconn, "psycopg.pq.PGconn", ("connect", "connect_start"))
        elif name == "psycopg2":
            module._connect = self._wrap(module._connect, "psycopg2.connect")
            extensions = module.extensions
            extensions.connection = self._closed(extensions.connection, "psycopg2.extensions.connection")
        elif name == "uvloop":
            _tell_of_connections(module.Loop)
        elif hasattr(module, "connect"):
            module.connect = self._wrap(module.connect, f"{name}.connect")
        if name == "asyncpg":  # pools call the function where it is defined
            module.connection.connect = module.connect

    def _wrap(self, function: Callable[..., Any], name: str, skip: int = 0) -> Callable[..., Any]:
        def connect(*args: Any, **kwargs: Any) -> Any:
            remember_secret(kwargs.get("password"))
            if self._holder != threading.get_ident():
                raise _refused(name, args[skip:], kwargs)
            self._holder, self._inside = None, self._holder
            return function(*args, **kwargs)

        return connect

    def _closed(self, base: Any, name: str, methods: tuple[str, ...] = ()) -> Any:
        """``base``, of which nobody makes an instance, nor calls one of ``methods``, but from a call with a pass."""

        def check(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
            if self._inside != threading.get_ident():
                raise _refused(name, args, kwargs)

        class Kind(type(base)):  # type: ignore[misc]
            def __instancecheck__(cls, instance: Any) -> bool:
                return isinstance(instance, base)

            def __call__(cls, *args: Any, **kwargs: Any) -> Any:
                check(name, args, kwargs)
                return super().__call__(*args, **kwargs)

        def closed(method: str) -> Any:
            def call(_: Any, *args: Any, **kwargs: Any) -> Any:
                check(f"{name}.{method}", args, kwargs)
                return getattr(base, method)(*args, **kwargs)

            return classmethod(call)

        return Kind(base.__name__, (base,), {method: closed(method) for method in methods})


def _refused(name: str, args: Any, kwargs: dict[str, Any]) -> BaseException:
    texts = [value.decode(errors="replace") if isinstance(value, bytes) else str(value) for value in args]
    words = texts + [f"{key}={value}" for key, value in kwargs.items()]
    return refuse(f"{name}({', '.join(words)[:120]})")


def _tell_of_connections(loop: Any) -> None:
    """This loop connects in C: let it say so first, as Python's own sockets do."""
    to_host, to_path, by_socket = loop.create_connection, loop.create_unix_connection, loop.sock_connect

    async def create_connection(self: Any, factory: Any, host: Any = None, port: Any = None, **more: Any) -> Any:
        if host is not None:
            sys.audit("socket.connect", None, (host, port))
        return await to_host(self, factory, host, port, **more)

    async def create_unix_connection(self: Any, factory: Any, path: Any = None, **more: Any) -> Any:
        if path is not None:
            sys.audit("socket.connect", None, path)
        return await to_path(self, factory, path, **more)

    async def sock_connect(self: Any, sock: Any, address: Any) -> Any:
        sys.audit("socket.connect", sock, address)
        return await by_socket(self, sock, address)

    loop.create_connection, loop.create_unix_connection = create_connection, create_unix_connection
    loop.sock_connect = sock_connect
