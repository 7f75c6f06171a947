"""Which names does code use? More than it says is allowed, less is not: an import may depend on it.

Forward references in strings count, docstrings do not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from scaffold.merge.canonical import is_text
from scaffold.merge.segments import Segment

_WORD = re.compile(r"[^\W\d]\w*")
_HEADER = ("bases", "keywords", "args", "returns", "test", "type_params")


def names_used(segments: Iterable[Segment], *, annotations: bool = True) -> set[str]:
    """Every name that the code of ``segments`` may refer to; imports are no uses.

    Without ``annotations``, those that nobody evaluates are left out.
    """
    used: set[str] = set()
    for segment in segments:
        if segment.kind == "import":
            continue
        if segment.body is not None:
            # FastAPI evaluates the annotations of what it decorates
            used |= _names_in_header(segment, annotations or bool(segment.decorators))
            used |= names_used((*segment.decorators, *segment.body), annotations=annotations)
        elif segment.nodes:
            for node in segment.nodes:
                used |= names_in(node, annotations=annotations)
        else:  # newer than our Python
            used |= set(_WORD.findall(segment.code))
    return used


def _names_in_header(segment: Segment, annotations: bool) -> set[str]:
    if not segment.nodes:
        return set(_WORD.findall(segment.code))
    used: set[str] = set()
    for name in _HEADER:
        if name == "returns" and not annotations:
            continue
        value = getattr(segment.node, name, None)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST):
                used |= names_in(part, annotations=annotations)
    return used


def names_in(tree: ast.AST, *, annotations: bool = True) -> set[str]:
    """The names in one piece of syntax."""
    used: set[str] = set()
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            used.add(node.id)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            used.add(node.target.id)  # count += 1
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            used |= _names_in_text(node.value)
        elif isinstance(node, ast.stmt) and is_text(node):
            continue
        stack.extend(ast.iter_child_nodes(node) if annotations else _evaluated(node))
    return used


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """The children of ``node`` without the annotations of a function.

    Those of attributes count: SQLModel and pydantic evaluate them.
    """
    for field, value in ast.iter_fields(node):
        if field == "returns" or (field == "annotation" and isinstance(node, ast.arg)):
            continue
        parts = value if isinstance(value, list) else [value]
        yield from (part for part in parts if isinstance(part, ast.AST))


def _names_in_text(text: str) -> set[str]:
    """A forward reference, ``"list[Post]"``, or an expression that SQLAlchemy evaluates."""
    if len(text) > 200 or not text.isprintable() or not _WORD.search(text):
        return set()
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError):
        return set()
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
