"""Change the names in one import statement, with LibCST and without touching what is not changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from scaffold.merge.separators import inserted, removed, spaced, with_commas
from scaffold.merge.source import Style

if TYPE_CHECKING:
    import libcst as cst

_INDENT = re.compile(r"[ \t\f]*")


def add_name(code: str, name: str, style: Style, *, room: int = 0) -> str:
    """``from m import a`` with ``name`` (``b``, or ``b as c``) at its sorted place.

    ``room`` is the length of what follows on the last line; a line that gets too long is exploded.
    """
    import libcst as cst

    module, line, node = parsed(code)
    assert isinstance(node, cst.ImportFrom)
    assert not isinstance(node.names, cst.ImportStar)
    names = list(node.names)
    spelled = [_spelled(alias) for alias in names]
    at = sorted_position(spelled, name)
    at = len(spelled) if at is None else at
    if node.lpar is None and gets_too_long(code, len(name) + room, style):
        return _exploded(code, [*spelled[:at], name, *spelled[at:]], style)
    row = inserted(spaced(names, *_brackets(node)), at, _alias(name), style.unit)
    return printed(code, module, line, _with_names(node, *with_commas(row)))


def remove_name(code: str, index: int) -> str | None:
    """``from m import a, b`` without the name at ``index``; ``None`` when a comment hangs on it."""
    import libcst as cst

    module, line, node = parsed(code)
    assert isinstance(node, (cst.ImportFrom, cst.Import))
    assert not isinstance(node.names, cst.ImportStar)
    row = removed(spaced(node.names, *_brackets(node)), index)
    if row is None:
        return None
    return printed(code, module, line, _with_names(node, *with_commas(row)))


def parsed(code: str) -> tuple[cst.Module, cst.SimpleStatementLine, cst.BaseSmallStatement]:
    """One statement, without its indentation."""
    import libcst as cst

    module = cst.parse_module(code.strip(" \t\f\r\n") + "\n")
    line = module.body[0]
    assert isinstance(line, cst.SimpleStatementLine)
    return module, line, line.body[0]


def printed(code: str, module: cst.Module, line: cst.SimpleStatementLine, node: cst.BaseSmallStatement) -> str:
    """The statement of ``code`` with ``node`` in it, indented as it was."""
    indent = _INDENT.match(code)
    assert indent is not None
    changed = line.with_changes(body=[node, *line.body[1:]])
    return indent.group() + module.with_changes(body=[changed]).code.rstrip("\r\n")


def _alias(name: str) -> cst.ImportAlias:
    import libcst as cst

    line = cst.parse_statement(f"from x import {name}")
    assert isinstance(line, cst.SimpleStatementLine)
    node = line.body[0]
    assert isinstance(node, cst.ImportFrom)
    assert not isinstance(node.names, cst.ImportStar)
    return node.names[0]


def _spelled(alias: cst.ImportAlias) -> str:
    name = alias.evaluated_name
    return f"{name} as {alias.evaluated_alias}" if alias.asname else name


def _brackets(node: Any) -> tuple[Any, Any]:
    import libcst as cst

    if getattr(node, "lpar", None) is None:
        return cst.SimpleWhitespace(""), cst.SimpleWhitespace("")
    return node.lpar.whitespace_after, node.rpar.whitespace_before


def _with_names(node: Any, names: Sequence[cst.ImportAlias], opening: Any, closing: Any) -> Any:
    changed = node.with_changes(names=names)
    if getattr(node, "lpar", None) is None:
        return changed
    return changed.with_changes(
        lpar=node.lpar.with_changes(whitespace_after=opening),
        rpar=node.rpar.with_changes(whitespace_before=closing),
    )


def gets_too_long(code: str, more: int, style: Style) -> bool:
    """Whether a statement on one line outgrows it with ``more`` characters; one that had done so before may go on."""
    return not {"\r", "\n"} & {*code} and len(code) <= style.width < len(code) + more + len(", ")


def _exploded(code: str, names: Sequence[str], style: Style) -> str:
    """One name a line, as formatters write what does not fit."""
    head = re.match(r"([ \t\f]*)from\s+\S+\s+import(?=\s)", code)
    assert head is not None
    inner = head[1] + style.unit
    lines = "".join(f"{inner}{name},{style.newline}" for name in names)
    return f"{head[0]} ({style.newline}{lines}{head[1]})"


def by_kind(name: str) -> tuple[int, str]:
    """isort and ruff: CONSTANTS, Classes, functions."""
    name = name.partition(" as ")[0]
    constant = name.isupper() and len(name) > 1
    return (0 if constant else 1 if name[:1].isupper() else 2), name


_ORDERS: tuple[Callable[[str], Any], ...] = (
    by_kind,
    lambda name: name.partition(" as ")[0].casefold(),
    lambda name: name.partition(" as ")[0],
)


def sorted_position(names: Sequence[str], name: str) -> int | None:
    """Where ``name`` goes in ``names``, by the order that they are in; ``None`` if they are in none."""
    for order in _ORDERS:
        keys = [order(other) for other in names]
        if keys == sorted(keys):
            return len([key for key in keys if key < order(name)])
    return None
