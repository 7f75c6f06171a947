"""The elements between two brackets as LibCST sees them, and the spaces around them, made regular.

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

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scaffold.merge.source import Style


@dataclass(frozen=True, slots=True)
class Spaced:
    """``elements`` without commas, the ``spaces`` around them, and whether the last has a comma."""

    elements: tuple[Any, ...]
    spaces: tuple[Any, ...]
    trailing: bool


def spaced(elements: Sequence[Any], opening: Any, closing: Any) -> Spaced:
    """What LibCST keeps in commas and brackets, as one row."""
    import libcst as cst

    commas = [e.comma if isinstance(e.comma, cst.Comma) else None for e in elements]
    between = [comma.whitespace_after for comma in commas if comma is not None]
    trailing = bool(commas) and commas[-1] is not None
    last = between.pop() if trailing else None
    if last is not None and (breaks(last) or not breaks(closing)) and not _is_empty(last):
        closing = last
    bare = tuple(e.with_changes(comma=cst.MaybeSentinel.DEFAULT) for e in elements)
    return Spaced(bare, (opening, *between, closing) if bare else (opening, closing), trailing)


def with_commas(row: Spaced) -> tuple[list[Any], Any, Any]:
    """The elements with their commas, and the spaces inside the two brackets."""
    import libcst as cst

    out = []
    for index, element in enumerate(row.elements):
        if index < len(row.elements) - 1:
            comma: Any = cst.Comma(whitespace_after=row.spaces[index + 1])
        elif row.trailing:
            comma = cst.Comma()
        else:
            comma = cst.MaybeSentinel.DEFAULT
        out.append(element.with_changes(comma=comma))
    return out, row.spaces[0], row.spaces[-1]


def inserted(row: Spaced, at: int, new: Any, unit: str) -> Spaced:
    """``row`` with ``new`` before position ``at``; ``unit`` indents what opens an empty bracket."""
    elements = (*row.elements[:at], new, *row.elements[at:])
    if not row.elements:
        return _first(row, new, unit)
    before, after = _split(row, at)
    spaces = (*row.spaces[:at], before, after, *row.spaces[at + 1 :])
    return Spaced(elements, spaces, row.trailing)


def exploded(row: Spaced, column: str, style: Style) -> Spaced:
    """One element a line, and a comma behind the last, as formatters write what does not fit on one."""
    import libcst as cst

    def line_end(column: str) -> Any:
        first = cst.TrailingWhitespace(newline=cst.Newline(style.newline))
        return cst.ParenthesizedWhitespace(first, indent=True, last_line=cst.SimpleWhitespace(column))

    inner = line_end(column + style.unit)
    return Spaced(row.elements, (inner,) * len(row.elements) + (line_end(column),), trailing=True)


def removed(row: Spaced, at: int) -> Spaced | None:
    """``row`` without the element at ``at``; ``None`` when a comment hangs on it."""
    import libcst as cst

    before, after = row.spaces[at], row.spaces[at + 1]
    above = breaks(before) and any(line.comment for line in before.empty_lines)
    if above or (breaks(after) and after.first_line.comment is not None):
        return None
    last = at == len(row.elements) - 1
    if breaks(before) and breaks(after):
        layout = after if last else before
        space = layout.with_changes(first_line=before.first_line, empty_lines=after.empty_lines)
    elif breaks(after) and any(line.comment for line in after.empty_lines) and not last:
        return None
    else:
        space = after if last else before
    elements = (*row.elements[:at], *row.elements[at + 1 :])
    spaces = (*row.spaces[:at], space, *row.spaces[at + 2 :])
    if not elements:  # `[` and `]` may stand on two lines, with nothing between them
        return Spaced((), (space, cst.SimpleWhitespace("")), trailing=False)
    return Spaced(elements, spaces, row.trailing)


def breaks(space: Any) -> bool:
    """Whether ``space`` holds a line end: whitespace inside brackets."""
    import libcst as cst

    return isinstance(space, cst.ParenthesizedWhitespace)


def _is_empty(space: Any) -> bool:
    return not breaks(space) and not space.value


def _first(row: Spaced, new: Any, unit: str) -> Spaced:
    """The only element; brackets that stand on two lines take it between them."""
    import libcst as cst

    opening = row.spaces[0]
    if not breaks(opening):
        return Spaced((new,), row.spaces, row.trailing)
    inner = opening.with_changes(indent=True, last_line=cst.SimpleWhitespace(unit))
    return Spaced((new,), (inner, _bare(opening)), trailing=True)


def _split(row: Spaced, at: int) -> tuple[Any, Any]:
    """The space at ``at`` as two: comments stay with the element that they hang on."""
    space, separator = row.spaces[at], _separator(row)
    last = at == len(row.elements)
    if not breaks(space):
        return (separator, space) if last else (space, separator)
    if last and not breaks(separator):
        return separator, space
    before = space.with_changes(empty_lines=())
    if last:  # up to now this was the indentation of the bracket
        before = before.with_changes(indent=separator.indent, last_line=separator.last_line)
        return before, _bare(space).with_changes(empty_lines=space.empty_lines)
    if any(line.comment for line in space.empty_lines):
        return before, _bare(space).with_changes(empty_lines=space.empty_lines)
    return space, separator


def _separator(row: Spaced) -> Any:
    """What stands behind a comma here: a line end if one stands behind the opening bracket."""
    import libcst as cst

    if breaks(row.spaces[0]):
        return _bare(row.spaces[0])
    return _bare(row.spaces[1]) if len(row.elements) > 1 else cst.SimpleWhitespace(" ")


def _bare(space: Any) -> Any:
    """``space`` without its comments."""
    import libcst as cst

    if not breaks(space):
        return space
    line = cst.TrailingWhitespace(newline=space.first_line.newline)
    return space.with_changes(first_line=line, empty_lines=())
