"""Regular expressions of ``pattern=``: refused where Python and pydantic's engine would disagree, and exemplified.

A pattern for which no example can be made within the limits of its field is refused: the generated tests would have
nothing to send, and most often no client would either.
"""

from __future__ import annotations

import re
import string
import warnings
from collections.abc import Iterator
from importlib import import_module
from typing import Any, TypeVar

from scaffold.naming import shown
from scaffold.spec.word import Word

# (?>a) (?#a) (?a) (?L) \Z a*+ {,3}: not in pydantic's engine; look-around and back references run in Python's
_PYTHON_ONLY = re.compile(r"(?<!\\)(?:\\\\)*(\(\?(?:[>#]|[a-zA-Z]*[aL][a-zA-Z]*[):])|\\Z|[*+?}]\+|\{,)")
_ALPHABET = string.ascii_lowercase + string.digits + string.ascii_uppercase + "-_." + string.punctuation + " "
_ATTEMPTS = 4_000

T = TypeVar("T")


def check_pattern(word: Word, low: int | None, high: int | None) -> str:
    """The pattern as typed; ``SpecError`` when it is none, or when nothing could match it."""
    text = word.values["pattern"]
    good = f"--set {word.name}.pattern='^[a-z]+$'"
    if (found := _PYTHON_ONLY.search(text)) is not None:
        raise word.error(
            f"pattern={shown(text)}: pydantic's engine has no {found[1]}",
            f"{good}, without {found[1]}",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # [[a] and [a--b] mean something else in other engines
            re.compile(text)
            one = next(examples(text, low, high), None)
    except (re.error, Warning, RecursionError, OverflowError, ValueError) as error:
        raise word.error(f"pattern={shown(text)}: {shown(str(error))}", good) from None
    if one is None:
        raise word.error(
            f"pattern={shown(text)}: no text of {low or 0} to {high or 'any number of'} characters matches",
            good,
        )
    return text


def examples(pattern: str, low: int | None = None, high: int | None = None) -> Iterator[str]:
    """Texts that match, different ones, within a length; none when none is found."""
    tree = import_module("re._parser").parse(pattern)
    seen: set[str] = set()
    for number in range(_ATTEMPTS):
        # the longer ones in the second half of each round: a repeat is widened until the least length is reached
        more = number % 8 if low is None else number % 8 * (1 + low // 4)
        text = _Maker(number // 8, more).text(tree)
        text = text + "a" * ((low or 0) - len(text))
        if text not in seen and (high is None or len(text) <= high) and re.search(pattern, text):
            seen.add(text)
            yield text


class _Maker:
    """One text for a parsed pattern; ``number`` decides at every fork, ``more`` how far repeats go beyond the least."""

    def __init__(self, number: int, more: int) -> None:
        self.number, self.more = number, more
        self.groups: dict[int, str] = {}

    def text(self, tree: Any) -> str:
        """A text for a sequence of nodes."""
        return "".join(self.node(str(kind), value) for kind, value in tree)

    def node(self, kind: str, value: Any) -> str:
        """A text for one node; assertions are left to the check that follows."""
        match kind:
            case "LITERAL":
                return chr(value)
            case "NOT_LITERAL":
                return self.one_of([c for c in _ALPHABET if c != chr(value)])
            case "ANY":
                return self.one_of(list(_ALPHABET))
            case "IN":
                return self.one_of(_members(value))
            case "BRANCH":
                return self.text(self.one_of(value[1]))
            case "SUBPATTERN":
                self.groups[value[0]] = found = self.text(value[3])
                return found
            case "GROUPREF":
                return self.groups.get(value, "")
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most, inner = value
                return "".join(self.text(inner) for _ in range(min(int(most), int(least) + self.more, 2_000)))
            case _:  # AT, ASSERT, ASSERT_NOT
                return ""

    def one_of(self, options: list[T]) -> T:
        if not options:
            raise ValueError("a set of characters is empty")
        self.number, index = divmod(self.number, len(options))
        return options[index]


def _members(parts: list[tuple[Any, Any]]) -> list[str]:
    """The characters of ``[a-z_]`` or ``[^0-9]``, those that are easy to read."""
    negated = str(parts[0][0]) == "NEGATE"
    inside = [c for c in _ALPHABET if any(_is_in(c, str(kind), value) for kind, value in parts)]
    if negated:
        return [c for c in _ALPHABET if c not in inside]
    return inside or [
        chr(v if str(kind) == "LITERAL" else v[0]) for kind, v in parts if str(kind) in ("LITERAL", "RANGE")
    ]


def _is_in(character: str, kind: str, value: Any) -> bool:
    match kind:
        case "LITERAL":
            return ord(character) == int(value)
        case "RANGE":
            return bool(value[0] <= ord(character) <= value[1])
        case "CATEGORY":
            letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[str(value).rpartition("_")[2]]
            return (re.match(letter, character) is not None) != ("NOT" in str(value))
        case _:
            return False
