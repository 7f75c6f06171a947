"""One statement of the user's, changed in one place: a keyword of its call, or its annotation.

The parser gives the spans, the text around them stays as it is. Every function answers ``None`` where the
statement is not of the shape that it knows: then there is nothing to repair automatically.
"""

from __future__ import annotations

import ast


def with_keyword(source: str, name: str, value: str) -> str | None:
    """``x: int = Field(a=1)`` with ``name=value`` as the last keyword, or in the place of the one that is there."""
    found = _call(source)
    if found is None:
        return None
    data, call = found
    for keyword in call.keywords:
        if keyword.arg == name:
            return _spliced(data, keyword.value, value)
    return _appended(data, call, f"{name}={value}")


def without_keyword(source: str, name: str) -> str | None:
    """``x: int = Field(a=1, name=2)`` without ``name=2``."""
    found = _call(source)
    if found is None:
        return None
    data, call = found
    parts: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    index = next((i for i, part in enumerate(parts) if isinstance(part, ast.keyword) and part.arg == name), None)
    if index is None:
        return None
    start, end = _span(data, parts[index])
    if index + 1 < len(parts):
        end = _span(data, parts[index + 1])[0]
    elif index:
        start = _span(data, parts[index - 1])[1]
    return (data[:start] + data[end:]).decode()


def with_annotation(source: str, annotation: str) -> str | None:
    """``x: str = 1`` as ``x: int = 1``."""
    data, node = _statement(source)
    if not isinstance(node, ast.AnnAssign):
        return None
    return _spliced(data, node.annotation, annotation)


def with_value(source: str, value: str) -> str | None:
    """``x: int = 1`` or ``x: int`` as ``x: int = value``."""
    data, node = _statement(source)
    if not isinstance(node, ast.AnnAssign):
        return None
    if node.value is None:
        end = _span(data, node.annotation)[1]
        return (data[:end] + f" = {value}".encode() + data[end:]).decode()
    return _spliced(data, node.value, value)


def _statement(source: str) -> tuple[bytes, ast.stmt | None]:
    data = source.encode()
    try:
        body = ast.parse(data).body
    except (SyntaxError, ValueError, RecursionError):
        return data, None
    return data, body[0] if len(body) == 1 else None


def _call(source: str) -> tuple[bytes, ast.Call] | None:
    data, node = _statement(source)
    value = node.value if isinstance(node, (ast.AnnAssign, ast.Assign, ast.Expr)) else None
    if isinstance(value, ast.Await):
        value = value.value
    return (data, value) if isinstance(value, ast.Call) else None


def _appended(data: bytes, call: ast.Call, text: str) -> str:
    """``text`` before the closing parenthesis, in the manner of what stands there."""
    close = _span(data, call)[1] - 1
    parts: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    if not parts:
        return (data[:close].rstrip() + text.encode() + data[close:]).decode()
    # a bare generator or a starred argument ends where its node ends; what follows is a comma, comments, space
    ends = [_span(data, part)[1] for part in parts]
    last = parts[ends.index(max(ends))]
    end, tail = max(ends), data[max(ends) : close]
    if b"\n" in tail:
        # one argument a line
        start = _span(data, last)[0]
        margin = data[data.rfind(b"\n", 0, start) + 1 : start]
        if margin.strip():
            # all of them on one line of their own
            return (data[:end] + b", " + text.encode() + data[end:]).decode()
        indent = margin
        comma = b"" if tail.lstrip().startswith(b",") else b","
        before = data[:end] + comma + tail.rstrip(b" \t\r\n")
        newline = b"\r\n" if b"\r\n" in tail else b"\n"
        closing = tail[tail.rfind(b"\n") + 1 :]
        return (before + newline + indent + text.encode() + b"," + newline + closing + data[close:]).decode()
    return (data[:end] + b", " + text.encode() + tail.lstrip(b", ") + data[close:]).decode()


def _spliced(data: bytes, node: ast.AST, text: str) -> str:
    start, end = _span(data, node)
    return (data[:start] + text.encode() + data[end:]).decode()


def _span(data: bytes, node: ast.AST) -> tuple[int, int]:
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    first = starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
    last = starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
    return first, last
