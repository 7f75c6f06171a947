"""Where two catalogs differ, and which of it is news.

What autogenerate handles itself is left to it, because it asks the project's ``include_object``
first. What remains is what it cannot see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .catalog import Snapshot

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Difference:
    """``found`` is what the migrations built, ``wanted`` what the models would; ``None`` where
    there is nothing.

    ``renamed`` is the wanted name of a constraint or an index that differs in nothing but its name.
    """

    key: Key
    found: dict[str, Any] | None
    wanted: dict[str, Any] | None
    renamed: str = ""

    @property
    def kind(self) -> str:
        """``column``, ``constraint``, ``index``, ``enum``, ``sequence``, ``table`` or
        ``trigger``.
        """
        return self.key[0]

    @property
    def attributes(self) -> list[str]:
        """The attributes that differ, of something that is on both sides."""
        if self.found is None or self.wanted is None:
            return []
        found, wanted = self.found, self.wanted
        return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))

    @property
    def is_doubtful(self) -> bool:
        """Whether it may have been put into a migration on purpose, without the models knowing of
        it.
        """
        if self.renamed:
            return True
        if self.kind in ("constraint", "index"):
            return self.wanted is None
        return self.kind == "column" and self.attributes == ["default"] and (self.wanted or {})["default"] is None

    def words_of_residue(self) -> str:
        """One line for what a downgrade left (``found``) or took too much of (``wanted``)."""
        kind, schema, table, name = self.key
        place = ".".join(part for part in (schema, table, name) if part)
        if self.wanted is None:
            return f"it leaves the {kind} {place}"
        if self.found is None:
            return f"it takes the {kind} {place}, which was there before"
        changes = [
            f"{attribute} {self.found.get(attribute)!r}, before {self.wanted.get(attribute)!r}"
            for attribute in self.attributes
        ]
        return f"it leaves the {kind} {place} with {'; '.join(changes)}"

    def words(self) -> str:
        """One line for a person."""
        kind, schema, table, name = self.key
        place = ".".join(part for part in (schema, table, name) if part)
        if self.renamed:
            return f"{kind} {place} is called {self.renamed} in the models"
        if self.found is None:
            return f"{kind} {place} is in the models, and in no migration"
        if self.wanted is None:
            return f"{kind} {place} is in the migrations, and in no model"
        changes = [
            f"{name} {self.found.get(name)!r} in the migrations, {self.wanted.get(name)!r} in the models"
            for name in self.attributes
            if name != "counter"
        ]
        if self.found.get("counter") and not self.wanted.get("counter"):
            changes.append(f"its sequence ends at {self.found['counter']} in the migrations")
        return f"{kind} {place}: {'; '.join(changes)}"


def differences(found: Snapshot, wanted: Snapshot) -> list[Difference]:
    """Everything that differs, names that alone differ as renames, and nothing below a table that
    is on one side only.
    """
    whole = {key[1:3] for key in found.keys() ^ wanted.keys() if key[0] == "table"}
    keys = [key for key in sorted(found.keys() | wanted.keys()) if found.get(key) != wanted.get(key)]
    different = [
        Difference(key, found.get(key), wanted.get(key)) for key in keys if key[0] == "table" or key[1:3] not in whole
    ]
    return _with_renames(different)


def unseen(different: list[Difference]) -> list[Difference]:
    """Those that Alembic does not look for.

    It decides on tables, on whole columns, and on indexes, keys and unique constraints that are on one side only, and
    asks the project's filters; expression indexes of SQLite are the exception, which it cannot read.
    """
    return [item for item in different if not is_seen(item)]


def is_seen(item: Difference) -> bool:
    """Whether Alembic looks for such a difference, unless the project's filters keep it out."""
    one_sided = (item.found is None or item.wanted is None) and not item.renamed
    value = item.found or item.wanted or {}
    if item.kind == "table":
        return True
    if not one_sided:
        return False
    if item.kind == "index":
        return not value.get("expression")
    if item.kind == "constraint":
        return value["type"] in "uf"
    return item.kind == "column" or (item.kind in ("enum", "sequence") and item.wanted is None)


def _with_renames(different: list[Difference]) -> list[Difference]:
    """``different`` with each pair that is one thing under two names joined."""
    named = [item for item in different if item.kind in ("constraint", "index")]
    gone = {_sense(item): item for item in named if item.wanted is None}
    new = {_sense(item): item for item in named if item.found is None}
    joined = gone.keys() & new.keys()
    kept = [item for item in different if item not in named or _sense(item) not in joined]
    pairs = [(gone[sense], new[sense]) for sense in joined]
    renamed = [Difference(old.key, old.found, item.wanted, item.key[3]) for old, item in pairs]
    return kept + sorted(renamed, key=lambda item: item.key)


def _sense(item: Difference) -> tuple[Any, ...]:
    """What a constraint or an index is, without its name."""
    value = item.found or item.wanted or {}
    definition = re.sub(r"INDEX \S+ ON", "INDEX ON", str(value.get("definition")))
    return (*item.key[:3], definition)
