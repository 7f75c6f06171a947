"""What is refused, and how it is said without a password in it."""

from __future__ import annotations

import signal
import threading
from typing import Any

from . import masking

_PATIENCE = 6
_secrets: set[str] = set()

REFUSED: list[str] = []
"""Every connection that was refused, in words: the application may have swallowed the exception."""


class RefusedError(ConnectionRefusedError):
    """A connection to anything but the shadow. A ``ConnectionError``, so that a client which copes
    with a missing cache or broker at start-up copes with this, too."""


class InsistedError(KeyboardInterrupt):
    """The same connection was refused again and again: somebody waits for a database, and no ``except
    Exception`` may keep him waiting, nor a loop that keeps the exceptions of its tasks.
    """


class StopError(Exception):
    """The run cannot go on, for a reason that has words of its own: ``kind`` names it, ``details``
    are its parts.
    """

    def __init__(self, kind: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.details = details


def refuse(words: str) -> BaseException:
    """The exception to raise for a connection described by ``words``; it is noted in
    ``REFUSED``.
    """
    words = masked(words)
    REFUSED.append(words)
    if REFUSED.count(words) < _PATIENCE:
        return RefusedError(words)
    if threading.current_thread() is not threading.main_thread() and hasattr(signal, "SIGUSR1"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)  # it waits for the pool of this thread
    return InsistedError(words)


def hear_of_threads() -> None:
    """Let the main thread end when another one insists on a connection."""

    def insisted(*_: Any) -> None:
        raise InsistedError(REFUSED[-1] if REFUSED else "")

    if hasattr(signal, "SIGUSR1"):
        signal.signal(signal.SIGUSR1, insisted)


def database_words(error: BaseException) -> str:
    """What the database said, without the statement and the link that SQLAlchemy adds to it."""
    original = getattr(error, "orig", None) or error
    lines = [line.strip() for line in str(original).splitlines() if line.strip()]
    if not lines:
        return type(original).__name__
    details = [line.partition(":")[2].strip() for line in lines[1:] if line.startswith("DETAIL:")]
    detail = details or [str(getattr(original, "detail", "") or "")]  # asyncpg keeps it apart
    return masked(f"{lines[0]} ({detail[0]})" if detail[0] else lines[0])


def remember_secret(secret: object) -> None:
    """Never print this text: it is the password of a URL that was seen."""
    text = str(secret or "")
    if len(text) >= 4:
        _secrets.add(text)


def masked(text: str) -> str:
    """``text`` without the passwords that are known, or that look like one."""
    text = masking.masked(text)
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text
