"""Where does a new statement go, and which blank lines belong to it?

Existing statements are never reordered. A gap belongs to its place in the file, not to a statement:
a new one takes the gap of its kind, and a removed one leaves the larger of its two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from scaffold.dataclass import replace
from scaffold.merge.canonical import is_text
from scaffold.merge.identity import is_relation
from scaffold.merge.row import Row
from scaffold.merge.segments import Segment, blank_lines, ended, lines_of, without_blank_lines
from scaffold.merge.source import Style
from scaffold.merge.symbols import Scope

_BIG = ("class", "def")
_IMPORTS = ("import", "typing")


def position(
    row: Row,
    new: Segment,
    template: Sequence[Segment],
    stands: Callable[[Segment], Segment | None],
    scope: Scope,
) -> int:
    """The index for ``new``: behind its nearest sibling of the template, else before the next one.

    ``stands`` gives what a statement of the template is in ``row``.
    """
    at = template.index(new)
    following = [
        (later, found) for later in template[at + 1 :] if (found := stands(later)) is not None and found in row
    ]
    for earlier in reversed(template[:at]):
        found = stands(earlier)
        if found is not None and found in row and earlier.kind not in _IMPORTS:
            behind = behind_its_text(row.items, row.index(found) + 1)
            return min((behind, *(row.index(there) for later, there in following if _reads(later, new, scope))))
    for _, found in following:
        if found.kind not in ("doc", *_IMPORTS):
            return row.index(found)
    return default_position(row.items, new, scope)


def _reads(later: Segment, new: Segment, scope: Scope) -> bool:
    """Whether ``later`` needs the name that ``new`` assigns when the module is read: a file may have another order."""
    return (
        scope.kind == "module"
        and new.kind == "assign"
        and later.kind in ("class", "assign")
        and re.search(rf"\b{re.escape(new.key)}\b", later.text) is not None
    )


def default_position(items: Sequence[Segment], new: Segment, scope: Scope) -> int:
    """With no sibling in common: attributes behind attributes, methods last, code before the main guard."""
    if scope.kind == "class" and new.kind not in _BIG:
        attributes = [i for i, s in enumerate(items) if s.kind in ("doc", "assign", "line") or _is_placeholder(s)]
        if any(_is_field(items[i]) for i in attributes):
            while _configures(items[attributes[-1]]):
                attributes.pop()
        return behind_its_text(items, attributes[-1] + 1) if attributes else 0
    at = len(items)
    if scope.kind == "module":
        while at and items[at - 1].kind == "block" and "__name__" in items[at - 1].code:
            at -= 1
    if scope.kind == "function":
        while at and items[at - 1].code.lstrip().startswith(("return", "yield", "raise")):
            at -= 1
    return at


def _configures(segment: Segment) -> bool:
    """``__table_args__ = (...)`` below the fields, where somebody put it: what is new goes above it."""
    return segment.kind == "assign" and (segment.key.startswith("__") or segment.key == "model_config")


def _is_field(segment: Segment) -> bool:
    return segment.kind == "assign" and not _configures(segment)


def _is_placeholder(segment: Segment) -> bool:
    return segment.code.strip() in ("pass", "...")


def behind_its_text(items: Sequence[Segment], at: int) -> int:
    """``at``, or behind the string that documents the attribute before it."""
    while 0 < at < len(items) and documents(items[at]):
        at += 1
    return at


def documents(segment: Segment) -> bool:
    """Whether ``segment`` is a string that stands below an attribute to describe it."""
    return segment.kind == "other" and len(segment.nodes) == 1 and is_text(segment.node)


def gap(before: Segment | None, after: Segment | None, style: Style, scope: Scope) -> int:
    """The blank lines that two neighbours of their kinds need."""
    if before is None or after is None:
        return 0
    if before.kind not in _BIG and after.kind not in _BIG:
        return 0
    if before.kind == "doc":
        return 0 if scope.kind == "class" else 1
    return style.top_gap if scope.kind == "module" else style.member_gap


def insert(row: Row, at: int, new: Segment, style: Style, scope: Scope) -> Segment:
    """Put ``new`` into ``row`` with its gaps, and return it as it stands there."""
    before, after = row.at(at - 1), row.at(at)
    if before is None:
        # `class User:` and a blank line: a habit, of this place
        count = blank_lines(after.lead) if after is not None and scope.kind == "class" else 0
    elif before.kind in _BIG or new.kind in _BIG:
        count = gap(before, new, style, scope)
        if before.kind in _BIG and before.foot.strip():
            count = max(count, 1)
    else:
        ends_imports = scope.kind == "module" and before.kind in _IMPORTS and new.kind not in _IMPORTS
        count = max(blank_lines(new.lead), int(before.kind == "doc" or ends_imports))
        column = before.kind in ("assign", "line") or documents(before)
        if scope.kind == "class" and column and is_relation(new) and not is_relation(before):
            count = max(count, style.relation_gap)
    new = replace(new, lead=style.newline * count + without_blank_lines(new.lead))
    if after is not None:
        new = ended(new, style.newline)
        need = gap(new, after, style, scope)
        if before is None and scope.kind == "module" and new.kind != after.kind:
            need = max(1, need)
        # fewer than its kind asks for is a habit too, where a gap of that kind was before
        if before is None or need > gap(before, after, style, scope):
            widen(row, after, need, style)
    row.insert(at, new)
    return new


def widen(row: Row, segment: Segment, count: int, style: Style) -> None:
    """At least ``count`` blank lines above ``segment``."""
    now = row.now(segment)
    missing = count - blank_lines(now.lead)
    if missing > 0:
        row.replace(now, replace(now, lead=style.newline * missing + now.lead))


def remove(row: Row, segment: Segment, style: Style, scope: Scope) -> None:
    """Take ``segment`` out; of the gaps above and below it the larger stays, within the style."""
    at = row.index(segment)
    segment = row[at]
    row.replace(segment)
    before, after = row.at(at - 1), row.at(at)
    if after is None:
        return
    if before is None:  # what was second takes the gap of what was first
        blanks = "".join(lines_of(segment.lead)[: blank_lines(segment.lead)])
        row.replace(after, replace(after, lead=blanks + without_blank_lines(after.lead)))
        return
    above, below = blank_lines(segment.lead), blank_lines(after.lead)
    missing = above - below
    if segment.kind in _BIG or after.kind in _BIG:
        most = max(gap(before, after, style, scope), int(above == 1))
        missing = min(above, most) - below
    if missing > 0:
        blanks = "".join(lines_of(segment.lead)[:missing])
        row.replace(after, replace(after, lead=blanks + after.lead))


def fit_gaps(
    row: Row,
    fresh: Callable[[Segment], bool],
    gap_in_template: Callable[[Segment, Segment], int],
    style: Style,
) -> None:
    """Give new statements the gaps that the template has around them.

    Where it has none, a run of new statements goes behind the blank lines of its successor and not
    before them; the blank line stays where a person put it::

        id: int                     id: int

        body: str                   title: str    <- new
                                    body: str
    """
    i = 0
    while i < len(row):
        j = i
        while j < len(row) and fresh(row[j]):
            j += 1
        for at in range(max(i, 1), min(j + 1, len(row)) if j > i else 0):
            above = row[at - 1].kind
            # definitions have the file's own gap, but for the one below a docstring
            own = above in _BIG or (row[at].kind in _BIG and above != "doc")
            if not own and (at < j or not blank_lines(row[at].lead)):
                widen(row, row[at], gap_in_template(row[at - 1], row[at]), style)
        if 0 < i < j < len(row) and gap_in_template(row[j - 1], row[j]) == 0:
            _take_gap(row, row[i], row[j - 1], row[j])
        i = max(j, i + 1)


def _take_gap(row: Row, first: Segment, last: Segment, after: Segment) -> None:
    """The blank lines above ``after`` go above the run from ``first`` to ``last``."""
    if without_blank_lines(after.lead) or first.kind in _BIG or last.kind in _BIG:
        return
    row.replace(first, replace(first, lead=after.lead + without_blank_lines(first.lead)))
    row.replace(after, replace(after, lead=""))
