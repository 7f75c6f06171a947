"""Text to the bytes of its file: the way back from what ``project.tree.decode`` read."""

from __future__ import annotations

import re

from scaffold.errors import ProjectError

_COOKIE = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


def encode(path: str, text: str) -> bytes:
    """The bytes of ``text``: byte order mark and line endings as they are, its encoding obeyed.

    Raises ``ProjectError`` when the encoding that the file names cannot hold a character of it.
    """
    codec = _declared(text)
    try:
        return text.encode(codec)
    except LookupError as error:
        raise ProjectError(f"unknown encoding {codec}", where=f"{path}:1") from error
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise ProjectError(
            f"{text[error.start]!r} cannot be written in this file's encoding, {codec}",
            where=f"{path}:{line}",
            hint="save the file as UTF-8 and drop its encoding line",
        ) from error


def _declared(text: str) -> str:
    """The codec of the ``# -*- coding: latin-1 -*-`` in the first two lines; UTF-8 without one."""
    if not text.isascii() and not text.startswith("\ufeff"):
        for line in text.split("\n", 2)[:2]:
            if found := _COOKIE.match(line):
                return found[1]
    return "utf-8"
