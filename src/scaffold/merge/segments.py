"""A source text as a tree of segments whose concatenation *is* the text.

A segment is ``lead`` (blank lines and comments above) + ``code`` + ``tail`` (the rest of its last
line); a class or a function is ``lead`` + decorators + header + ``tail`` + body + ``foot`` (indented
comments behind the last statement). A person's bytes are therefore kept by not touching a segment,
never by printing a tree exactly.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Literal

from scaffold.dataclass import dataclass, replace

Kind = Literal[
    "doc",
    "import",
    "class",
    "def",
    "assign",
    "call",  # a call that stands alone: `app.include_router(posts.router)`
    "typing",  # `if TYPE_CHECKING:` without an else
    "block",  # if, for, try, with, match: opaque, but the names that it binds are known
    "line",  # `a = 1; b = 2`
    "decorator",
    "other",
]

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def lines_of(text: str) -> list[str]:
    """Lines with their ends, as Python counts them (``str.splitlines`` also splits at ``\\x0c``)."""
    return _LINES.findall(text)


def blank_lines(text: str) -> int:
    """How many blank lines ``text`` starts with."""
    count = 0
    for line in lines_of(text):
        if line.strip():
            break
        count += 1
    return count


def without_blank_lines(text: str) -> str:
    """``text`` from its first line that is not blank."""
    return "".join(lines_of(text)[blank_lines(text) :])


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """One statement, or several on one line. Compared by identity: it is a place in a file.

    ``keys`` are its identities among its siblings; ``nodes`` are empty when our Python cannot parse
    it; ``body`` is ``None`` for what is no container, or is one on a single line.
    """

    kind: Kind
    keys: tuple[str, ...]
    lead: str
    code: str
    tail: str
    column: str = ""
    nodes: tuple[ast.stmt, ...] = ()
    decorators: tuple[Segment, ...] = ()
    body: tuple[Segment, ...] | None = None
    foot: str = ""
    line: int = 0

    @property
    def key(self) -> str:
        """The identity of a segment that has one."""
        return self.keys[0]

    @property
    def node(self) -> ast.stmt:
        """The only statement of a segment that our Python can parse."""
        return self.nodes[0]

    @property
    def text(self) -> str:
        """Every byte of it."""
        return self.lead + self.text_below_lead

    @property
    def text_below_lead(self) -> str:
        """Every byte of it but the blank lines and the comments above."""
        decorators = "".join(d.text for d in self.decorators)
        body = "".join(child.text for child in self.body or ())
        return decorators + self.code + self.tail + body + self.foot

    def walk(self) -> Iterator[Segment]:
        """This segment and all below it."""
        yield self
        for child in self.body or ():
            yield from child.walk()

    def holds(self, other: Segment) -> bool:
        """Whether ``other`` is this segment, or stands below it."""
        return any(segment is other for segment in self.walk())


@dataclass(frozen=True, slots=True)
class SegmentTree:
    """``head`` is what stands above the first statement and belongs to the file, ``foot`` what ends it."""

    head: str
    body: tuple[Segment, ...]
    foot: str

    @property
    def text(self) -> str:
        """The source text."""
        return self.head + "".join(segment.text for segment in self.body) + self.foot


def ended(segment: Segment, newline: str) -> Segment:
    """``segment`` with a line end behind it, as a statement that is no longer the last one needs."""
    if segment.text.endswith(("\n", "\r")):
        return segment
    if segment.foot:
        return replace(segment, foot=segment.foot + newline)
    if segment.body:
        last = ended(segment.body[-1], newline)
        return replace(segment, body=(*segment.body[:-1], last))
    return replace(segment, tail=segment.tail + newline)
