"""How the project writes things down, where one file alone cannot tell. The words are those of black and isort."""

from __future__ import annotations

from scaffold.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatting:
    """``line_length`` bounds what is added to; ``known_first_party`` are the project's own top-level packages.

    ``relations_apart``: a blank line stands between the columns and the relations of a class.
    """

    line_length: int = 88
    known_first_party: frozenset[str] = frozenset()
    relations_apart: bool = True
