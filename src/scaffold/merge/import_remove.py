"""Take an import out of a file, unless a person's comment or word keeps it there."""

from __future__ import annotations

import ast
from collections import Counter

from scaffold.dataclass import replace
from scaffold.merge.canonical import comments
from scaffold.merge.identity import Binding, bindings
from scaffold.merge.import_place import heads_section
from scaffold.merge.import_statement import place_in, reread
from scaffold.merge.job import Job
from scaffold.merge.opened import opened
from scaffold.merge.origins import Package
from scaffold.merge.place import remove
from scaffold.merge.prints import own_comments
from scaffold.merge.row import Row
from scaffold.merge.segments import Segment
from scaffold.merge.symbols import Scope
from scaffold.merge.untouched import is_pragma

_MODULE = Scope()


class ImportRemover:
    """The import statements of one file, those inside functions included."""

    def __init__(self, row: Row, package: Package, job: Job) -> None:
        self.row, self.package, self.job = row, package, job

    def remove(self, binding: Binding, *, typing: bool) -> Segment | None:
        """Take ``binding`` out; the statement that holds it, if a person's comment keeps it there."""
        for segment in list(self.row):
            if segment.kind == "typing" and typing:
                held, left = self._remove_from_block(segment, binding)
            elif segment.kind == "import" and not typing:
                held, left = self._cut(self.row, segment, binding)
            else:
                continue
            if held:
                return left
        return self._remove_local(binding) if not typing else None

    def _remove_local(self, binding: Binding) -> Segment | None:
        """Out of the function that imports it for itself."""
        from scaffold.merge.statement import remove_name

        for segment in [s for top in self.row if top.kind == "def" for s in top.walk()]:
            at = place_in(segment, binding, self.package)
            if at is None or len(bindings(segment.node)) == 1:
                continue
            code = remove_name(segment.code, at)
            if code is None:
                return segment
            self.row.replace_below(segment, reread(segment, code))
            self.job.touched(segment)
            self.job.ledger.changes.append("import")
            return None
        return None

    def _remove_from_block(self, block: Segment, binding: Binding) -> tuple[bool, Segment | None]:
        whole = opened(block, self.job.host.unit)
        inner = Row(whole.body or ())
        for child in list(inner):
            held, left = self._cut(inner, child, binding)
            if left is not None:
                return True, left
            if not held:
                continue
            if len(inner):
                self.row.replace(block, replace(whole, body=tuple(inner)))
            elif own_comments(whole) or whole.foot.strip() or comments(whole.code):
                return True, block
            else:
                remove(self.row, block, self.job.host, _MODULE)
            self.job.touched(block)
            return True, None
        return False, None

    def _cut(self, row: Row, segment: Segment, binding: Binding) -> tuple[bool, Segment | None]:
        """Whether ``segment`` imports ``binding``, and ``segment`` if it must go on doing so."""
        at = place_in(segment, binding, self.package)
        if at is None:
            return False, None
        if self._is_restated(segment, at):
            return True, segment
        several = len(bindings(segment.node)) > 1
        done = self._without_name(row, segment, at) if several else self._without(row, segment)
        return True, None if done else segment

    def _without_name(self, row: Row, segment: Segment, at: int) -> bool:
        """``from m import a, b`` without one of the two; whether no comment forbids it."""
        from scaffold.merge.statement import remove_name

        code = remove_name(segment.code, at)
        if code is None:
            return False
        row.replace(segment, reread(segment, code))
        self.job.touched(segment)
        self.job.ledger.changes.append("import")
        return True

    def _without(self, row: Row, segment: Segment) -> bool:
        """The whole statement out; whether no comment forbids it. What stands above a section stays there."""
        heads = heads_section(row, segment)
        lead = "" if heads else segment.lead
        tail = "" if is_pragma(segment.tail) else segment.tail
        if own_comments(replace(segment, lead=lead, tail=tail)) or comments(segment.code):
            return False
        if heads:
            below = row[row.index(segment) + 1]
            row.replace(below, replace(below, lead=segment.lead + below.lead))
            row.replace(segment)
        else:
            remove(row, segment, self.job.host, _MODULE)
        self.job.removed("import", segment)
        return True

    def _is_restated(self, segment: Segment, at: int) -> bool:
        """``Post as Post`` is a person's "handed on", unless all imports of this file are written so."""
        restated = Counter(
            alias.asname == alias.name
            for other in self.row
            if other.kind == "import"
            for node in other.nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        )
        node = segment.node
        if not isinstance(node, ast.ImportFrom) or node.names[at].asname != node.names[at].name:
            return False
        return restated[True] <= restated[False] or restated[True] == 1
