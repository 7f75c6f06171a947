"""How the project writes things down, where one file alone cannot tell. The words are those of black and isort."""

from __future__ import annotations

from scaffold.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatting:
    """``line_length`` bounds what is added to; ``known_first_party`` are the project's own top-level packages.

    ``relations_apart``: a blank line stands between the columns and the relations of a class.
    ``relative_imports``: new files import what is the project's own so.
    """

    line_length: int = 88
    known_first_party: frozenset[str] = frozenset()
    relations_apart: bool = True
    relative_imports: bool = False

    def is_relative(self, path: str, layer: str) -> bool:
        """Whether ``path`` imports so; tests and Alembic's environment are started from outside of the application."""
        return self.relative_imports and layer not in ("tests", "migrations") and not path.endswith("env.py")
