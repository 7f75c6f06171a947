"""Change the text inside one statement. The only module that builds LibCST nodes, one statement at a time.

Separators are copied from those already there, so an exploded list stays exploded, and a trailing
comma stays a habit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from scaffold.merge.source import Style

if TYPE_CHECKING:
    import libcst as cst

_INDENT = re.compile(r"[ \t\f]*")


def add_name(code: str, name: str, style: Style, *, room: int = 0) -> str:
    """``from m import a`` with ``name`` (``b``, or ``b as c``) at its sorted place.

    ``room`` is the length of what follows on the last line; a line too long for the file is exploded.
    """
    import libcst as cst

    module, line, node = _parsed(code)
    assert isinstance(node, cst.ImportFrom)
    assert not isinstance(node.names, cst.ImportStar)
    names = list(node.names)
    spelled = [_spelled(alias) for alias in names]
    at = _sorted_position(spelled, name)
    if node.lpar is None and "\\" not in code and len(code) + len(name) + 2 + room > style.width:
        return _exploded(code, [*spelled[:at], name, *spelled[at:]], style)
    new = cst.parse_statement(f"from x import {name}").body[0].names[0]  # type: ignore[union-attr,index]
    opening = node.lpar.whitespace_after if node.lpar else cst.SimpleWhitespace("")
    closing = node.rpar.whitespace_before if node.rpar else cst.SimpleWhitespace("")
    names, opening, closing = _inserted(names, at, new, opening, closing)
    return _printed(code, module, line, _with_names(node, names, opening, closing))


def remove_name(code: str, index: int) -> str | None:
    """``from m import a, b`` without the name at ``index``; ``None`` when a comment hangs on it."""
    import libcst as cst

    module, line, node = _parsed(code)
    assert isinstance(node, (cst.ImportFrom, cst.Import))
    assert not isinstance(node.names, cst.ImportStar)
    rpar = node.rpar if isinstance(node, cst.ImportFrom) else None
    closing = rpar.whitespace_before if rpar else cst.SimpleWhitespace("")
    if _has_comment(node.names[index], closing if index == len(node.names) - 1 else None):
        return None
    names, closing = _removed(list(node.names), index, closing)
    lpar = node.lpar if isinstance(node, cst.ImportFrom) else None
    opening = lpar.whitespace_after if lpar else cst.SimpleWhitespace("")
    return _printed(code, module, line, _with_names(node, names, opening, closing))


def add_element(code: str, path: Sequence[str], at: int, element: str) -> str:
    """The literal at ``path`` (attributes from the statement) with ``element`` before position ``at``."""

    def change(literal: Any) -> Any:
        new = _new_element(literal, element)
        opening, closing = _brackets(literal)
        elements, opening, closing = _inserted(list(literal.elements), at, new, opening, closing)
        return _with_elements(literal, elements, opening, closing)

    return _change_literal(code, path, change)


def remove_element(code: str, path: Sequence[str], at: int) -> str | None:
    """The literal without its element at ``at``; ``None`` when a comment hangs on it."""

    def change(literal: Any) -> Any:
        opening, closing = _brackets(literal)
        last = at == len(literal.elements) - 1
        if _has_comment(literal.elements[at], closing if last else None):
            return None
        elements, closing = _removed(list(literal.elements), at, closing)
        return _with_elements(literal, elements, opening, closing)

    return _change_literal(code, path, change)


def set_value(code: str, path: Sequence[str], at: int, value: str) -> str:
    """The dict with another value in its entry ``at``."""
    import libcst as cst

    def change(literal: Any) -> Any:
        elements = list(literal.elements)
        elements[at] = elements[at].with_changes(value=cst.parse_expression(value))
        return literal.with_changes(elements=elements)

    return _change_literal(code, path, change) or code


def _parsed(code: str) -> tuple[cst.Module, cst.SimpleStatementLine, cst.BaseSmallStatement]:
    import libcst as cst

    module = cst.parse_module(code.strip(" \t\f\r\n") + "\n")
    line = module.body[0]
    assert isinstance(line, cst.SimpleStatementLine)
    return module, line, line.body[0]


def _printed(
    code: str, module: cst.Module, line: cst.SimpleStatementLine, node: cst.BaseSmallStatement
) -> str:
    indent = _INDENT.match(code)
    assert indent is not None
    changed = line.with_changes(body=[node, *line.body[1:]])
    return indent.group() + module.with_changes(body=[changed]).code.rstrip("\r\n")


def _spelled(alias: cst.ImportAlias) -> str:
    name = alias.evaluated_name
    return f"{name} as {alias.evaluated_alias}" if alias.asname else name


def _with_names(
    node: cst.ImportFrom | cst.Import, names: Sequence[cst.ImportAlias], opening: Any, closing: Any
) -> cst.BaseSmallStatement:
    changed = node.with_changes(names=names)
    if getattr(node, "lpar", None):
        return changed.with_changes(
            lpar=node.lpar.with_changes(whitespace_after=opening),  # type: ignore[union-attr]
            rpar=node.rpar.with_changes(whitespace_before=closing),  # type: ignore[union-attr]
        )
    return changed


def _exploded(code: str, names: Sequence[str], style: Style) -> str:
    """One name a line, as formatters write what does not fit."""
    head = re.match(r"([ \t\f]*from\s+\S+\s+import)\s", code)
    assert head is not None
    indent = _INDENT.match(code)
    assert indent is not None
    inner = indent.group() + style.unit
    lines = "".join(f"{inner}{name},{style.newline}" for name in names)
    return f"{head[1]} ({style.newline}{lines}{indent.group()})"


def _by_kind(name: str) -> tuple[int, str]:
    name = name.partition(" as ")[0]
    constant = name.isupper() and len(name) > 1
    return (0 if constant else 1 if name[:1].isupper() else 2), name


_ORDERS: tuple[Callable[[str], Any], ...] = (
    _by_kind,  # isort and ruff: CONSTANTS, Classes, functions
    lambda name: name.partition(" as ")[0].casefold(),
    lambda name: name.partition(" as ")[0],
)


def _sorted_position(names: Sequence[str], name: str) -> int:
    """Where ``name`` goes in ``names``, by the order that they are in, else at the end."""
    for order in _ORDERS:
        keys = [order(other) for other in names]
        if keys == sorted(keys):
            return sum(key < order(name) for key in keys)
    return len(names)


def _change_literal(code: str, path: Sequence[str], change: Callable[[Any], Any]) -> Any:
    module, line, node = _parsed(code)
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
    return _printed(code, module, line, changed)


def _new_element(literal: Any, element: str) -> Any:
    import libcst as cst

    if isinstance(literal, cst.Dict):
        parsed = cst.parse_expression("{" + element + "}")
        assert isinstance(parsed, cst.Dict)
        return parsed.elements[0].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    if element.startswith("*"):
        return cst.StarredElement(cst.parse_expression(element[1:]))
    return cst.Element(cst.parse_expression(element))


def _brackets(literal: Any) -> tuple[Any, Any]:
    """The whitespace behind the opening bracket and before the closing one."""
    import libcst as cst

    if isinstance(literal, cst.Tuple):
        if not literal.lpar:
            return cst.SimpleWhitespace(""), cst.SimpleWhitespace("")
        return literal.lpar[0].whitespace_after, literal.rpar[0].whitespace_before
    left, right = _bracket_names(literal)
    return getattr(literal, left).whitespace_after, getattr(literal, right).whitespace_before


def _bracket_names(literal: Any) -> tuple[str, str]:
    import libcst as cst

    curly = isinstance(literal, (cst.Dict, cst.Set))
    return ("lbrace", "rbrace") if curly else ("lbracket", "rbracket")


def _with_elements(literal: Any, elements: Sequence[Any], opening: Any, closing: Any) -> Any:
    import libcst as cst

    if not isinstance(literal, cst.Tuple):
        left, right = _bracket_names(literal)
        brackets = {
            left: getattr(literal, left).with_changes(whitespace_after=opening),
            right: getattr(literal, right).with_changes(whitespace_before=closing),
        }
        return literal.with_changes(elements=elements, **brackets)
    elements = list(elements)
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


def _breaks(space: Any) -> bool:
    import libcst as cst

    return isinstance(space, cst.ParenthesizedWhitespace)


def _bare(space: Any) -> Any:
    """``space`` without the comment that belongs to a neighbour."""
    import libcst as cst

    if not _breaks(space):
        return space
    line = cst.TrailingWhitespace(newline=space.first_line.newline)
    return space.with_changes(first_line=line, empty_lines=[])


def _has_comment(element: Any, closing: Any) -> bool:
    """Whether a comment stands behind ``element``, or above it inside the brackets."""
    comma = getattr(element.comma, "whitespace_after", None)
    for space in (comma, closing):
        if space is not None and _breaks(space):
            if space.first_line.comment or any(line.comment for line in space.empty_lines):
                return True
    return False


def _inserted(
    elements: list[Any], at: int, new: Any, opening: Any, closing: Any
) -> tuple[list[Any], Any, Any]:
    """``elements`` with ``new`` at ``at``, and the whitespace inside the two brackets."""
    import libcst as cst

    if not elements:
        return [new], opening, closing
    separators = [e.comma.whitespace_after for e in elements[:-1] if isinstance(e.comma, cst.Comma)]
    separator = _bare(separators[0]) if separators else cst.SimpleWhitespace(" ")
    if _breaks(opening):
        separator = _bare(opening)
    if at < len(elements):
        comma = cst.Comma(whitespace_after=separator)
        return [*elements[:at], new.with_changes(comma=comma), *elements[at:]], opening, closing
    last = elements[-1]
    if isinstance(last.comma, cst.Comma):  # a trailing comma is a habit: keep it
        end = last.comma.whitespace_after
        if _breaks(end) and _breaks(separator):
            after = end.with_changes(indent=separator.indent, last_line=separator.last_line)
        else:
            after = separator
        old = last.with_changes(comma=last.comma.with_changes(whitespace_after=after))
        new = new.with_changes(comma=last.comma.with_changes(whitespace_after=_bare(end)))
        return [*elements[:-1], old, new], opening, closing
    if _breaks(closing) and _breaks(separator):  # the last comment stands before the bracket
        after = closing.with_changes(indent=separator.indent, last_line=separator.last_line)
        old = last.with_changes(comma=cst.Comma(whitespace_after=after))
        return [*elements[:-1], old, new], opening, _bare(closing)
    old = last.with_changes(comma=cst.Comma(whitespace_after=separator))
    return [*elements[:-1], old, new], opening, closing


def _removed(elements: list[Any], at: int, closing: Any) -> tuple[list[Any], Any]:
    """``elements`` without the one at ``at``, and the whitespace before the closing bracket."""
    import libcst as cst

    gone = elements[at]
    if at < len(elements) - 1 or at == 0:
        return elements[:at] + elements[at + 1 :], closing
    previous = elements[at - 1]
    before = previous.comma.whitespace_after
    if isinstance(gone.comma, cst.Comma):
        after = gone.comma.whitespace_after
        if _breaks(after) and _breaks(before):
            after = after.with_changes(first_line=before.first_line, empty_lines=before.empty_lines)
        comma: Any = gone.comma.with_changes(whitespace_after=after)
    else:
        if _breaks(closing) and _breaks(before):
            closing = closing.with_changes(
                first_line=before.first_line, empty_lines=before.empty_lines
            )
        comma = cst.MaybeSentinel.DEFAULT
    return [*elements[: at - 1], previous.with_changes(comma=comma)], closing
