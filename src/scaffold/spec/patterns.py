r"""Regular expressions of ``pattern=``: refused where Python and pydantic's engine differ, and exemplified.

pydantic compiles a pattern ahead, in Rust and within 10 MB, of which one ``\w`` (the letters of all scripts) takes
50 kB; Python compiles anything. A pattern that only one of them understands would fail when the project is imported.
A pattern for which no example can be made within the limits of its field is refused too: the generated tests would
have nothing to send, and most often no client would either.
"""

from __future__ import annotations

import re
import string
import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import count
from time import perf_counter
from typing import Any, TypeVar

from scaffold.naming import shown
from scaffold.spec.word import Word

_ALPHABET = string.ascii_lowercase + string.digits + string.ascii_uppercase + "-_." + string.punctuation + " "
_ATTEMPTS = 400  # one after the other that give nothing new
_LONGEST = 1_000_000
_PATIENCE = 1.0  # seconds of them; a pattern that backtracks without end gets no example

# an escape, a set, or one character
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
# look-around, back references, conditions, atoms, comments, flags of Python alone
_GROUP = re.compile(r"\(\?(?:[=!>#(]|<[=!]|P=|[a-zA-Z]*[aLt][a-zA-Z]*[:)])")
_POSSESSIVE = re.compile(r"[*+?}]\+")
_COUNT = re.compile(r"\{\d+(?:,\d*)?\}")

# bytes of the compiled pattern, as measured; literals and sets of letters are small
_WEIGHTS = {"WORD": 51_000, "DIGIT": 5_200, "SPACE": 700, "NOT_WORD": 47_000, "NOT_DIGIT": 13_000, "NOT_SPACE": 2_000}
_LARGE = 9_000_000

T = TypeVar("T")


def check_pattern(word: Word, low: int | None, high: int | None) -> str:
    """The pattern as typed; ``SpecError`` when it is none, or when nothing could match it."""
    text = word.values["pattern"]
    good = f"--set {word.name}.pattern='^[a-z]+$'"
    if (foreign := _foreign(text)) is not None:
        raise word.error(f"pattern={shown(text)}: pydantic's engine has no {shown(foreign)}", f"{good}, without it")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # [[a] and [a--b] mean something else in other engines
            re.compile(text)
        weight = _weight(_tree(text))
        one = next(examples(text, low, high), None) if weight <= _LARGE else None
    except (re.error, Warning, RecursionError, OverflowError, ValueError) as error:
        raise word.error(f"pattern={shown(text)}: {shown(str(error))}", good) from None
    if weight > _LARGE:
        message = f"pattern={shown(text)}: too large for pydantic's engine, \\w and \\d mean the letters of all scripts"
        raise word.error(message, "write [A-Za-z0-9_] or [0-9], or count with max=")
    if one is None:
        size = f"{low or 0} to {high or 'any number of'}"
        raise word.error(f"pattern={shown(text)}: no text of {size} characters matches", good)
    return text


def _foreign(text: str) -> str | None:
    """The first piece that pydantic's engine does not know."""
    for token in _TOKEN.finditer(text):
        piece, at = token[0], token.start()
        if re.match(r"\\[0-9ZN]", piece):
            return piece
        if piece.startswith("[") and (inside := re.search(r"\\[0-9bN]", piece)) is not None:
            return inside[0]
        if piece.startswith("[") and "[" in re.sub(r"\\.", "", piece[1:]):
            return "[ inside of a set; \\["
        if piece == "{" and not _COUNT.match(text, at):
            return "{ without a count"
        for unknown in (_GROUP, _POSSESSIVE):
            if len(piece) == 1 and (found := unknown.match(text, at)) is not None:
                return found[0]
    return None


def _tree(pattern: str) -> Any:
    return import_module("re._parser").parse(pattern)


def _weight(tree: Any, factor: int = 1) -> int:
    return sum(_node_weight(str(kind), value) for kind, value in tree) * factor


def _node_weight(kind: str, value: Any) -> int:
    match kind:
        case "IN":
            return 300 * len(value) + sum(_WEIGHTS[_category(v)] for k, v in value if str(k) == "CATEGORY")
        case "ANY" | "NOT_LITERAL":
            return 1_100
        case "BRANCH":
            return 100 + sum(_weight(branch) for branch in value[1])
        case "SUBPATTERN":
            return 150 + _weight(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, inner = value
            times = int(least) + 1 if str(most) == "MAXREPEAT" else int(most)
            return 100 + (100 + _weight(inner)) * times
        case _:
            return 300


def _category(value: Any) -> str:
    return str(value).removeprefix("CATEGORY_")


def examples(pattern: str, low: int | None = None, high: int | None = None) -> Iterator[str]:
    """Texts that match, different ones, within a length; none when none is found in good time."""
    tree = _tree(pattern)
    least, most = low or 0, _LONGEST if high is None else high
    seen: set[str] = set()
    began, fruitless = perf_counter(), 0
    for number in count():
        text = _of_length(tree, number, least, most)
        # Python alone lets `$` stand before a last line end
        if text is not None and text not in seen and text[-1:] != "\n" and re.search(pattern, text):
            seen.add(text)
            yield text
            began, fruitless = perf_counter(), 0
            continue
        fruitless += 1
        if fruitless > _ATTEMPTS or perf_counter() - began > _PATIENCE:
            return


def _of_length(tree: Any, number: int, least: int, most: int) -> str | None:
    """A text of a length, widened by as many repeats as are needed; filled up where there are none to widen."""
    number, more = divmod(number, 8)
    need = max(0, least - len(_Maker(number, 0).text(tree)))
    for extra in (need + more, need, *(need // width for width in (2, 3, 4, 5))):
        text = _Maker(number, extra).text(tree)
        if least <= len(text) <= most:
            return text
    text += "a" * (least - len(text))
    return text if len(text) <= most else None


class _Maker:
    """One text for a parsed pattern: ``number`` decides at every fork, ``extra`` is how many more than the least
    repeats there may be in all.
    """

    def __init__(self, number: int, extra: int) -> None:
        self.number, self.extra = number, extra

    def text(self, tree: Any) -> str:
        """A text for a sequence of nodes; assertions are left to the check that follows."""
        return "".join(self.node(str(kind), value) for kind, value in tree)

    def node(self, kind: str, value: Any) -> str:
        """A text for one node."""
        match kind:
            case "LITERAL":
                return chr(value)
            case "NOT_LITERAL":
                return self.one_of([c for c in _ALPHABET if c != chr(value)])
            case "ANY":
                return self.one_of(list(_ALPHABET))
            case "IN":
                return self.one_of(_members(tuple(value)))
            case "BRANCH":
                return self.text(self.one_of(value[1]))
            case "SUBPATTERN":
                return self.text(value[3])
            case "MAX_REPEAT" | "MIN_REPEAT":
                return self.repeated(int(value[0]), int(value[1]), value[2])
            case _:
                return ""

    def repeated(self, least: int, most: int, tree: Any) -> str:
        """The least number of repeats, and what is left of the extra ones."""
        parts: list[str] = []
        while len(parts) < least or (len(parts) < most and self.extra > 0):
            self.extra -= len(parts) >= least
            parts.append(self.text(tree))
        return "".join(parts)

    def one_of(self, options: list[T]) -> T:
        """The option that the number chooses; what is left of the number chooses at the next fork."""
        if not options:
            raise ValueError("a set of characters is empty")
        self.number, index = divmod(self.number, len(options))
        return options[index]


@cache
def _members(parts: tuple[tuple[Any, Any], ...]) -> list[str]:
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
            letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[_category(value).rpartition("_")[2]]
            return (re.match(letter, character) is not None) != ("NOT" in str(value))
        case _:
            return False
