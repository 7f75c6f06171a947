"""A definition on one line, as if it stood on two: ``class Tag(SQLModel): ...``.

Formatters put stubs on one line, so both forms must have one fingerprint; and a member can only be
added to the second.
"""

from __future__ import annotations

from dataclasses import replace

from scaffold.merge.identity import Definitions
from scaffold.merge.segments import Segment, lines_of


def opened(segment: Segment, unit: str = "    ") -> Segment:
    """``segment`` with a body of its own; as it is when it has one, or is no definition."""
    if segment.body is not None or len(segment.nodes) != 1:
        return segment
    node = segment.node
    if segment.kind != "typing" and not isinstance(node, Definitions):
        return segment
    lines = lines_of(segment.code)
    first = node.body[0]  # type: ignore[attr-defined]
    row = len(lines) - 1 - ((node.end_lineno or 0) - first.lineno)
    column = len(lines[row].encode()[: first.col_offset].decode())
    header = "".join(lines[:row]) + lines[row][:column]
    inside = lines[row][column:] + "".join(lines[row + 1 :])
    # `class A: \` continues on the next line
    header = header.rstrip(" \t\f\r\n\\")
    ending = segment.tail[len(segment.tail.rstrip("\r\n")) :]
    return replace(
        segment,
        code=header,
        tail=segment.tail if ending else segment.tail + "\n",
        body=_statements(inside, segment.column + unit, ending, segment.line),
    )


def _statements(inside: str, column: str, ending: str, line: int) -> tuple[Segment, ...]:
    """``a = 1; b = 2`` as one segment, indented."""
    from scaffold.merge.partition import partition

    (child,) = partition(inside, "").body
    child = replace(child, code=column + child.code, tail=child.tail + ending, column=column)
    return (replace(child, line=line),)
