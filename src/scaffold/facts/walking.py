"""One walk through a body, for everything that is wanted from it: calls, returns, inner functions and imports.

It is the hottest loop of a check. A table says which fields of a node can lead to a call, so that names, constants
and operators are never visited.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TypeAlias

Def: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_LOOP = (
    *(ast.For, ast.AsyncFor, ast.While, ast.comprehension),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
_IMPORT = (ast.Import, ast.ImportFrom)
_SCOPES = (*FUNCTION, ast.ClassDef, ast.Lambda)
_TELLING = frozenset({*_LOOP, *_SCOPES, *_IMPORT, ast.Return, ast.Yield, ast.YieldFrom})
_LEAVES = frozenset(
    {"ctx", "op", "ops", "id", "attr", "arg", "name", "level", "module", "kind", "type_comment", "asname"}
)
_CHILDREN: dict[type, tuple[str, ...]] = {
    item: () if item in (ast.Constant, ast.Global, ast.Nonlocal) else tuple(f for f in item._fields if f not in _LEAVES)
    for item in vars(ast).values()
    if isinstance(item, type) and issubclass(item, ast.AST)
}


class Body:
    """What a walk gathers. Calls stand outer before inner, each with its function and whether it is repeated.

    ``returned``, ``yields``, ``functions`` and ``imports`` are those of the body itself, not of what is defined in it.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[ast.Call, str, bool]] = []
        self.returned: list[ast.expr] = []
        self.functions: list[Def] = []
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.yields = False


def walk(nodes: Iterable[ast.AST], scope: str, loop: bool = False) -> Body:
    """Everything below ``nodes``, which stand in the function ``scope``."""
    body = Body()
    for node in nodes:
        _walk(node, scope, loop, True, body)
    return body


def _walk(node: ast.AST, scope: str, loop: bool, own: bool, body: Body) -> None:
    kind = node.__class__
    if kind is ast.Call:
        body.calls.append((node, scope, loop))  # type: ignore[arg-type]
    elif kind in _TELLING:
        if own:
            _note(node, body)
        loop = loop or kind in _LOOP
        own = own and kind not in _SCOPES
        if isinstance(node, FUNCTION):
            scope = f"{scope}.{node.name}" if scope else node.name
    for name in _CHILDREN[kind]:
        child = getattr(node, name)
        if child.__class__ is list:
            for item in child:
                if _CHILDREN.get(item.__class__):
                    _walk(item, scope, loop, own, body)
        elif _CHILDREN.get(child.__class__):
            _walk(child, scope, loop, own, body)


def _note(node: ast.AST, body: Body) -> None:
    if isinstance(node, ast.Return):
        if node.value is not None:
            body.returned.append(node.value)
    elif isinstance(node, (ast.Yield, ast.YieldFrom)):
        body.yields = True
    elif isinstance(node, FUNCTION):
        body.functions.append(node)
    elif isinstance(node, _IMPORT):
        body.imports.append(node)
