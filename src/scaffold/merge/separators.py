"""The elements between two brackets and the spaces around them, as text, made regular.

``n`` elements have ``n + 1`` spaces. A space holds, in this order, the comment on the line of the
element before it, and the comments above the element behind it::

    [  # of the bracket
        # above a
        a,  # of a
        b,
    ]

New spaces are copied from those already there, so an exploded list stays exploded, and a trailing
comma stays a habit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from scaffold.dataclass import dataclass
from scaffold.merge.source import Style

_SPACE = re.compile(r"(?:[ \t\f\r\n]|\\(?=[\r\n])|#[^\r\n]*)*")
_SIGN = re.compile(r"#[^\r\n]*|[,)]")
_BREAK = re.compile(r"#[^\r\n]*|\\(?:\r\n|\r|\n)|\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Spaced:
    """``elements`` without commas, the ``spaces`` around them, and whether the last has a comma."""

    elements: tuple[str, ...]
    spaces: tuple[str, ...]
    trailing: bool

    @property
    def text(self) -> str:
        """What stands between the brackets."""
        commas = (*("," for _ in self.elements[1:]), "," if self.trailing else "")
        behind = (f"{element}{comma}" for element, comma in zip(self.elements, commas, strict=False))
        return "".join(part for pair in zip_longest(self.spaces, behind, fillvalue="") for part in pair)


def spaced(inner: str, places: Sequence[tuple[int, int]]) -> Spaced:
    """The text between two brackets as a row; ``places`` are where the nodes of its elements begin and end.

    Parentheses around an element, and stars before it, are part of it.
    """
    if not places:
        return Spaced((), (inner, ""), trailing=False)
    elements, spaces, start, comma = [], [], 0, -1
    for index, (_, end) in enumerate(places):
        begin = _space_end(inner, start)
        limit = places[index + 1][0] if index + 1 < len(places) else len(inner)
        signs = [sign for sign in _SIGN.finditer(inner, end, limit) if not sign[0].startswith("#")]
        comma = next((sign.start() for sign in signs if sign[0] == ","), -1)
        stop = comma if comma >= 0 else max([end, *(sign.end() for sign in signs)])
        spaces.append(inner[start:begin])
        elements.append(inner[begin:stop])
        start = stop + (comma >= 0)
    return Spaced(tuple(elements), (*spaces, inner[start:]), trailing=comma >= 0)


def _space_end(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start


def inserted(row: Spaced, at: int, new: str, unit: str) -> Spaced:
    """``row`` with ``new`` before position ``at``; ``unit`` indents what opens an empty bracket."""
    elements = (*row.elements[:at], new, *row.elements[at:])
    if not row.elements:
        return _first(row, new, unit)
    before, after = _split(row, at)
    spaces = (*row.spaces[:at], before, after, *row.spaces[at + 1 :])
    return Spaced(elements, spaces, row.trailing)


def exploded(row: Spaced, column: str, style: Style) -> Spaced:
    """One element a line, and a comma behind the last, as formatters write what does not fit on one."""
    inner = style.newline + column + style.unit
    return Spaced(row.elements, (*(inner for _ in row.elements), style.newline + column), trailing=True)


def removed(row: Spaced, at: int) -> Spaced | None:
    """``row`` without the element at ``at``; ``None`` when a comment hangs on it."""
    before, after = _lines(row.spaces[at]), _lines(row.spaces[at + 1])
    above, below = _comments(before[1:-1]), _comments(after[1:-1])
    if above or (len(after) > 1 and _comments(after[:1])):
        return None
    last = at == len(row.elements) - 1
    if len(before) > 1 and len(after) > 1:
        space = "".join((before[0], *after[1:-1], (after if last else before)[-1]))
    elif below and not last:
        return None
    else:
        space = row.spaces[at + 1] if last else row.spaces[at]
    elements = (*row.elements[:at], *row.elements[at + 1 :])
    spaces = (*row.spaces[:at], space, *row.spaces[at + 2 :])
    if not elements:  # `[` and `]` may stand on two lines, with nothing between them
        return Spaced((), (space, ""), trailing=False)
    return Spaced(elements, spaces, row.trailing)


def breaks(space: str) -> bool:
    """Whether ``space`` holds a line end that needs brackets around it."""
    return len(_lines(space)) > 1


def _lines(space: str) -> list[str]:
    """The space cut behind its line ends; those behind a backslash are none."""
    ends = [found.end() for found in _BREAK.finditer(space) if found[0][0] in "\r\n"]
    return [space[start:end] for start, end in zip([0, *ends], [*ends, len(space)], strict=True)]


def _comments(lines: Sequence[str]) -> bool:
    return any("#" in line for line in lines)


def _first(row: Spaced, new: str, unit: str) -> Spaced:
    """The only element; brackets that stand on two lines take it between them."""
    opening = row.spaces[0]
    if not breaks(opening):
        return Spaced((new,), row.spaces, row.trailing)
    *above, _ = _lines(opening)
    return Spaced((new,), ("".join(above) + unit, _bare(opening)), trailing=True)


def _split(row: Spaced, at: int) -> tuple[str, str]:
    """The space at ``at`` as two: comments stay with the element that they hang on."""
    space, separator = row.spaces[at], _separator(row)
    last = at == len(row.elements)
    if not breaks(space):
        return (separator, space) if last else (space, separator)
    if last and not breaks(separator):
        return separator, space
    first, *middle, end = _lines(space)
    if last:  # up to now this was the indentation of the bracket
        return first + _lines(separator)[-1], _lines(_bare(space))[0] + "".join(middle) + end
    if _comments(middle):
        return first + end, _lines(_bare(space))[0] + "".join(middle) + end
    return space, separator


def _separator(row: Spaced) -> str:
    """What stands behind a comma here: a line end if one stands behind the opening bracket."""
    if breaks(row.spaces[0]):
        return _bare(row.spaces[0])
    return _bare(row.spaces[1]) if len(row.elements) > 1 else " "


def _bare(space: str) -> str:
    """``space`` without its comments."""
    first, *_, last = _lines(space) if breaks(space) else ("", space)
    return first[len(first.rstrip("\r\n")) :] + last
