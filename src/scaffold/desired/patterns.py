"""Texts that match a regular expression, for the payloads of generated tests."""

from __future__ import annotations

import re
import re._constants as op
import re._parser as parser
from collections.abc import Iterator
from string import ascii_lowercase, digits
from typing import Any

_CLASSES = {
    op.CATEGORY_DIGIT: digits,
    op.CATEGORY_WORD: ascii_lowercase,
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_DIGIT: ascii_lowercase,
    op.CATEGORY_NOT_WORD: "-",
    op.CATEGORY_NOT_SPACE: ascii_lowercase,
}
_LONGEST = 64  # repetitions tried where a pattern allows any number


def matching(pattern: str, number: int) -> Iterator[str]:
    """Texts that match, other ones for another ``number``, with ever more repetitions."""
    tree = parser.parse(pattern)
    for extra in range(_LONGEST):
        text = "".join(_written(node, number, extra) for node in tree)
        if re.search(pattern, text):
            yield text


def _written(node: tuple[Any, Any], number: int, extra: int) -> str:
    kind, value = node
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is op.ANY:
        return ascii_lowercase[number % 26]
    if kind is op.IN:
        return _pick(_characters(value), number)
    if kind is op.CATEGORY:
        return _pick(_CLASSES.get(value, "a"), number)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, inner = value
        times = min(least + extra, int(most))
        # the last one differs first: `text1`, `text2`
        return "".join(_sequence(inner, number if each == times - 1 else 0, extra) for each in range(times))
    if kind is op.SUBPATTERN:
        return _sequence(value[-1], number, extra)
    if kind is op.ATOMIC_GROUP:
        return _sequence(value, number, extra)
    if kind is op.BRANCH:
        branches = value[1]
        return _sequence(branches[number % len(branches)], number, extra)
    return ""  # anchors and look-around take no room


def _sequence(nodes: Any, number: int, extra: int) -> str:
    return "".join(_written(node, number, extra) for node in nodes)


def _pick(characters: str, number: int) -> str:
    return characters[number % len(characters)] if characters else "a"


def _characters(items: list[tuple[Any, Any]]) -> str:
    """The characters of a set, letters and digits first."""
    negated = items[0][0] is op.NEGATE
    found = ""
    for kind, value in items:
        if kind is op.LITERAL:
            found += chr(value)
        elif kind is op.RANGE:
            found += "".join(map(chr, range(value[0], min(value[1], value[0] + 64) + 1)))
        elif kind is op.CATEGORY:
            found += _CLASSES.get(value, "")
    if negated:
        return "".join(c for c in ascii_lowercase + digits + " -_" if c not in found)
    return "".join(sorted(found, key=lambda c: not c.isalnum()))
