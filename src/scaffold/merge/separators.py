"""The commas of a LibCST sequence when an element comes or goes: copied from those already there.

So an exploded list stays exploded, and a trailing comma stays a habit.
"""

from __future__ import annotations

from typing import Any


def breaks(space: Any) -> bool:
    """Whether ``space`` may hold a line end: whitespace inside brackets."""
    import libcst as cst

    return isinstance(space, cst.ParenthesizedWhitespace)


def has_comment(element: Any, closing: Any) -> bool:
    """Whether a comment stands behind ``element``; ``closing`` is the space before the bracket."""
    spaces = (getattr(element.comma, "whitespace_after", None), closing)
    return any(
        space.first_line.comment or any(line.comment for line in space.empty_lines)
        for space in spaces
        if space is not None and breaks(space)
    )


def inserted(elements: list[Any], at: int, new: Any, opening: Any, closing: Any) -> tuple[list[Any], Any, Any]:
    """``elements`` with ``new`` at ``at``, and the whitespace inside the two brackets."""
    import libcst as cst

    if not elements:
        return [new], opening, closing
    separator = _separator(elements, opening)
    if at < len(elements):
        comma = cst.Comma(whitespace_after=separator)
        return [*elements[:at], new.with_changes(comma=comma), *elements[at:]], opening, closing
    last = elements[-1]
    between = breaks(separator)
    if isinstance(last.comma, cst.Comma):  # `a, b,`  a trailing comma is a habit
        end = last.comma.whitespace_after
        after = _joined(end, separator) if breaks(end) and between else separator
        last = last.with_changes(comma=last.comma.with_changes(whitespace_after=after))
        new = new.with_changes(comma=cst.Comma(whitespace_after=_bare(end)))
    elif breaks(closing) and between:  # the comment on the last element stands before the bracket
        last = last.with_changes(comma=cst.Comma(whitespace_after=_joined(closing, separator)))
        closing = _bare(closing)
    else:
        last = last.with_changes(comma=cst.Comma(whitespace_after=separator))
    return [*elements[:-1], last, new], opening, closing


def removed(elements: list[Any], at: int, closing: Any) -> tuple[list[Any], Any]:
    """``elements`` without the one at ``at``, and the whitespace before the closing bracket."""
    import libcst as cst

    gone = elements[at]
    if at < len(elements) - 1 or at == 0:
        return elements[:at] + elements[at + 1 :], closing
    previous = elements[at - 1]
    before = previous.comma.whitespace_after
    if isinstance(gone.comma, cst.Comma):
        after = _commented(gone.comma.whitespace_after, before)
        comma: Any = gone.comma.with_changes(whitespace_after=after)
    else:
        closing = _commented(closing, before)
        comma = cst.MaybeSentinel.DEFAULT
    return [*elements[: at - 1], previous.with_changes(comma=comma)], closing


def _separator(elements: list[Any], opening: Any) -> Any:
    """What stands behind a comma here: a line end if one stands behind the opening bracket."""
    import libcst as cst

    if breaks(opening):
        return _bare(opening)
    commas = [e.comma for e in elements[:-1] if isinstance(e.comma, cst.Comma)]
    return _bare(commas[0].whitespace_after) if commas else cst.SimpleWhitespace(" ")


def _bare(space: Any) -> Any:
    """``space`` without the comment that belongs to a neighbour."""
    import libcst as cst

    if not breaks(space):
        return space
    line = cst.TrailingWhitespace(newline=space.first_line.newline)
    return space.with_changes(first_line=line, empty_lines=[])


def _joined(comments: Any, separator: Any) -> Any:
    """The comments of one space, the indentation of another."""
    return comments.with_changes(indent=separator.indent, last_line=separator.last_line)


def _commented(space: Any, before: Any) -> Any:
    """``space`` with the comments that stood behind the element that is now the last."""
    if not breaks(space) or not breaks(before):
        return space
    return space.with_changes(first_line=before.first_line, empty_lines=before.empty_lines)
