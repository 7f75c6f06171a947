"""Change one element of a list, tuple, set or dict that a statement assigns. All else stays as it is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from scaffold.dataclass import dataclass, replace
from scaffold.facts.cutting import Cutter
from scaffold.merge.elements import Literal, literal_of
from scaffold.merge.separators import Spaced, breaks, exploded, inserted, removed, spaced
from scaffold.merge.source import Style
from scaffold.merge.statement import gets_too_long

_SIGN = re.compile(r"#[^\r\n]*|[()]")
_PAIRS = {ast.List: "[]", ast.Set: "{}", ast.Dict: "{}", ast.Tuple: "()"}


@dataclass(frozen=True, slots=True)
class _Found:
    """The literal of a statement between the texts ``before`` and ``after`` it, its brackets taken off."""

    before: str
    row: Spaced
    after: str
    node: Literal
    brackets: str  # "" for `a, b`

    def with_row(self, row: Spaced) -> str:
        """The statement with other elements."""
        brackets = self.brackets
        if isinstance(self.node, ast.Tuple) and len(row.elements) == 1:  # `(a,)`
            row = replace(row, trailing=True)
        if not row.elements and isinstance(self.node, ast.Set):  # `{}` is a dict
            return f"{self.before}set(){self.after}"
        if not row.elements:
            brackets = brackets or "()"
        return f"{self.before}{brackets[:1]}{row.text}{brackets[1:]}{self.after}"


def add_element(code: str, at: int, element: str, style: Style) -> str:
    """The statement with ``element``, as source, before position ``at`` of its literal.

    A statement on one line that gets too long is exploded.
    """
    column = code[: len(code) - len(code.lstrip(" \t"))]
    found = _found(code)
    row = inserted(found.row, at, element, column + style.unit)
    if gets_too_long(code, len(element), style) and found.brackets:
        row = exploded(row, column, style)
    return found.with_row(row)


def remove_element(code: str, at: int) -> str | None:
    """The statement without the element at ``at``; ``None`` when a comment hangs on it."""
    found = _found(code)
    row = removed(found.row, at)
    return None if row is None else found.with_row(row)


def set_value(code: str, at: int, value: str) -> str:
    """The statement with another value, as source, in the entry ``at`` of its dict."""
    indent, text, literal = _read(code)
    assert isinstance(literal, ast.Dict)
    start, end = Cutter(text).span(literal.values[at])
    return indent + text[:start] + value + text[end:]


def _read(code: str) -> tuple[str, str, Literal]:
    """The indentation of the statement, the statement as it stands, and the literal in it."""
    text = code.lstrip(" \t\f")
    literal = literal_of(ast.parse(text).body[0])
    assert literal is not None
    return code[: len(code) - len(text)], text, literal


def _found(code: str) -> _Found:
    indent, text, literal = _read(code)
    cut = Cutter(text)
    start, end = cut.span(literal)
    places = [(cut.span(first)[0], cut.span(last)[1]) for first, last in _parts(literal)]
    brackets = _PAIRS[type(literal)]
    if isinstance(literal, ast.Tuple) and not _is_bracketed(text, (start, end), places):
        brackets = ""
    else:
        start, end = start + 1, end - 1
    row = _row(literal, text[start:end], [(first - start, last - start) for first, last in places])
    opening = start - len(brackets[:1])
    return _Found(indent + text[:opening], row, text[end + len(brackets[1:]) :], literal, brackets)


def _row(literal: Literal, inner: str, places: Sequence[tuple[int, int]]) -> Spaced:
    """The elements; the comma of ``(a,)`` on one line is grammar and no habit."""
    row = spaced(inner, places)
    one = isinstance(literal, ast.Tuple) and len(row.elements) == 1
    return replace(row, trailing=False) if one and not breaks(row.spaces[-1]) else row


def _parts(literal: Literal) -> list[tuple[ast.expr, ast.expr]]:
    """The first and the last node of every element."""
    if isinstance(literal, ast.Dict):
        return [(key or value, value) for key, value in zip(literal.keys, literal.values, strict=True)]
    return [(element, element) for element in literal.elts]


def _is_bracketed(text: str, span: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    """``(a, b)`` and ``((a), (b))``, but not ``(a), (b)`` and ``(a for a in b), c()``."""
    start, end = span
    if text[start] != "(" or text[end - 1] != ")" or start in [first for first, _ in places]:
        return False
    depth, between = 0, zip((start, *(e for _, e in places)), (*(s for s, _ in places), end - 1), strict=True)
    for sign in (sign for first, last in between for sign in _SIGN.findall(text, first, last)):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0:
            return False
    return True
