"""Where do the statements of a text stand? The answer of the standard parser, in whole lines."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Sequence

from scaffold.dataclass import dataclass, replace
from scaffold.merge.identity import Definitions, is_type_checking
from scaffold.merge.segments import Kind

_COLON = re.compile(r":(?=[ \t\f]*(?:#[^\r\n]*)?[\r\n]*\Z)")


@dataclass(frozen=True, slots=True)
class Outline:
    """Where statements stand. Lines count from 0, ``stop`` is the one behind; ``end`` is a column."""

    start: int
    stop: int
    end: int
    nodes: tuple[ast.stmt, ...] = ()
    decorators: tuple[Outline, ...] = ()
    body: tuple[Outline, ...] | None = None
    compound: bool = False  # has a block, so a comment indented below it belongs to it
    named: tuple[Kind, tuple[str, ...]] | None = None  # for what our Python cannot parse


def parse(text: str) -> ast.Module:
    """The syntax tree. Raises ``SyntaxError`` for everything that cannot be one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "invalid escape sequence" is between Python and its owner
        try:
            return ast.parse(text)
        except (ValueError, RecursionError, MemoryError) as error:  # a NUL; too deep
            raise SyntaxError(str(error) or type(error).__name__) from error


def outlines_of(nodes: Sequence[ast.stmt], lines: Sequence[str]) -> tuple[Outline, ...]:
    """Where the standard parser found ``nodes``; statements that share a line share an outline."""
    groups: list[list[ast.stmt]] = []
    for node in nodes:
        if groups and first_line(node) < (groups[-1][-1].end_lineno or 0):
            groups[-1].append(node)
        else:
            groups.append([node])
    return tuple(_outline(group, lines) for group in groups)


def first_line(node: ast.stmt) -> int:
    """The line on which ``node`` starts, decorators included, from 0."""
    decorators = getattr(node, "decorator_list", [])
    first: int = min((node, *decorators), key=lambda part: part.lineno).lineno
    return first - 1


def _outline(group: Sequence[ast.stmt], lines: Sequence[str]) -> Outline:
    node, last = group[0], group[-1]
    stop, start = last.end_lineno or 0, first_line(node)
    outline = Outline(
        start=start,
        stop=stop,
        end=column_of(lines[stop - 1], last.end_col_offset or 0),
        nodes=tuple(group),
        compound=hasattr(last, "body") or hasattr(last, "cases"),
    )
    if len(group) > 1 or not _is_container(node):
        return outline
    decorators = tuple(_decorator(expression, lines) for expression in getattr(node, "decorator_list", []))
    body = None
    if _on_own_lines(node, lines):
        body = outlines_of(node.body, lines)  # type: ignore[attr-defined]
    return replace(outline, decorators=decorators, body=body)


def _decorator(node: ast.expr, lines: Sequence[str]) -> Outline:
    stop = node.end_lineno or 0
    end = column_of(lines[stop - 1], node.end_col_offset or 0)
    return Outline(node.lineno - 1, stop, end, nodes=(ast.Expr(value=node),))


def _is_container(node: ast.stmt) -> bool:
    if isinstance(node, ast.If):
        return not node.orelse and is_type_checking(node.test)
    return isinstance(node, Definitions)


def _on_own_lines(node: ast.stmt, lines: Sequence[str]) -> bool:
    """Whether the body starts a line of its own, below a line that ends with the colon."""
    child: ast.stmt = node.body[0]  # type: ignore[attr-defined]
    at = first_line(child)
    before = column_of(lines[at], child.col_offset) if at == child.lineno - 1 else 0
    if lines[at][:before].strip(" \t\f"):
        return False
    end = header_end(lines, at)
    return end > node.lineno - 1 and colon(lines[node.lineno - 1 : end]) is not None


def header_end(lines: Sequence[str], body: int) -> int:
    """The line behind the header of the block whose first statement stands on line ``body``."""
    while is_blank(lines[body - 1]):
        body -= 1
    return body


def colon(header: Sequence[str]) -> int | None:
    """The column behind the colon that ends ``header``, in its last line."""
    found = [match.end() for match in _COLON.finditer(header[-1])]
    if len(found) < 2:
        return found[0] if found else None
    # more than one could be it:  `def f(a=":# x"):  # why: y`
    last = None
    text = "".join(header).replace("\r\n", "\n").replace("\r", "\n")
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.string == ":" and token.end[0] == len(header):
                last = token.end[1]
    except (tokenize.TokenError, SyntaxError):
        pass  # the block behind the header is missing, of course
    return last


def is_blank(line: str) -> bool:
    """Blank, or nothing but a comment."""
    return line.strip(" \t\f\r\n")[:1] in ("", "#")


def column_of(line: str, offset: int) -> int:
    """The parser counts bytes of UTF-8, we count characters."""
    return offset if line.isascii() else len(line.encode()[:offset].decode(errors="ignore"))


def indent_of(line: str) -> int:
    """The width of the indentation, tabs as Python counts them."""
    wide = line.expandtabs(8)
    return len(wide) - len(wide.lstrip(" \f"))
