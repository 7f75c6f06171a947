"""What changes, and what conflicts: a value that is printed, checked or written. Empty means in step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file. ``before`` is ``None`` for a new file, ``after`` is ``None`` for a removed one."""

    path: str
    before: str | None
    after: str | None
    symbols: tuple[str, ...] = ()

    @property
    def action(self) -> Literal["create", "update", "delete"]:
        """The verb that the plan prints."""
        if self.before is None:
            return "create"
        return "delete" if self.after is None else "update"
