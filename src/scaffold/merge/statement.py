"""Change the names in one import statement. All else stays as it is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from scaffold.dataclass import dataclass
from scaffold.facts.cutting import Cutter
from scaffold.merge.separators import Spaced, inserted, removed, spaced
from scaffold.merge.source import Style

Natural: TypeAlias = tuple[tuple[str, int], ...]
Order: TypeAlias = Callable[[str], Any]


def add_name(code: str, name: str, style: Style, *, room: int = 0) -> str:
    """``from m import a`` with ``name`` (``b``, or ``b as c``) at its sorted place.

    ``room`` is the length of what follows on the last line; a line that gets too long is exploded.
    """
    found = _found(code)
    spelled = [f"{alias.name} as {alias.asname}" if alias.asname else alias.name for alias in found.names]
    at = sorted_position(spelled, name)
    at = len(spelled) if at is None else at
    if not found.is_bracketed and gets_too_long(code, len(name) + room, style):
        return _exploded(code, [*spelled[:at], name, *spelled[at:]], style)
    return found.with_row(inserted(found.row, at, name, style.unit))


def remove_name(code: str, index: int) -> str | None:
    """``from m import a, b`` without the name at ``index``; ``None`` when a comment hangs on it."""
    found = _found(code)
    row = removed(found.row, index)
    return None if row is None else found.with_row(row)


@dataclass(frozen=True, slots=True)
class _Found:
    """The names of an import statement between the texts ``before`` and ``after`` them, brackets included."""

    before: str
    row: Spaced
    after: str
    names: tuple[ast.alias, ...]

    @property
    def is_bracketed(self) -> bool:
        """``from m import (a, b)``"""
        return self.before.endswith("(")

    def with_row(self, row: Spaced) -> str:
        """The statement with other names."""
        return self.before + row.text + self.after


def _found(code: str) -> _Found:
    text = code.lstrip(" \t\f")
    indent, cut = code[: len(code) - len(text)], Cutter(text)
    node = ast.parse(text).body[0]
    assert isinstance(node, (ast.ImportFrom, ast.Import))
    places = [cut.span(alias) for alias in node.names]
    start, end = places[0][0], places[-1][1]
    bracket = text.find("(", 0, start)  # nothing else before the names has one
    if bracket >= 0:
        start, end = bracket + 1, cut.span(node)[1] - 1
    row = spaced(text[start:end], [(first - start, last - start) for first, last in places])
    return _Found(indent + text[:start], row, text[end:], tuple(node.names))


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


def by_kind(name: str) -> tuple[int, Natural, Natural]:
    """isort and ruff: CONSTANTS, Classes, functions, each without regard to case (`Session, SQLModel`)."""
    kind, name = _of_its_kind(name)
    return kind, natural(name.casefold()), natural(name)


def natural(name: str) -> Natural:
    """``a2`` before ``a10``."""
    parts = re.split(r"(\d+)", name)
    return tuple((text, int(number or 0)) for text, number in zip(parts[::2], [*parts[1::2], ""], strict=True))


def _of_its_kind(name: str) -> tuple[int, str]:
    name = name.partition(" as ")[0]
    constant = name.isupper() and len(name) > 1
    return (0 if constant else 1 if name[:1].isupper() else 2), name


def _by_kind_and_case(name: str) -> tuple[int, Natural]:
    kind, name = _of_its_kind(name)
    return kind, natural(name)


_PLAIN: tuple[Order, ...] = (
    lambda name: name.partition(" as ")[0].casefold(),
    lambda name: name.partition(" as ")[0],
)
IMPORTED: tuple[Order, ...] = (by_kind, _by_kind_and_case, *_PLAIN)
EXPORTED: tuple[Order, ...] = (_by_kind_and_case, by_kind, *_PLAIN)  # ruff sorts `__all__` with regard to case


def sorted_position(names: Sequence[str], name: str, orders: Sequence[Order] = IMPORTED) -> int | None:
    """Where ``name`` goes in ``names``, by the first order that they are in; ``None`` if they are in none."""
    for order in orders:
        keys = [order(other) for other in names]
        if keys == sorted(keys):
            return len([key for key in keys if key < order(name)])
    return None
