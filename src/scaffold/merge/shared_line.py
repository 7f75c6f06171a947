"""Several statements on one line, taken apart when one of them has to change."""

from __future__ import annotations

import ast

from scaffold.dataclass import replace
from scaffold.merge.identity import kind_and_keys
from scaffold.merge.segments import Segment


def split(line: Segment, newline: str) -> list[Segment]:
    """``a = 1; b = 2`` as two segments; the comment behind it stays behind the last."""
    # positions of nodes count from the start of the file
    source = "\n" * (line.nodes[0].lineno - 1) + line.code
    out = []
    for number, node in enumerate(line.nodes):
        kind, keys = kind_and_keys(node, first=False)
        last = number == len(line.nodes) - 1
        segment = replace(
            line,
            kind=kind,
            keys=keys,
            lead="" if number else line.lead,
            code=line.column + (ast.get_source_segment(source, node) or ""),
            tail=line.tail if last else newline,
            nodes=(node,),
        )
        out.append(segment)
    return out
