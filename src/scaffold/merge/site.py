"""Where does everything stand in one container that is being merged?

At its place, under another name, inside an ``if`` or ``try`` that a person put around it, or, for a
call, in an application factory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.merge.calls import calls_inside, same_call
from scaffold.merge.follow import renamed_from
from scaffold.merge.identity import bound_inside
from scaffold.merge.job import Job
from scaffold.merge.prints import Print, print_of
from scaffold.merge.row import Row
from scaffold.merge.segments import Segment
from scaffold.merge.shared_line import split
from scaffold.merge.symbols import Scope


class Site:
    """The statements of one container, found by the keys of what was recorded and what is wanted."""

    def __init__(
        self,
        base: Mapping[str, Print],
        ours: Sequence[Segment],
        wanted: Sequence[Segment],
        scope: Scope,
        job: Job,
    ) -> None:
        self.base, self.scope, self.job = base, scope, job
        self.ours = base.keys() | {segment.key for segment in wanted}
        self.row = Row(ours)
        self.index: dict[str, Segment] = {}  # by key, statements of this container
        self.hidden: dict[str, Segment] = {}  # by key, the block around it
        self.nested: dict[str, Segment] = {}  # by key, calls in functions
        self.late: dict[str, Segment] = {}  # by key, what goes in the end if nothing uses it
        self._split_shared_lines({s.key: print_of(s) for s in wanted if s.key in base})
        self._find(wanted)
        self._follow()

    def found(self, key: str) -> Segment | None:
        """What stands in this container under ``key``, as it is now."""
        segment = self.index.get(key)
        if segment is None or segment not in self.row:
            return None
        return self.row.now(segment)

    def _split_shared_lines(self, wanted: Mapping[str, Print]) -> None:
        """``a: int; b: int`` becomes two lines, but only if one of them is about to change."""
        for line in [s for s in self.row if s.kind == "line" and s.nodes]:
            parts = split(line, self.job.host.newline)
            if any(self._is_about_to_change(part, wanted) for part in parts):
                self.row.replace(line, *parts)
                self.job.touched(line)

    def _is_about_to_change(self, statement: Segment, wanted: Mapping[str, Print]) -> bool:
        base = self.base.get(statement.key)
        if base is None or wanted.get(statement.key) == base:
            return False
        side = self.job.settle.of(f"{self.job.path}::{self.scope.symbol(statement)}")
        return print_of(statement) == base or side == "theirs"

    def _find(self, wanted: Sequence[Segment]) -> None:
        for segment in self.row:
            for key in segment.keys:
                self._find_one(key, segment)
            if segment.kind == "block":
                for key in bound_inside(segment.nodes):
                    self.hidden.setdefault(key, segment)
        if self.scope.kind != "module":
            return
        self.nested = calls_inside(self.row)
        for call in (s for s in wanted if s.kind == "call" and s.key not in self.index):
            there = [*self.row, *self.nested.values()]
            same = same_call(call, there, self.job)
            if same is not None:
                (self.index if same in self.row else self.nested)[call.key] = same

    def _find_one(self, key: str, segment: Segment) -> None:
        """A name that is bound again means the last of its bindings; but ours is the one that we wrote."""
        self.index.setdefault(key, segment)
        name = key.partition("#")[0]
        if segment.kind not in ("class", "def", "assign") or name == key or key in self.ours:
            return
        before, base = self.index[name], self.base.get(name)
        is_ours = base is not None and print_of(before) == base
        if not is_ours and (segment.kind == before.kind or before.kind == "assign"):
            self.index[name] = segment

    def _follow(self) -> None:
        """What a person renamed, where that is not in doubt."""
        there = self.index.keys() | self.hidden.keys() | self.nested.keys()
        missing = {key: printed for key, printed in self.base.items() if key not in there}
        if not missing:
            return
        free = [segment for segment in self.row if self.ours.isdisjoint(segment.keys)]
        for key, segment in renamed_from(missing, free).items():
            self.index[key] = segment
            was, now = self.scope.of_key(key), self.scope.symbol(segment)
            self.job.notice(f"{was} is called {now} in {self.job.path}; it is taken for the same")
