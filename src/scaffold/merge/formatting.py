"""What the project's formatter is told, where one file alone cannot tell. The words are those of black and isort."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatting:
    """``line_length`` bounds what is added to; ``known_first_party`` are the project's own top-level packages."""

    line_length: int = 88
    known_first_party: frozenset[str] = frozenset()
