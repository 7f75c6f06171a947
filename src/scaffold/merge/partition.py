"""Cut a source text into segments, with the standard parser; with LibCST where the syntax is too new.

Both back ends only say where statements begin and end (``Outline``). The cutting itself is done once,
here, on whole lines, so the concatenation of the segments is the text whoever read it.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scaffold.errors import ProjectError
from scaffold.merge.identity import (
    Definitions,
    is_type_checking,
    kind_and_keys,
    unrepeated,
)
from scaffold.merge.segments import Kind, Segment, SegmentTree, lines_of

_COOKIE = re.compile(r"#!|[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+")
_COLON = re.compile(r":(?=[ \t\f]*(?:#[^\r\n]*)?[\r\n]*\Z)")
_INDENT = re.compile(r"[ \t\f]*")


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


def partition(text: str, path: str) -> SegmentTree:
    """The segments of ``text``. Raises ``ProjectError`` with ``path:line:column`` when it does not parse."""
    try:
        outlines = outlines_of(parse(text).body, lines_of(text))
    except SyntaxError as error:
        from scaffold.merge.partition_cst import outlines_by_libcst

        outlines = outlines_by_libcst(text, error, path)
    tree = _cut_module(lines_of(text), outlines)
    if tree.text != text:
        raise ProjectError(f"{path} cannot be taken apart without a loss, so it is left alone", where=path)
    return tree


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
    return min(node.lineno, *(d.lineno for d in decorators), node.lineno) - 1


def _outline(group: Sequence[ast.stmt], lines: Sequence[str]) -> Outline:
    node, last = group[0], group[-1]
    stop, start = last.end_lineno or 0, first_line(node)
    outline = Outline(
        start=start,
        stop=stop,
        end=_column(lines[stop - 1], last.end_col_offset or 0),
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
    end = _column(lines[stop - 1], node.end_col_offset or 0)
    return Outline(node.lineno - 1, stop, end, nodes=(ast.Expr(value=node),))


def _is_container(node: ast.stmt) -> bool:
    if isinstance(node, ast.If):
        return not node.orelse and is_type_checking(node.test)
    return isinstance(node, Definitions)


def _on_own_lines(node: ast.stmt, lines: Sequence[str]) -> bool:
    """Whether the body starts a line of its own, below a line that ends with the colon."""
    child: ast.stmt = node.body[0]  # type: ignore[attr-defined]
    at = first_line(child)
    before = _column(lines[at], child.col_offset) if at == child.lineno - 1 else 0
    if lines[at][:before].strip(" \t\f"):
        return False
    end = _header_end(lines, at)
    return end > node.lineno - 1 and colon(lines[node.lineno - 1 : end]) is not None


def _header_end(lines: Sequence[str], body: int) -> int:
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


def _column(line: str, offset: int) -> int:
    """The parser counts bytes of UTF-8, we count characters."""
    return offset if line.isascii() else len(line.encode()[:offset].decode(errors="ignore"))


def indent_of(line: str) -> int:
    """The width of the indentation, tabs as Python counts them."""
    wide = line.expandtabs(8)
    return len(wide) - len(wide.lstrip(" \f"))


def _cut_module(lines: Sequence[str], outlines: Sequence[Outline]) -> SegmentTree:
    body, stop = _cut_block(lines, outlines, 0, len(lines))
    foot = "".join(lines[stop:])
    if not body:
        return SegmentTree("", (), foot)
    above = _file_header(body[0])
    lead = lines_of(body[0].lead)
    first = replace(body[0], lead="".join(lead[above:]))
    return SegmentTree("".join(lead[:above]), (first, *body[1:]), foot)


def _file_header(first: Segment) -> int:
    """How many lines above the first statement belong to the file: a licence, a cookie.

    Down to the last blank line; a comment right above a definition is about the definition.
    """
    lead = lines_of(first.lead)
    if first.kind in ("doc", "import", "typing"):
        return len(lead)
    above = max((i + 1 for i, line in enumerate(lead) if not line.strip()), default=0)
    cookies = max((i + 1 for i, line in enumerate(lead[:2]) if _COOKIE.match(line)), default=0)
    return max(above, cookies)


def _cut_block(
    lines: Sequence[str], outlines: Sequence[Outline], start: int, stop: int
) -> tuple[tuple[Segment, ...], int]:
    """The segments of the lines from ``start``, and the line behind them, at most ``stop``."""
    segments: list[Segment] = []
    seen: dict[str, int] = {}
    for index, outline in enumerate(outlines):
        limit = outlines[index + 1].start if index + 1 < len(outlines) else stop
        end = _end(lines, outline, limit) if outline.compound else outline.stop
        segment = _cut(lines, outline, start, end)
        kind, keys = outline.named or _name(outline.nodes, first=index == 0)
        segments.append(replace(segment, kind=kind, keys=unrepeated(keys, seen)))
        start = end
    return tuple(segments), start


def _end(lines: Sequence[str], outline: Outline, limit: int) -> int:
    """Behind the last comment that is indented as the block of ``outline`` is."""
    inside = outline.body[0].start if outline.body else None
    least = indent_of(lines[inside]) if inside is not None else indent_of(lines[outline.start]) + 1
    end = at = outline.stop
    while at < limit and is_blank(lines[at]):
        if lines[at].strip(" \t\f\r\n"):
            if indent_of(lines[at]) < least:
                break
            end = at + 1
        at += 1
    return end


def _name(nodes: Sequence[ast.stmt], *, first: bool) -> tuple[Kind, tuple[str, ...]]:
    named = [kind_and_keys(node, first=first and i == 0) for i, node in enumerate(nodes)]
    if len(named) == 1:
        return named[0]
    return "line", tuple(key for _, keys in named for key in keys)


def _cut(lines: Sequence[str], outline: Outline, start: int, end: int) -> Segment:
    at = outline.start
    segment = Segment(
        kind="other",
        keys=(),
        lead="".join(lines[start:at]),
        code="",
        tail="",
        column=_indentation(lines[at]),
        nodes=outline.nodes,
        line=at + 1,
    )
    decorators = []
    for decorator in outline.decorators:
        decorators.append(_cut_decorator(lines, at, decorator))
        at = decorator.stop
    segment = replace(segment, decorators=tuple(decorators))
    if outline.body is not None:
        return _cut_container(lines, outline, (at, end), segment)
    if outline.compound and (end > outline.stop or end - at > 1):  # its last comment is inside
        text = "".join(lines[at:end])
        tail = re.search(r"[ \t\f]*(?:\r\n|\r|\n)?\Z", text)
        assert tail is not None
        return replace(segment, code=text[: tail.start()], tail=tail.group())
    last = outline.stop - 1
    # `x = (1)` ends behind the parenthesis, `x = 1;` behind the semicolon
    closing = re.match(r"(?:[ \t\f]*[);])*", lines[last][outline.end :])
    assert closing is not None
    cut = outline.end + closing.end()
    code = "".join(lines[at:last]) + lines[last][:cut]
    return replace(segment, code=code, tail=lines[last][cut:])


def _cut_container(lines: Sequence[str], outline: Outline, span: tuple[int, int], segment: Segment) -> Segment:
    assert outline.body is not None
    at, end = span
    below = _header_end(lines, outline.body[0].start)
    cut = colon(lines[at:below])
    body, stop = _cut_block(lines, outline.body, below, end)
    return replace(
        segment,
        code="".join(lines[at : below - 1]) + lines[below - 1][:cut],
        tail=lines[below - 1][cut:],
        body=body,
        foot="".join(lines[stop:end]),
    )


def _cut_decorator(lines: Sequence[str], start: int, outline: Outline) -> Segment:
    at, stop = start, outline.stop
    while is_blank(lines[at]):
        at += 1
    last = lines[stop - 1]
    closing = re.match(r"(?:[ \t\f]*\))*", last[outline.end :])
    assert closing is not None
    cut = outline.end + closing.end()
    return Segment(
        kind="decorator",
        keys=("@",),
        lead="".join(lines[start:at]),
        code="".join(lines[at : stop - 1]) + last[:cut],
        tail=last[cut:],
        column=_indentation(lines[at]),
        nodes=outline.nodes,
        line=at + 1,
    )


def _indentation(line: str) -> str:
    found = _INDENT.match(line)
    assert found is not None
    return found.group()
