"""The PostgreSQL server behind the shadow: our own with an empty database, or one that the user has named.

On the user's server a database of our own is created and dropped again. Where that is not allowed, the named one is
used, if it is empty, and left empty.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.engine import URL, make_url

from .catalog import wipe
from .channel import Channel
from .drivers import DriverGuard
from .network import Network
from .refusal import StopError, remember_secret

_WHO = ("PGUSER", "PGPASSWORD", "PGPASSFILE")  # what a URL for the shadow may leave to the environment
_TABLES = """SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema')"""


class ShadowServer:
    """Opens connections to the shadow. The server is asked for when the first one is wanted."""

    def __init__(self, channel: Channel, network: Network, drivers: DriverGuard) -> None:
        self._channel = channel
        self.network = network
        self._drivers = drivers
        self._named: URL | None = None
        self._shadow: URL | None = None
        self._driver = ""
        self._is_async = False

    def want(self) -> None:
        """A connection is likely: let the server start meanwhile."""
        self._channel.want_server()

    def connect(self, dialect: Any, session: dict[str, Any]) -> Any:
        """A connection of the driver, with the ``session`` settings that the project's own would have had."""
        if self._shadow is None:
            self._shadow = self._prepare(dialect)
        return self._open(dialect, self._shadow, session)

    def past(self, dialect: Any, arguments: list[Any], parameters: dict[str, Any]) -> Any:
        """A connection as asked for: to the database that the user wants looked at."""
        self._drivers.issue_pass()
        try:
            return dialect.connect(*arguments, **parameters)
        finally:
            self._drivers.revoke_pass()

    def clean_up(self, create_engine: Any) -> None:
        """Leave nothing on a server that is not ours."""
        if self._named is None or self._shadow is None:
            return
        owned = self._shadow.database != self._named.database
        target = URL.create(f"postgresql+{self._driver}", database="shadow")
        statement = f'DROP DATABASE IF EXISTS "{self._shadow.database}" WITH (FORCE)' if owned else ""
        self._shadow = self._named

        def clean(connection: Any) -> None:
            if statement:
                connection.exec_driver_sql(statement)
            else:
                wipe(connection)

        engine = create_engine(target, isolation_level="AUTOCOMMIT", _is_async=self._is_async)
        if not self._is_async:
            with engine.connect() as connection:
                clean(connection)
            return
        import asyncio

        from sqlalchemy.ext.asyncio import AsyncEngine

        async def run() -> None:
            async with AsyncEngine(engine).connect() as connection:
                await connection.run_sync(clean)

        asyncio.run(run())

    def _prepare(self, dialect: Any) -> URL:
        answer = self._channel.server()
        if "error" in answer:
            raise StopError("server", answer["error"], hint=answer.get("hint", ""))
        url = make_url(answer["url"])
        remember_secret(url.password)
        self.network.allow_server(str(url.query.get("host") or url.host or "localhost"), int(url.port or 5432))
        if answer["own"] == "yes":
            return url
        self._named, self._driver, self._is_async = url, dialect.driver, dialect.is_async
        return self._database_on(dialect, url)

    def _database_on(self, dialect: Any, url: URL) -> URL:
        name = f"scaffold_shadow_{os.getpid()}"
        try:
            connection = self._open(dialect, url, {})
        except Exception as error:
            raise StopError("server", f"the shadow server cannot be reached: {error}") from error
        try:
            dialect.set_isolation_level(connection, "AUTOCOMMIT")
            cursor = connection.cursor()
            try:
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
            except Exception:  # not allowed: each driver has a class of its own for it
                cursor.execute(_TABLES)
                if cursor.fetchone()[0]:
                    words = f"the shadow database {url.database!r} is not empty, and its user may not create another"
                    raise StopError("server", words, hint="name an empty database, or allow CREATEDB") from None
                return url
        finally:
            connection.close()
        return url.set(database=name)

    def _open(self, dialect: Any, url: URL, session: dict[str, Any]) -> Any:
        target = url.set(drivername=f"postgresql+{dialect.driver}")
        arguments, parameters = dialect.create_connect_args(target)
        if dialect.driver == "pg8000" and "host" in target.query:
            socket = os.path.join(str(target.query["host"]), ".s.PGSQL.5432")
            parameters = {"user": target.username, "database": target.database, "unix_sock": socket}
        self._drivers.issue_pass()
        try:
            with _without_way():
                return dialect.connect(*arguments, **{**parameters, **session})
        finally:
            self._drivers.revoke_pass()


@contextmanager
def _without_way() -> Iterator[None]:
    """Without the variables by which libpq and asyncpg find a server: ``PGHOSTADDR`` wins over the host of a URL.

    For a moment only, since ``env.py`` may build its URL of them.
    """
    hidden = {name: value for name, value in os.environ.items() if name.startswith("PG") and name not in _WHO}
    for name in hidden:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(hidden)
