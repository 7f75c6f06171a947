"""Generated code for a Python before 3.11: the templates are written for that one, and are said in older words here.

Only what Python evaluates is changed: ``datetime.UTC`` before 3.11, ``X | None`` in an annotation before 3.10.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold.project.project import Project

_ZONE, _UNIONS = (3, 11), (3, 10)
_ZONE_WORDS = ("import UTC", "datetime.UTC", "dt.UTC", "StrEnum")


def python_of(project: Project) -> tuple[int, int]:
    """The oldest Python that can run the project: what it says, unless its code needs a newer one."""
    version = project.conventions.python
    texts = [text for path, text in project.files.items() if path.endswith(".py")] if version < _ZONE else []
    if any(word in text for text in texts for word in _ZONE_WORDS):
        return _ZONE
    return max(version, _UNIONS) if any(" | None" in text for text in texts) else version


def for_python(text: str, version: tuple[int, int]) -> str:
    """A module's text as this version can run it."""
    if version >= _ZONE:
        return text
    text = _spliced(text, dict(_zones(ast.parse(text))))
    if version >= _UNIONS:
        return text
    unions = list(_unions(ast.parse(text)))
    told = {node: ast.unparse(_Older().visit(node)) for node in unions}
    names = sorted({name for word in told.values() for name in ("Optional", "Union") if f"{name}[" in word})
    text = _spliced(text, told)
    return _with_import(text, f"from typing import {', '.join(names)}\n") if names else text


def _zones(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.alias, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="datetime", names=names):
                # from datetime import UTC, datetime
                yield from ((name, "timezone") for name in names if name.name == "UTC")
            case ast.Name(id="UTC"):
                yield node, "timezone.utc"
            case ast.Attribute(value=ast.Name(id=module), attr="UTC") if module in ("dt", "datetime"):
                yield node, f"{module}.timezone.utc"


def _unions(tree: ast.Module) -> Iterator[ast.expr]:
    """The outermost ``X | Y`` of types; of values, there are dicts that are joined."""
    for node in ast.walk(tree):
        match node:
            case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=ast.expr() as annotation):
                yield from _outermost(annotation)
            case (
                ast.FunctionDef(returns=ast.expr() as annotation)
                | ast.AsyncFunctionDef(returns=ast.expr() as annotation)
            ):
                yield from _outermost(annotation)
            case ast.Assign(value=ast.Subscript() as annotation):
                # Name = Annotated[T | None, AfterValidator(...)]
                yield from _outermost(annotation)


def _outermost(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield node
    elif not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _outermost(child)


class _Older(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.Call:
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        # A | B | None
        parts = [self.visit(part) for part in _parts(node)]
        some = [part for part in parts if not (isinstance(part, ast.Constant) and part.value is None)]
        inner = some[0] if len(some) == 1 else _subscript("Union", ast.Tuple(some, ast.Load()))
        return inner if len(some) == len(parts) else _subscript("Optional", inner)


def _subscript(name: str, inner: ast.expr) -> ast.expr:
    return ast.Subscript(ast.Name(name, ast.Load()), inner, ast.Load())


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield from _parts(node.left)
        yield from _parts(node.right)
    else:
        yield node


def _spliced(text: str, words: dict[ast.expr | ast.alias, str] | dict[ast.expr, str]) -> str:
    rows = [row.encode() for row in text.splitlines(keepends=True)]
    for node, word in sorted(words.items(), key=lambda item: (item[0].lineno, item[0].col_offset), reverse=True):
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        tail = rows[last][node.end_col_offset :]
        rows[first : last + 1] = [rows[first][: node.col_offset] + word.encode() + tail]
    return b"".join(rows).decode()


def _with_import(text: str, statement: str) -> str:
    """Before the first import, where ruff sorts it in."""
    first = next((node.lineno for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom)), 1)
    rows = text.splitlines(keepends=True)
    return "".join((*rows[: first - 1], statement, *rows[first - 1 :]))
