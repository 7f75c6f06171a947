"""Does a name stand anywhere in a text, comments and strings included."""

from __future__ import annotations

import re
from functools import lru_cache


def stands_in(name: str, text: str) -> bool:
    """Whether ``name`` is a word of ``text``."""
    return name in _words(text)


@lru_cache(maxsize=1 << 13)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))
