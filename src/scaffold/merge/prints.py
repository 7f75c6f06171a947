"""What the lock keeps of code: fingerprints fine enough to merge with, and no source.

A function is kept as its header, its statements and its decorators, because a three-way merge uses the
base only to ask "is it the same?". In the lock:

* a statement: ``"f8119caf"``
* a function: ``"cdc0bc18|1112d986214a@bc23ec72"`` (header, six digits a statement, decorators)
* a class: ``["165575f8", {members}]``; ``""`` for a class that is not ours, only some members are
* the elements of a literal: ``{"'Post'": ""}``, a digest of the value beside the key of a dict
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from scaffold.dataclass import dataclass, field
from scaffold.merge.canonical import canonical, comments, documentation, fingerprint, is_text
from scaffold.merge.elements import elements_of
from scaffold.merge.opened import opened
from scaffold.merge.segments import Segment, lines_of

_COMMENT = re.compile(r"#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class FunctionPrint:
    """A function, merged statement by statement."""

    header: str
    statements: tuple[str, ...]
    decorators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassPrint:
    """A class, merged member by member. An empty ``header`` is a class that we only contribute to."""

    header: str
    decorators: tuple[str, ...] = ()
    members: Mapping[str, Print] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ElementsPrint:
    """A literal whose elements are symbols of their own: ``__all__``, a registry."""

    elements: Mapping[str, str]


Print = str | FunctionPrint | ClassPrint | ElementsPrint


@lru_cache(maxsize=4096)  # the same segments are asked for again and again, and never change
def print_of(segment: Segment, *, by_element: bool = True) -> Print:
    """The fingerprint of ``segment``; ``by_element`` takes the literals that can be taken so."""
    if segment.kind in ("class", "def"):
        segment = opened(segment)
    if segment.kind == "class" and segment.body is not None:
        members = {child.key: print_of(child) for child in segment.body}
        return ClassPrint(header_print(segment), decorator_prints(segment), members)
    if segment.kind == "def" and segment.body is not None:
        statements = tuple(statement_print(child) for child in segment.body)
        return FunctionPrint(header_print(segment), statements, decorator_prints(segment))
    if segment.kind == "call" and segment.nodes:
        return _call_print(segment)
    if by_element and (elements := elements_of(segment)) is not None:
        return ElementsPrint({element.key: element.value for element in elements})
    return leaf_print(segment)


def _call_print(segment: Segment) -> str:
    """A call that registers something: whatever object it is made on, it registers the same."""
    node = segment.node
    assert isinstance(node, ast.Expr)
    assert isinstance(node.value, ast.Call)
    call = copy.copy(node.value)
    if isinstance(call.func, ast.Attribute):
        call.func = ast.Name(id=call.func.attr, ctx=ast.Load())
    return fingerprint((canonical(call), *comments(segment.code)))


def leaf_print(segment: Segment, size: int = 4) -> str:
    """The fingerprint of a statement with everything that is in it."""
    if segment.body is not None:
        return fingerprint(_whole(segment), size)
    if not segment.nodes:
        return fingerprint(("newer", segment.code.strip()), size)
    said = (documentation(node) if is_text(node) else canonical(node) for node in segment.nodes)
    return fingerprint((*said, *comments(segment.code)), size)


@lru_cache(maxsize=4096)
def statement_print(segment: Segment) -> str:
    """The fingerprint of one statement of a function."""
    return leaf_print(opened(segment), 3)


def _whole(segment: Segment) -> Iterator[str]:
    """A definition inside a function: all of it, whatever is in it."""
    yield header_print(segment)
    yield from decorator_prints(segment)
    for child in segment.body or ():
        yield leaf_print(opened(child))
        yield from own_comments(child)


def header_print(segment: Segment) -> str:
    """The fingerprint of what stands between the decorators and the colon."""
    if not segment.nodes:
        return fingerprint((segment.code.strip(),))
    node = segment.node
    fields: list[object] = [type(node).__name__]
    for name in ("name", "test", "bases", "keywords", "args", "returns", "type_params"):
        value = getattr(node, name, None)
        if value:
            parts = value if isinstance(value, list) else [value]
            fields += [name, *(canonical(p) if isinstance(p, ast.AST) else p for p in parts)]
    noted = comments(segment.code.lstrip() + " pass") if "#" in segment.code else ()
    return fingerprint((*map(str, fields), *noted))


def decorator_prints(segment: Segment) -> tuple[str, ...]:
    """The fingerprint of every decorator."""
    return tuple(leaf_print(decorator) for decorator in segment.decorators)


def is_empty(printed: Print | None) -> bool:
    """Whether nothing of ours is left in a class or literal that is not ours."""
    match printed:
        case ClassPrint():
            return not printed.header and not printed.members
        case ElementsPrint():
            return not printed.elements
    return printed is None


def own_comments(segment: Segment) -> tuple[str, ...]:
    """The comments above a statement and behind it on its last line."""
    above = [line.strip() for line in lines_of(segment.lead) if line.strip().startswith("#")]
    behind = _COMMENT.search(segment.tail)
    return tuple(normal_comment(c) for c in (*above, *((behind.group(),) if behind else ())))


def inner_comments(segment: Segment) -> tuple[str, ...]:
    """The comments that hang on the statements inside a function or a class, and below the last."""
    found: list[str] = []
    for decorator in segment.decorators:
        found += own_comments(decorator)
    for child in segment.body or ():
        found += own_comments(child)
        found += inner_comments(child)
    found += [normal_comment(line) for line in lines_of(segment.foot) if line.strip()]
    return tuple(found)


def normal_comment(comment: str) -> str:
    """``#x`` and ``# x`` alike."""
    return "#" + comment.strip().lstrip("#").strip()
