"""The statements of one container while they change: a replaced one is still found by its former self."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scaffold.dataclass import replace
from scaffold.merge.segments import Segment


class Row:
    """A list of segments that remembers what became of each."""

    def __init__(self, items: Iterable[Segment]) -> None:
        self.items = list(items)
        self._became: dict[Segment, Segment] = {}

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Segment:
        return self.items[index]

    def __contains__(self, segment: Segment) -> bool:
        return self.now(segment) in self.items

    def now(self, segment: Segment) -> Segment:
        """What stands where ``segment`` stood."""
        while segment in self._became:
            segment = self._became[segment]
        return segment

    def index(self, segment: Segment) -> int:
        """The position of what stands where ``segment`` stood. Raises ``ValueError`` if it is gone."""
        return self.items.index(self.now(segment))

    def at(self, index: int) -> Segment | None:
        """The segment at ``index``, ``None`` outside of the row."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def replace(self, old: Segment, *new: Segment) -> None:
        """Put ``new`` where ``old`` stands; ``old`` is found as the first of them."""
        if new and old is new[0]:
            return
        at = self.index(old)
        current = self.items[at]
        self.items[at : at + 1] = new
        if new:
            self._became[current] = new[0]

    def replace_below(self, old: Segment, *new: Segment) -> None:
        """Put ``new`` where ``old`` stands inside one of the statements; ``pass`` fills what would be empty."""
        for top in self.items:
            if top.holds(old):
                self.replace(top, _replaced(top, old, new))
                return

    def insert(self, index: int, new: Segment) -> None:
        """Put ``new`` before position ``index``."""
        self.items.insert(index, new)


def _replaced(segment: Segment, old: Segment, new: tuple[Segment, ...]) -> Segment:
    body: list[Segment] = []
    for child in segment.body or ():
        if child is old:
            body += new
        else:
            body.append(_replaced(child, old, new) if child.holds(old) else child)
    if not body:
        body = [replace(old, kind="other", keys=("pass",), code=old.column + "pass", lead="")]
    return replace(segment, body=tuple(body))
