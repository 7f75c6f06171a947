"""Code of which only one piece runs: the two sides of an ``if``, the cases of a ``match``."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from scaffold.facts import parse
from scaffold.rule import Subject


def exclude_each_other(subject: Subject, path: str, first: int, second: int) -> bool:
    """Whether two lines of a file stand in different branches of one statement."""
    tree = parse(subject.files[path])
    return any(
        _holds(one, first) and _holds(other, second)
        for branches in _branches(tree)
        for one in branches
        for other in branches
        if one is not other
    )


def _branches(tree: ast.Module) -> Iterator[Sequence[Sequence[ast.stmt]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and node.orelse:
            yield node.body, node.orelse
        elif isinstance(node, ast.Match):
            yield [case.body for case in node.cases]


def _holds(block: Sequence[ast.stmt], line: int) -> bool:
    last = block[-1]
    return block[0].lineno <= line <= (last.end_lineno or last.lineno)
