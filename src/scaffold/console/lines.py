"""A line as spans of text and style, so that one description serves a terminal and a pipe."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[str, str]  # text, style in rich's words ("" for none)
Line = tuple[Span, ...]


def line(*spans: str | Span) -> Line:
    """A line of plain strings and styled spans."""
    return tuple((span, "") if isinstance(span, str) else span for span in spans)


def plain(lines: Iterable[Line]) -> str:
    """The text alone, one line each, nothing hanging on at the right."""
    return "".join("".join(text for text, _ in spans).rstrip() + "\n" for spans in lines)


def counted(number: int, noun: str) -> str:
    """``1 file``, ``9 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
