"""Change one element of a list, tuple, set or dict that a statement assigns, with LibCST.

``path`` leads from the statement to the literal, by the names of LibCST's attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from scaffold.merge.separators import Spaced, breaks, exploded, inserted, removed, spaced, with_commas
from scaffold.merge.source import Style
from scaffold.merge.statement import gets_too_long, parsed, printed


def add_element(code: str, path: Sequence[str], at: int, element: str, style: Style) -> str:
    """The statement with ``element``, as source, before position ``at`` of its literal.

    A statement on one line that gets too long is exploded.
    """
    column = code[: len(code) - len(code.lstrip(" \t"))]

    def change(literal: Any) -> Any:
        row = inserted(_row(literal), at, _new_element(literal, element), column + style.unit)
        if gets_too_long(code, len(element), style) and _has_brackets(literal):
            row = exploded(row, column, style)
        return _with_elements(literal, *with_commas(row))

    changed = _changed(code, path, change)
    assert changed is not None
    return changed


def remove_element(code: str, path: Sequence[str], at: int) -> str | None:
    """The statement without the element at ``at``; ``None`` when a comment hangs on it."""

    def change(literal: Any) -> Any:
        row = removed(_row(literal), at)
        return None if row is None else _with_elements(literal, *with_commas(row))

    return _changed(code, path, change)


def set_value(code: str, path: Sequence[str], at: int, value: str) -> str:
    """The statement with another value, as source, in the entry ``at`` of its dict."""
    import libcst as cst

    def change(literal: Any) -> Any:
        elements = list(literal.elements)
        elements[at] = elements[at].with_changes(value=cst.parse_expression(value))
        return literal.with_changes(elements=elements)

    changed = _changed(code, path, change)
    assert changed is not None
    return changed


def _changed(code: str, path: Sequence[str], change: Callable[[Any], Any]) -> str | None:
    module, line, node = parsed(code)
    chain: list[Any] = [node]
    for step in path:
        owner = chain[-1]
        chain.append(owner[int(step)] if step.isdigit() else getattr(owner, step))
    changed = change(chain[-1])
    if changed is None:
        return None
    for owner, step in zip(reversed(chain[:-1]), reversed(path), strict=True):
        if step.isdigit():
            changed = [*owner[: int(step)], changed, *owner[int(step) + 1 :]]
        else:
            changed = owner.with_changes(**{step: changed})
    return printed(code, module, line, changed)


def _row(literal: Any) -> Spaced:
    """The elements; the comma of ``(a,)`` on one line is grammar and no habit."""
    import libcst as cst

    row = spaced(literal.elements, *_brackets(literal))
    one = isinstance(literal, cst.Tuple) and len(row.elements) == 1
    return replace(row, trailing=False) if one and not breaks(row.spaces[-1]) else row


def _new_element(literal: Any, element: str) -> Any:
    import libcst as cst

    # parsed inside brackets of its own kind: `*a`, `**a` and `a: b` are no expressions
    source = f"{{{element}}}" if isinstance(literal, cst.Dict) else f"[{element}]"
    parsed_in: Any = cst.parse_expression(source)
    return parsed_in.elements[0].with_changes(comma=cst.MaybeSentinel.DEFAULT)


def _brackets(literal: Any) -> tuple[Any, Any]:
    """The whitespace behind the opening bracket and before the closing one."""
    import libcst as cst

    if isinstance(literal, cst.Tuple):
        if not literal.lpar:
            return cst.SimpleWhitespace(""), cst.SimpleWhitespace("")
        return literal.lpar[0].whitespace_after, literal.rpar[0].whitespace_before
    left, right = _bracket_names(literal)
    return getattr(literal, left).whitespace_after, getattr(literal, right).whitespace_before


def _has_brackets(literal: Any) -> bool:
    """``a, b`` is a tuple without."""
    import libcst as cst

    return not isinstance(literal, cst.Tuple) or bool(literal.lpar)


def _bracket_names(literal: Any) -> tuple[str, str]:
    import libcst as cst

    curly = isinstance(literal, (cst.Dict, cst.Set))
    return ("lbrace", "rbrace") if curly else ("lbracket", "rbracket")


def _with_elements(literal: Any, elements: Sequence[Any], opening: Any, closing: Any) -> Any:
    import libcst as cst

    if isinstance(literal, cst.Tuple):
        return _with_tuple_elements(literal, list(elements), opening, closing)
    if isinstance(literal, cst.Set) and not elements:  # `{}` is a dict
        return cst.parse_expression("set()")
    left, right = _bracket_names(literal)
    brackets = {
        left: getattr(literal, left).with_changes(whitespace_after=opening),
        right: getattr(literal, right).with_changes(whitespace_before=closing),
    }
    return literal.with_changes(elements=elements, **brackets)


def _with_tuple_elements(literal: Any, elements: list[Any], opening: Any, closing: Any) -> Any:
    import libcst as cst

    if len(elements) == 1 and not isinstance(elements[0].comma, cst.Comma):  # `(a,)`
        elements[0] = elements[0].with_changes(comma=cst.Comma())
    changed = literal.with_changes(elements=elements)
    if not literal.lpar:
        parentheses = {"lpar": [cst.LeftParen()], "rpar": [cst.RightParen()]}
        return changed if elements else changed.with_changes(**parentheses)
    return changed.with_changes(
        lpar=[literal.lpar[0].with_changes(whitespace_after=opening), *literal.lpar[1:]],
        rpar=[literal.rpar[0].with_changes(whitespace_before=closing), *literal.rpar[1:]],
    )
