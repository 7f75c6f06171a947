"""What was found out about a project, each value with its reason and its place."""

from __future__ import annotations

from scaffold.dataclass import dataclass, field
from scaffold.project.conventions import Conventions


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """``key`` is a field of ``Conventions``, or ``layers.model`` for one entry of a mapping.

    ``sure`` is False where the project leaves room for another answer.
    """

    key: str
    value: object
    reason: str
    path: str = ""
    line: int = 0
    sure: bool = True

    @property
    def where(self) -> str:
        """``path:line``, as far as there is one."""
        return f"{self.path}:{self.line}" if self.path and self.line else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The conventions, and the row that every one of their values came from."""

    conventions: Conventions = field(default_factory=Conventions)
    rows: tuple[Found, ...] = ()
