"""A conflict: two sides changed one symbol. A value, reported and never resolved by overwriting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scaffold.dataclass import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """``symbol`` is ``Qual.name`` inside ``path``; the texts are the code of each side, ``None`` when unknown.

    ``home`` is the file that the symbol moved away from, whose record tells what we wrote.
    """

    path: str
    symbol: str
    reason: str
    ours: str = ""
    theirs: str = ""
    base: str | None = None
    line: int = 0
    home: str = ""

    @property
    def selector(self) -> str:
        """``path::Qual.name``, as pytest writes it."""
        return f"{self.path}::{self.symbol}" if self.symbol else self.path


@dataclass(frozen=True, slots=True)
class Settle:
    """How conflicts are settled: by selector first, else by the default. ``None`` leaves them open."""

    default: Literal["mine", "theirs"] | None = None
    by_selector: Mapping[str, Literal["mine", "theirs"]] = field(default_factory=dict)
    restore: frozenset[str] = frozenset()  # selectors of removed symbols that shall come back

    def of(self, selector: str) -> Literal["mine", "theirs"] | None:
        """The side that wins for ``path::Qual.name``; a class selects its members."""
        path, _, symbol = selector.partition("::")
        while symbol:
            if (side := self.by_selector.get(f"{path}::{symbol}")) is not None:
                return side
            symbol = symbol.rpartition(".")[0]
        return self.by_selector.get(path, self.default)
