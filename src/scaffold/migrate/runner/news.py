"""What of a difference is news: what the planned change made, not what history and models disagree
about anyway.

A check or a default that only the migrations know may have been put there by hand, and a new field
is no reason to drop it. Where that is in doubt, the models without the change are asked.
"""

from __future__ import annotations

import os
from typing import Any

import sqlalchemy as sa
from alembic.operations import ops

from .catalog import Snapshot
from .channel import Channel
from .column_types import stored_type
from .differences import Difference
from .models import is_unnamed
from .refusal import StopError
from .steps import Step
from .whereabouts import Whereabouts
from .words import words_of


class News:
    """Judges what is doubtful. ``wanted`` is the catalog of the models as they will be, ``tables`` are theirs."""

    def __init__(
        self, request: dict[str, Any], channel: Channel, wanted: Snapshot, tables: dict[tuple[str, str], Any]
    ) -> None:
        self._request = request
        self._tables = tables
        self._channel = channel
        self._wanted = wanted
        self._before: Snapshot | None = None
        self._asked = False
        self._texts: list[str] | None = None
        self._upgraded: dict[Any, str] = {}
        self._noted: list[str] = []

    @property
    def left_out(self) -> list[str]:
        """What belongs to somebody else's change, in words."""
        columns = list(self._upgraded.values())
        if not columns:
            return self._noted
        named = ", ".join(columns[:3]) + (f" and {len(columns) - 3} more" if len(columns) > 3 else "")
        return [f"the time zone that SQLModel now gives to {named}: scaffold explain SCF611", *self._noted]

    def of_differences(self, differences: list[Difference], renamed: set[str]) -> list[Difference]:
        """Those that belong into the migration; the others are noted in ``left_out``."""
        kept = []
        for difference in differences:
            follows = difference.renamed and difference.key[2] in renamed
            if difference.key in self._upgraded:
                continue
            if not difference.is_doubtful or follows or self._is_news(difference.key, difference.renamed):
                kept.append(difference)
            elif not is_unnamed(difference, self._tables):
                self._note(difference.words())
        return kept

    def refuse_unreachable(self, differences: list[Difference]) -> None:
        """Raise ``StopError`` for what somebody changed, and no operation is known for."""
        touched = [item for item in differences if not self._request["changed"] or self._is_touched(item.key[2])]
        if touched:
            words = "; ".join(item.words() for item in touched[:3])
            raise StopError("unreachable", f"no migration is known for this change: {words}")

    def of_steps(self, steps: list[Step], dialect: Any) -> list[Step]:
        """``steps`` without the times that became aware because SQLModel did, not because anybody
        asked.
        """
        if not self._request["changed"]:
            return steps
        kept = []
        for step in steps:
            operation: Any = step.head
            key = ("column", *step.table, getattr(operation, "column_name", ""))
            if not _is_library_upgrade(operation, dialect) or self._is_news(key, ""):
                kept.append(step)
            else:
                self._upgraded[key] = f"{operation.table_name}.{operation.column_name}"
        return kept

    def of_others(self, steps: list[Step], whereabouts: Whereabouts) -> list[str]:
        """What is in the migration without having been asked for: the models had it, and no migration did."""
        changed = self._request["changed"]
        if self._request["edited"] or not changed:
            return []
        others = [words for step in steps if _file(step, whereabouts) not in ("", *changed) for words in words_of(step)]
        return [f"also in the migration, as the models had it before: {words}" for words in others]

    def _note(self, words: str) -> None:
        if words not in self._noted:
            self._noted.append(words)

    def _is_news(self, key: Any, renamed: str) -> bool:
        if not self._request["changed"] or not self._is_touched(key[2]):
            return False
        before = self._models_before()
        if before is None:
            return False
        if renamed:
            return key in before and (*key[:3], renamed) not in before
        return before.get(key) != self._wanted.get(key)

    def _is_touched(self, table: str) -> bool:
        """Whether a changed file speaks of the table: a cheap way to seldom ask."""
        if self._texts is None:
            self._texts = []
            for path in self._request["changed"]:
                file = os.path.join(self._request["staged"], path)
                if path.endswith(".py") and os.path.exists(file):
                    with open(file, encoding="utf-8") as stream:
                        self._texts.append(stream.read().lower())
        return any(table.lower() in text or "naming_convention" in text for text in self._texts)

    def _models_before(self) -> Snapshot | None:
        if not self._asked:
            self._asked = True
            answer = self._channel.models_before()
            self._before = None if answer is None else {tuple(key): value for key, value in answer}
        return self._before


def _file(step: Step, whereabouts: Whereabouts) -> str:
    """Where the model of the step's table stands; empty for a table that no class is mapped to."""
    return whereabouts.of(*step.table)[0]


def _is_library_upgrade(operation: Any, dialect: Any) -> bool:
    """Naive to aware, in a column whose type SQLModel chose (``UTCDateTime`` since 0.0.45)."""
    if not isinstance(operation, ops.AlterColumnOp) or operation.modify_type is None:
        return False
    if type(operation.modify_type).__name__ != "UTCDateTime":
        return False
    old, new = stored_type(operation.existing_type, dialect), stored_type(operation.modify_type, dialect)
    return isinstance(old, sa.DateTime) and isinstance(new, sa.DateTime) and bool(old.timezone) != bool(new.timezone)
