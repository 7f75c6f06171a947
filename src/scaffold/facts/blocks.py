"""The statements of a block, and what an import statement brings."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from scaffold.facts.declarations import Import


def statements(
    body: Iterable[ast.stmt], checking: bool = False, loop: bool = False
) -> Iterator[tuple[ast.stmt, bool, bool]]:
    """The statements of a block, those inside ``if``, ``try``, ``with`` and loops included, in order.

    Each with two flags: only a type checker reads it; it is repeated.
    """
    for node in body:
        yield node, checking, loop
        if isinstance(node, ast.If):
            # if TYPE_CHECKING: ...    if typing.TYPE_CHECKING: ...
            guarded = checking or _last_name(node.test) == "TYPE_CHECKING"
            yield from statements(node.body, guarded, loop)
            yield from statements(node.orelse, checking, loop)
        elif isinstance(node, (ast.Try, ast.TryStar)):
            handlers = [child for handler in node.handlers for child in handler.body]
            for block in (node.body, handlers, node.orelse, node.finalbody):
                yield from statements(block, checking, loop)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            yield from statements(node.body, checking, loop)
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            yield from statements(node.body, checking, True)


def _last_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def imports(node: ast.Import | ast.ImportFrom, checking: bool = False) -> Iterator[Import]:
    """One import for each name; ``checking`` where only a type checker reads it."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(alias.asname or alias.name, alias.name, "", checking, node.lineno)
        return
    module = "." * node.level + (node.module or "")
    for alias in node.names:
        yield Import(alias.asname or alias.name, module, alias.name, checking, node.lineno)
