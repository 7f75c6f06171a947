"""The SQLite file behind the shadow, opened the quick way: nothing of it has to survive the run.

``aiosqlite`` answers from a thread of its own, which costs two switches for every statement, more than most of them
take. SQLAlchemy makes a synchronous connection of it anyhow, so it is given one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def connect(dialect: Any, path: str) -> Any:
    """A connection to the file at ``path``, as the ``dialect`` expects it."""
    if dialect.driver == "aiosqlite":
        import sqlite3

        connection: Any = sqlite3.connect(path, check_same_thread=False, factory=_of_this_thread(sqlite3.Connection))
    else:
        connection = dialect.connect(path, check_same_thread=False)
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.execute("PRAGMA journal_mode=MEMORY")
    cursor.close()
    return connection


class _Awaited:
    """A connection or a cursor with methods to wait for, as the driver's own have them."""

    def __init__(self, plain: Any) -> None:
        self._plain = plain

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._plain, name)
        if not callable(found):
            return found

        async def method(*arguments: Any, **named: Any) -> Any:
            result = found(*arguments, **named)
            return _Awaited(result) if hasattr(result, "fetchall") else result

        return method


def _of_this_thread(base: Any) -> Any:
    class OfThisThread(base):  # type: ignore[misc]
        """What SQLAlchemy's adapted connection of aiosqlite has beyond that of the standard library."""

        @property
        def _connection(self) -> Any:
            return _Awaited(self)

        def cursor(self, *arguments: Any, server_side: bool = False) -> Any:  # noqa: ARG002
            return super().cursor(*arguments)

        def run_async(self, function: Callable[[Any], Any]) -> Any:
            from sqlalchemy.util import await_only

            return await_only(function(self._connection))

        def terminate(self) -> None:
            self.close()

    return OfThisThread
