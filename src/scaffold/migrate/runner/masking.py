"""Text without passwords, for whatever comes from a URL or out of another program: here and in the parent process."""

from __future__ import annotations

import re

_PASSWORD = (
    (re.compile(r"(?<=://)([^:/@\s]*):[^\s'\"]+(?=@)"), r"\1:***"),
    (
        re.compile(
            r"(?i)([\w.-]*(?:password|passwd|pwd|token|secret)\w*['\"]?\s*[=:]\s*)"
            r"(?:(['\"])(?:(?!\2).)*\2|[^\s'\",&)}\]]+)"
        ),
        r"\1\2***\2",
    ),
)


def masked(text: str) -> str:
    """``text`` with ``***`` for the password of every URL in it, and for what is called one."""
    for pattern, replacement in _PASSWORD:
        text = pattern.sub(replacement, text)
    return text
