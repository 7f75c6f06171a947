"""How does this file write things down? Newlines, indentation and gaps, found by majority."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from scaffold.dataclass import dataclass
from scaffold.merge.formatting import Formatting
from scaffold.merge.identity import is_relation
from scaffold.merge.segments import Segment, SegmentTree, blank_lines

BOM = "\ufeff"
_T = TypeVar("_T")
_NEWLINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """``top_gap`` and ``member_gap`` are the blank lines between definitions at the top and in classes."""

    newline: str = "\n"
    unit: str = "    "
    top_gap: int = 2
    member_gap: int = 1
    width: int = 88
    relation_gap: int = 1  # between columns and relations


def without_bom(text: str) -> tuple[str, str]:
    """The byte order mark, if there is one, and the rest."""
    return (BOM, text[1:]) if text.startswith(BOM) else ("", text)


def with_newlines(text: str, newline: str) -> str:
    """``text`` with every line ended by ``newline``."""
    return _NEWLINE.sub(newline, text)


def newline_of(text: str) -> str:
    """The line end that most lines have; never the first one found, which may stand in a string."""
    counted = Counter(_NEWLINE.findall(text)).most_common(1)
    return counted[0][0] if counted else "\n"


def style_of(text: str, tree: SegmentTree, formatting: Formatting) -> Style:
    """The style of a file that was cut into ``tree``."""
    above_relations = [gap for s in tree.body if s.kind == "class" for gap in _above_relations(s.body or ())]
    most = _most_common(above_relations)
    members = [gap for s in tree.body if s.kind == "class" for gap in _gaps(s.body or ())]
    return Style(
        newline=newline_of(text),
        unit=_most_common(_units(tree.body)) or "    ",
        top_gap=_habit(_gaps(tree.body), 2),
        member_gap=_habit(members, 1),
        width=formatting.line_length,
        relation_gap=int(formatting.relations_apart) if most is None else min(most, 3),
    )


def _habit(gaps: Sequence[int], default: int) -> int:
    """The gap that most have. Four blank lines somewhere are no habit, and one of three is none."""
    found = _most_common(gaps)
    if found is None or not 0 < found <= 3 or 2 * gaps.count(found) <= len(gaps):
        return default
    return found


def _gaps(segments: Sequence[Segment]) -> list[int]:
    """The blank lines between neighbouring definitions."""
    big = {"class", "def"}
    pairs = pairwise(segments)
    return [blank_lines(b.lead) for a, b in pairs if a.kind in big and b.kind in big]


def _above_relations(body: Sequence[Segment]) -> Iterable[int]:
    """The blank lines above relations that stand below columns."""
    for before, after in pairwise(body):
        if before.kind == "assign" and is_relation(after) and not is_relation(before):
            yield blank_lines(after.lead)


def _units(segments: Iterable[Segment]) -> Iterable[str]:
    """What each block is indented by, once for every statement in it."""
    for segment in segments:
        for child in segment.body or ():
            if child.column.startswith(segment.column) and child.column != segment.column:
                yield child.column[len(segment.column) :]
        yield from _units(segment.body or ())


def _most_common(values: Iterable[_T]) -> _T | None:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None
