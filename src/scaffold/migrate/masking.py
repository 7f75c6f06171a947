"""Text without passwords, for whatever comes from a URL or out of another program."""

from __future__ import annotations

import re

_IN_URL = re.compile(r"(?<=://)([^:/@\s]*):([^@\s]+)(?=@)")


def masked(text: str) -> str:
    """``text`` with the password of every URL in it replaced by ``***``."""
    return _IN_URL.sub(r"\1:***", text)
