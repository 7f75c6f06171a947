"""What every command may be told: the common flags, and how a question is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from scaffold.dataclass import dataclass
from scaffold.merge.conflict import Settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that only a person can answer. ``flag`` answers it where there is no terminal."""

    text: str
    flag: str
    choices: tuple[str, ...] = ("y", "n")
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """``ask`` is ``None`` where there is no terminal; ``progress`` is told what is being done, for long work.

    ``words`` are the command as it was typed, for the history that ``undo`` reads.
    """

    dry_run: bool = False
    yes: bool = False
    on_conflict: Literal["stop", "skip", "mine", "theirs", "ask"] = "stop"
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    migration: bool = True
    upgrade: bool = False
    strict_types: bool = False
    backfill: tuple[str, ...] = ()  # "posts.subtitle=''"
    words: str = ""
    ask: Callable[[Question], str | None] | None = None
    progress: Callable[[str], None] = lambda _doing: None

    def settle(self) -> Settle:
        """The sides that these flags choose."""
        by_selector: dict[str, Literal["mine", "theirs"]] = dict.fromkeys(self.mine, "mine")
        by_selector |= dict.fromkeys(self.theirs, "theirs")
        match self.on_conflict:
            case "mine" | "theirs":
                return Settle(self.on_conflict, by_selector)
        return Settle(None, by_selector)
