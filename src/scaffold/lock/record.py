"""The facts of a lock: what a file held, what an entity looked like, which conflict is open.

The symbols of a record are JSON in the file and stay text until somebody asks: a check of a clean
project reads thousands of lines and needs the symbols of none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.dataclass import dataclass, field
from scaffold.errors import LockError


class UnreadSymbols(Mapping[str, object]):
    """The symbols of one line, parsed when first looked at.

    Raises ``LockError``, naming the line, when the JSON is broken.
    """

    __slots__ = ("_line", "_read", "_text")

    def __init__(self, text: str, line: int) -> None:
        self._text, self._line = text, line
        self._read: dict[str, object] | None = None

    def _symbols(self) -> dict[str, object]:
        if self._read is None:
            self._read = parse_object(self._text, self._line)
        return self._read

    def __getitem__(self, key: str) -> object:
        return self._symbols()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._symbols())

    def __len__(self) -> int:
        return len(self._symbols())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, UnreadSymbols) and other._text == self._text:
            return True
        return isinstance(other, Mapping) and self._symbols() == dict(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"UnreadSymbols({self._text!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What we last wrote into ``path`` on behalf of ``owner``.

    ``inputs`` is the digest of what it was rendered from, ``written`` that of the whole file as we
    left it (``"-"`` for a file that is not ours alone), ``symbols`` what ``merge`` needs to tell an
    edit from our own code. An entity that contributes to one file twice has a second owner there:
    ``Post+User`` is what Post adds to the class User that stands in the same file.
    """

    owner: str
    path: str
    inputs: str = "-"
    written: str = "-"
    symbols: Mapping[str, object] = field(default_factory=dict)

    @property
    def entity(self) -> str:
        """The entity on whose behalf it was written."""
        return entity_of(self.owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """An entity as it was last read: its words, and the options beside them (``{"pk": "uuid"}``)."""

    name: str
    digest: str
    words: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OpenConflict:
    """A conflict that a run left open; ``theirs`` is the digest of the code that was not written."""

    owner: str
    path: str
    symbol: str
    theirs: str = "-"
    reason: str = ""

    @property
    def entity(self) -> str:
        """The entity on whose behalf it would be written."""
        return entity_of(self.owner)


def entity_of(owner: str) -> str:
    """``Post`` of ``Post+User``."""
    return owner.partition("+")[0]


def parse_object(text: str, line: int) -> dict[str, object]:
    """The JSON object that a line of the lock holds. Raises ``LockError`` when it is none."""
    import json  # costs more than reading the whole lock

    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise broken(line, "does not hold the JSON that belongs there")
    return value


def broken(line: int, what: str) -> LockError:
    """The error for a line that no version of this program wrote."""
    return LockError(
        f"Line {line} of scaffold.lock {what}",
        where=f"scaffold.lock:{line}",
        hint="git checkout scaffold.lock, or delete that line and run: scaffold adopt --all",
    )
