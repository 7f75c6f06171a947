"""Literals whose elements are symbols of their own: ``__all__``, a list of routers, a payload.

An element is known by its value, an entry of a dict by its key. ``routers = base + [a, b]`` and
``__all__ += ["a"]`` have a literal to add to as well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold.dataclass import dataclass, replace
from scaffold.merge.canonical import canonical, fingerprint
from scaffold.merge.identity import dotted
from scaffold.merge.segments import Segment

Literal = ast.List | ast.Tuple | ast.Set | ast.Dict
_WRAPPERS = {"list", "tuple", "set", "frozenset", "dict"}


@dataclass(frozen=True, slots=True)
class Element:
    """``key`` finds it again, ``value`` is the digest of a dict's value and empty elsewhere."""

    key: str
    value: str
    nodes: tuple[ast.expr, ...]  # the element; key and value of a dict


def elements_of(segment: Segment, *, any_name: bool = False) -> tuple[Element, ...] | None:
    """The elements that ``segment`` assigns; ``None`` when they are no symbols of their own.

    They are for ``__all__`` and UPPER_CASE names; ``any_name`` takes every name.
    """
    if segment.kind != "assign" or len(segment.nodes) != 1 or len(segment.keys) != 1:
        return None
    name = segment.key.partition("#")[0]
    if not (any_name or name == "__all__" or (name.isupper() and name.isidentifier())):
        return None
    literal = literal_of(segment.node)
    return None if literal is None else tuple(_elements(literal))


def literal_of(statement: ast.stmt) -> Literal | None:
    """The literal in ``x = [...]``, ``x: T = [...]``, ``x += [...]``, ``x = y + [...]``."""
    if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
        return _literal(statement.value)
    return None


def _literal(value: ast.expr | None) -> Literal | None:
    match value:
        case ast.List() | ast.Tuple() | ast.Set() | ast.Dict():
            return value
        case ast.BinOp(op=ast.Add() | ast.BitOr()):
            return _literal(value.right) or _literal(value.left)
        case ast.Call(func=ast.Name(id=name), args=[argument]) if name in _WRAPPERS:
            return _literal(argument)
    return None


def _elements(literal: Literal) -> Iterator[Element]:
    if not isinstance(literal, ast.Dict):
        for element in literal.elts:
            yield Element(element_key(element), "", (element,))
        return
    for key, value in zip(literal.keys, literal.values, strict=True):
        if key is None:  # {**others}
            yield Element("**" + element_key(value), "", (value,))
        else:
            yield Element(element_key(key), fingerprint((canonical(value),)), (key, value))


def element_key(node: ast.expr) -> str:
    """``posts.router`` for names, ``'Post'`` for strings, a digest for anything else."""
    if isinstance(node, ast.Starred):
        return "*" + element_key(node.value)
    if isinstance(node, ast.Constant):
        return canonical(node)
    return dotted(node) or fingerprint((canonical(node),))


def emptied(segment: Segment) -> Segment:
    """``segment``, an assignment of a literal, as if its literal had no elements."""
    node = ast.parse(f"{segment.key.partition('#')[0]} = []").body[0]
    return replace(segment, nodes=(node,), code=ast.unparse(node), lead="", tail="")
