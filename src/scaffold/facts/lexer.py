"""Just enough of Python's tokens to cut a text that our parser does not know: strings, brackets, logical lines.

f-strings are read as Python 3.12 reads them, with the same quotes inside of the braces; the standard tokenizer of
an older interpreter cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.dataclass import dataclass

_TOKEN = re.compile(
    r"(?P<space>[ \t\f]+|\\\r?\n)|(?P<comment>#[^\r\n]*)|(?P<newline>\r\n|\r|\n)"
    r"|(?P<string>(?i:[rbfut]{0,2})(?P<quote>\"\"\"|'''|\"|'))|(?P<name>\w+)|(?P<symbol>.)",
    re.DOTALL,
)
_OPEN, _CLOSE = "([{", ")]}"
_FRESH = re.compile(r"(?:class|def|async def|from|import|@)\b|@")


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is ``name``, ``symbol``, ``string`` or ``newline`` (of a logical line); ``depth`` counts brackets."""

    kind: str
    text: str
    start: int
    end: int
    depth: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text``; whitespace, comments and line ends inside brackets are left out."""
    position, depth = 0, 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        assert found is not None
        kind, end = found.lastgroup or "", found.end()
        if kind == "quote" or found["string"]:
            end = _string_end(text, found.start(), found["string"], found["quote"])
            yield Token("string", text[position:end], position, end, depth)
        elif kind == "newline":
            # a bracket that was never closed ends where a new statement surely starts
            if depth and _FRESH.match(text, end):
                depth = 0
            if not depth:
                yield Token("newline", found[0], position, end, 0)
        elif kind == "symbol":
            depth += found[0] in _OPEN
            yield Token("symbol", found[0], position, end, depth)
            depth = max(0, depth - (found[0] in _CLOSE))
        elif kind == "name":
            yield Token("name", found[0], position, end, depth)
        position = end


def _string_end(text: str, start: int, opening: str, quote: str) -> int:
    """The position after a string literal; after its line when it never ends."""
    prefix = opening[: -len(quote)].lower()
    position = start + len(opening)
    while position < len(text):
        if text.startswith(quote, position):
            return position + len(quote)
        char = text[position]
        if char == "\\":
            position += 2
        elif char in "\r\n" and len(quote) == 1:
            return position
        elif char == "{" and ("f" in prefix or "t" in prefix):
            position = position + 2 if text.startswith("{{", position) else _braces_end(text, position)
        else:
            position += 1
    return len(text)


def _braces_end(text: str, start: int) -> int:
    """The position after the braces of a replacement field, strings in it included."""
    depth, position = 0, start
    while position < len(text):
        found = _TOKEN.match(text, position)
        assert found is not None
        if found[0] == ":" and depth == 1:
            return _format_end(text, found.end())
        position = found.end()
        if found["string"]:
            position = _string_end(text, found.start(), found["string"], found["quote"])
        elif found[0] in _OPEN:
            depth += 1
        elif found[0] in _CLOSE:
            depth -= 1
            if not depth:
                return position
    return len(text)


def _format_end(text: str, position: int) -> int:
    """The position after ``:#x}``: plain characters but for the fields that are nested in it."""
    while position < len(text):
        if text[position] == "}":
            return position + 1
        position = _braces_end(text, position) if text[position] == "{" else position + 1
    return len(text)
