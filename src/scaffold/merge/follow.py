"""What a person renamed is still the same: the code under another name, and nothing else under it.

Followed only when there is one candidate for one missing symbol; otherwise it counts as removed.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterable, Mapping

from scaffold.dataclass import replace
from scaffold.merge.opened import opened
from scaffold.merge.prints import ClassPrint, ElementsPrint, Print, print_of
from scaffold.merge.segments import Segment

_DEFINED = re.compile(r"^([ \t\f]*(?:async[ \t]+)?(?:def|class)[ \t]+)(\w+)", re.M)
_ASSIGNED = re.compile(r"^([ \t\f]*)(\w+)")


def renamed_from(missing: Mapping[str, Print], free: Iterable[Segment]) -> dict[str, Segment]:
    """The segment that each missing symbol has become, where that is not in doubt."""
    candidates = [s for s in free if _can_be_renamed(s)]
    matches = {
        key: [s for s in candidates if print_of(renamed(s, key)) == printed]
        for key, printed in missing.items()
        if key.isidentifier() and not isinstance(printed, ElementsPrint) and _says_enough(printed)
    }
    claimed = [segment for found in matches.values() for segment in found]
    return {key: found[0] for key, found in matches.items() if len(found) == 1 and claimed.count(found[0]) == 1}


def _can_be_renamed(segment: Segment) -> bool:
    return (
        segment.kind in ("class", "def", "assign")
        and len(segment.nodes) == 1
        and len(segment.keys) == 1
        and segment.key.isidentifier()
    )


def _says_enough(printed: Print) -> bool:
    """An empty anchor would match any class."""
    return not isinstance(printed, ClassPrint) or bool(printed.header)


def renamed(segment: Segment, name: str) -> Segment:
    """``segment`` as if it had always been called ``name``, its text included."""
    segment = opened(segment)  # while its nodes say where the body starts
    node = copy.copy(segment.node)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        node.name = name
        code = _DEFINED.sub(lambda m: m[1] + name, segment.code, count=1)
    else:
        target = ast.Name(id=name, ctx=ast.Store())
        if isinstance(node, ast.AnnAssign):
            node.target = target
        elif isinstance(node, ast.Assign):
            node.targets = [target]
        code = _ASSIGNED.sub(lambda m: m[1] + name, segment.code, count=1)
    return replace(segment, nodes=(node,), code=code, keys=(name,))
