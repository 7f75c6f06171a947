"""What is refused, and how it is said without a password in it."""

from __future__ import annotations

import re
from typing import Any

_PASSWORD = (
    (re.compile(r"(?<=://)([^:/@\s]*):([^@\s]+)(?=@)"), r"\1:***"),
    (
        re.compile(r"(?i)\b(password|passwd|pwd|token|secret)(['\"]?\s*[=:]\s*)(['\"]?)[^\s'\",&)]+"),
        r"\1\2\3***",
    ),
)
_secrets: set[str] = set()

REFUSED: list[str] = []
"""Every connection that was refused, in words: the application may have swallowed the exception."""


class RefusedError(ConnectionRefusedError):
    """A connection to anything but the shadow. A ``ConnectionError``, so that a client which copes
    with a missing cache or broker at start-up copes with this, too."""


class StopError(Exception):
    """The run cannot go on, for a reason that has words of its own: ``kind`` names it, ``details``
    are its parts.
    """

    def __init__(self, kind: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.details = details


def refuse(words: str) -> RefusedError:
    """The exception to raise for a connection described by ``words``; it is noted in
    ``REFUSED``.
    """
    words = masked(words)
    REFUSED.append(words)
    return RefusedError(words)


def remember_secret(secret: object) -> None:
    """Never print this text: it is the password of a URL that was seen."""
    text = str(secret or "")
    if len(text) >= 4:
        _secrets.add(text)


def masked(text: str) -> str:
    """``text`` without the passwords that are known, or that look like one."""
    for pattern, replacement in _PASSWORD:
        text = pattern.sub(replacement, text)
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text
