"""What a merge has done so far, in order, and in which words a conflict is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from scaffold.merge.conflict import Conflict
from scaffold.merge.segments import Segment

EDITED = "edited by hand and changed in the template"
FOREIGN = "exists and was not written by scaffold"
UNWANTED = "no longer wanted, but edited by hand"


@dataclass(slots=True)
class Ledger:
    """News of a merge, in order. ``written`` is code that was taken from the fragment."""

    conflicts: list[Conflict] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    written: list[Segment] = field(default_factory=list)
    replaced: set[int] = field(default_factory=set)  # the lines of statements that were changed
    gone: set[int] = field(default_factory=set)  # and of those taken out, with all that is in them

    def absorb(self, other: Ledger) -> None:
        """Take over all the news of ``other``."""
        self.conflicts += other.conflicts
        self.notices += other.notices
        self.changes += other.changes
        self.written += other.written
        self.replaced |= other.replaced
        self.gone |= other.gone
