"""Every engine of this process leads to the shadow, whatever its URL says, through the project's
own driver.

Two nets, because each has a hole: ``create_engine`` is replaced (an engine never learns the real
URL, nor a ``creator=``), and a ``do_connect`` listener opens the connection itself (engines that
were made some other way).
"""

from __future__ import annotations

import os
import sys
from typing import Any

import sqlalchemy
import sqlalchemy.engine
import sqlalchemy.engine.create
from sqlalchemy import event
from sqlalchemy.engine import URL, Dialect, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from . import shadow_file
from .refusal import StopError, masked, remember_secret
from .shadow_server import ShadowServer

_KEPT = (
    "json_serializer",
    "json_deserializer",
    "isolation_level",
    "execution_options",
    "future",
    "_is_async",
    "plugins",
)
_KEPT_FOR_SQLITE = (
    "json_serializer",
    "json_deserializer",
    "execution_options",
    "future",
    "_is_async",
    "plugins",
)
_EXAMPLE = "postgresql://user:password@host:5432/name, or sqlite:///file.db"
# What a connection says about the session, not about the way to the server.
_SESSION = ("search_path", "timezone", "TimeZone")


class Engines:
    """Hands out engines on the shadow: a SQLite file of our own, or a server that is started when
    one is needed.
    """

    def __init__(self, server: ShadowServer, sqlite_file: str) -> None:
        self._server = server
        self._sqlite_file = sqlite_file
        self._passing = False
        self._create = sqlalchemy.engine.create.create_engine

    def install(self) -> None:
        """Replace ``create_engine`` wherever SQLAlchemy keeps it, and listen on every engine."""
        create_engine: Any = self.create_engine
        sqlalchemy.engine.create.create_engine = create_engine
        sqlalchemy.engine.create_engine = create_engine
        sqlalchemy.create_engine = create_engine
        for name, attribute in (
            ("sqlalchemy.future", "create_engine"),
            ("sqlalchemy.future.engine", "create_engine"),
            ("sqlalchemy.ext.asyncio.engine", "_create_engine"),
        ):
            module = sys.modules.get(name)
            if module is not None:
                setattr(module, attribute, create_engine)
        first = {"insert": True} if sqlalchemy.__version__ >= "2" else {}  # 1.4 knows no order of these listeners
        event.listen(Engine, "do_connect", self._connect, **first)

    def create_engine(self, url: Any, **options: Any) -> Engine:
        """As SQLAlchemy's, on the shadow. Pools, TLS, credentials and ``creator`` are left out on
        purpose.
        """
        asked = self._parsed(url)
        remember_secret(asked.password)
        name = asked.get_backend_name()
        if name == "postgresql":
            self._server.want()
            kept = {key: options[key] for key in _KEPT if key in options}
            target = URL.create(asked.drivername, database="shadow", query=_session_query(asked))
            session = _session_arguments(options.get("connect_args"))
            return self._create(target, poolclass=NullPool, connect_args=session, **kept)
        if name == "sqlite":
            kept = {key: options[key] for key in _KEPT_FOR_SQLITE if key in options}
            return self._create(URL.create(asked.drivername, database=self._sqlite_file), poolclass=NullPool, **kept)
        # Made as asked, since it may never be used; connecting is what the listener refuses.
        try:
            return self._create(asked, **{**options, "poolclass": NullPool})
        except Exception as error:  # a driver that is missing, or is not what it says
            raise _no_shadow(name) from error

    def open_live(self, url: str, dialect: Any) -> Any:
        """A connection to the database at ``url``, which the user has named to be looked at, by the shadow's driver.

        It is the one way past the shadow, and open for this one connection only.
        """
        try:
            asked = self._parsed(url)
        except StopError as error:
            raise StopError("live", error.message, hint=_EXAMPLE) from error
        remember_secret(asked.password)
        if asked.get_backend_name() != dialect.name:
            words = f"the database is {asked.get_backend_name()}, and the project's is {dialect.name}"
            raise StopError("live", words)
        if dialect.name == "sqlite":
            path = os.path.abspath(asked.database or "")
            self._server.network.allow_file(path)
            target = URL.create("sqlite", database=f"file:{path}", query={"mode": "ro", "uri": "true"})
        else:
            target = _spelled(asked, dialect.driver)
            host = target.query.get("host") or target.host or "localhost"
            self._server.network.allow_server(str(host), int(target.port or 5432))
        self._passing = True
        try:
            return self._create(target, poolclass=NullPool).connect()
        finally:
            self._passing = False

    def _parsed(self, url: Any) -> URL:
        try:
            parsed = make_url(url if isinstance(url, URL) else str(url))
            parsed.get_dialect()
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
            raise StopError("url", f"the database URL {masked(str(url))!r} cannot be used: {error}") from error
        return parsed

    def _connect(self, dialect: Dialect, _record: Any, arguments: list[Any], parameters: dict[str, Any]) -> Any:
        if self._passing:
            self._passing = False
            return self._server.past(dialect, arguments, parameters)
        if dialect.name == "sqlite":
            return shadow_file.connect(dialect, self._sqlite_file)
        if dialect.name != "postgresql":
            raise _no_shadow(dialect.name)
        kept = ("server_settings", "options", "prepared_statement_name_func")
        return self._server.connect(dialect, {key: parameters[key] for key in kept if key in parameters})


def _no_shadow(name: str) -> StopError:
    return StopError("dialect", f"there is no shadow for a {name} database", dialect=name)


def _spelled(url: URL, driver: str) -> URL:
    """``url`` for ``driver``: what libpq calls ``sslmode`` is ``ssl`` to asyncpg."""
    if driver == "asyncpg" and "sslmode" in url.query:
        url = url.update_query_dict({"ssl": url.query["sslmode"]}).difference_update_query(["sslmode"])
    return url.set(drivername=f"postgresql+{driver}")


def _session_query(url: URL) -> dict[str, Any]:
    options = url.query.get("options")
    return {"options": options} if options and "search_path" in str(options) else {}


def _session_arguments(arguments: Any) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    if isinstance(arguments, dict):
        settings = arguments.get("server_settings")
        if isinstance(settings, dict):
            kept["server_settings"] = {key: value for key, value in settings.items() if key in _SESSION}
        if "search_path" in str(arguments.get("options", "")):
            kept["options"] = arguments["options"]
    return kept
