"""What a merge has done so far, and what every part of it needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from scaffold.merge.conflict import Conflict, Settle
from scaffold.merge.origins import Names, dotted_origin, same_object
from scaffold.merge.segments import Segment
from scaffold.merge.source import Style
from scaffold.merge.uses import names_used
from scaffold.merge.wanted import WantedImport

EDITED = "edited by hand and changed in the template"
FOREIGN = "exists and was not written by scaffold"
UNWANTED = "no longer wanted, but edited by hand"

Outcome = Literal["mine", "theirs"] | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One merge: the two texts' styles and names, how conflicts are settled, and the ledger."""

    path: str
    part: bool
    settle: Settle
    host: Style
    template: Style
    names: Names  # of the file on disk
    theirs: Names
    imports: Mapping[str, WantedImport]
    comments: Mapping[str, frozenset[str]]  # digests of the template's own comments, by symbol
    ledger: Ledger

    def apart(self) -> Job:
        """The same job with a ledger of its own, for what is done as a whole or not at all."""
        return replace(self, ledger=Ledger())

    def conflict(self, symbol: str, reason: str, ours: Segment | None, theirs: str = "") -> Outcome:
        """The side that wins; ``None`` when nobody said, and then the conflict stays open."""
        side = self.settle.of(f"{self.path}::{symbol}")
        if side is None:
            self.unsettled(symbol, reason, ours, theirs)
        return side

    def unsettled(self, symbol: str, reason: str, ours: Segment | None, theirs: str = "") -> None:
        """A conflict that no answer settles."""
        self.ledger.conflicts.append(
            Conflict(
                path=self.path,
                symbol=symbol,
                reason=reason,
                ours=ours.text_below_lead if ours is not None else "",
                theirs=theirs,
                line=ours.line if ours is not None else 0,
            )
        )

    def restores(self, symbol: str) -> bool:
        """Whether ``symbol``, which a person removed, shall come back."""
        parts = symbol.split(".")
        prefixes = {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
        asked = self.settle.restore
        return self.path in asked or any(f"{self.path}::{prefix}" in asked for prefix in prefixes)

    def clash(self, segments: Iterable[Segment]) -> str:
        """Why ``segments`` of the fragment cannot stand in this file: a name means another thing here."""
        for name in sorted(names_used(segments) & self.imports.keys()):
            wanted = self.imports[name].binding
            found = self.names.import_of(name, typing=True)
            if found is not None and not same_object(found, wanted):
                here, there = dotted_origin(found), dotted_origin(wanted)
                return f"`{name}` is {here} in this file, and the new code needs {there}"
            if found is None and name in self.names.defined:
                there = dotted_origin(wanted)
                return f"`{name}` is defined in this file, and the new code needs {there}"
        return ""

    def wrote(self, symbol: str, *segments: Segment) -> None:
        """Code of the fragment went into the file."""
        self.ledger.changes.append(symbol)
        self.ledger.written += segments

    def removed(self, symbol: str, segment: Segment) -> None:
        """A statement of ours is gone."""
        self.ledger.changes.append(symbol)
        self.ledger.gone.add(segment.line)

    def touched(self, *segments: Segment) -> None:
        """The code of ``segments`` is no longer what stood in the file."""
        self.ledger.replaced.update(segment.line for segment in segments)

    def notice(self, text: str) -> None:
        """Something that a person should know and need not settle."""
        if text not in self.ledger.notices:
            self.ledger.notices.append(text)
