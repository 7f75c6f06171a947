"""A definition on one line, as if it stood on two: ``class Tag(SQLModel): ...``.

Formatters put stubs on one line, so both forms must have one fingerprint; and a member can only be
added to the second.
"""

from __future__ import annotations

from scaffold.dataclass import replace
from scaffold.merge.identity import Definitions
from scaffold.merge.outline import is_blank
from scaffold.merge.partition import partition
from scaffold.merge.segments import Segment, lines_of


def opened(segment: Segment, unit: str = "    ") -> Segment:
    """``segment`` with a body of its own; as it is when it has one, or is no definition."""
    if segment.body is not None or len(segment.nodes) != 1:
        return segment
    node = segment.node
    if segment.kind != "typing" and not isinstance(node, Definitions):
        return segment
    lines = lines_of(segment.code)
    above = next(i for i, line in enumerate(lines) if not is_blank(line))  # below a decorator
    first = node.body[0]  # type: ignore[attr-defined]
    row = above + first.lineno - node.lineno
    column = len(lines[row].encode()[: first.col_offset].decode())
    # `class A: \` continues on the next line
    header = ("".join(lines[:row]) + lines[row][:column]).rstrip(" \t\f\r\n\\")
    ending = segment.tail[len(segment.tail.rstrip("\r\n")) :]
    inside = partition(lines[row][column:] + "".join(lines[row + 1 :]), "")
    (child,) = inside.body  # `a = 1; b = 2` is one
    inner = segment.column + unit
    return replace(
        segment,
        code=header,
        tail=segment.tail if ending else segment.tail + "\n",
        body=(
            replace(
                child,
                code=inner + child.code,
                tail=child.tail if inside.foot else child.tail + ending,
                column=inner,
                line=segment.line,
            ),
        ),
        foot=inside.foot + ending if inside.foot else "",
    )
