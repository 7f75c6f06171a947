"""Cut a source text into segments, with the standard parser; with LibCST where the syntax is too new.

Both back ends only say where statements begin and end (``Outline``). The cutting itself is done once,
here, on whole lines, so the concatenation of the segments is the text whoever read it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from scaffold.dataclass import replace
from scaffold.errors import ProjectError
from scaffold.merge.identity import kind_and_keys, unrepeated
from scaffold.merge.outline import (
    Outline,
    colon,
    header_end,
    indent_of,
    is_blank,
    outlines_of,
    parse,
)
from scaffold.merge.segments import Kind, Segment, SegmentTree, lines_of

_COOKIE = re.compile(r"#!|[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+")
_INDENT = re.compile(r"[ \t\f]*")


def partition(text: str, path: str) -> SegmentTree:
    """The segments of ``text``. Raises ``ProjectError`` with ``path:line:column`` when it does not parse."""
    try:
        outlines = outlines_of(parse(text).body, lines_of(text))
    except SyntaxError as error:
        from scaffold.merge.partition_cst import outlines_by_libcst

        outlines = outlines_by_libcst(text, error, path)
    tree = cut_module(lines_of(text), outlines)
    if tree.text != text:
        raise ProjectError(f"{path} cannot be taken apart without a loss, so it is left alone", where=path)
    return tree


def cut_module(lines: Sequence[str], outlines: Sequence[Outline]) -> SegmentTree:
    """The lines of a file, cut where ``outlines`` say."""
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
    below = header_end(lines, outline.body[0].start)
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
