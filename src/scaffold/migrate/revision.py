"""A migration as a value: the file that would be written, and what it does."""

from __future__ import annotations

from scaffold.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """``path`` is relative to the project root; ``operations`` are words such as ``create_table posts``; ``target`` is
    what `alembic upgrade` has to be told to get there.
    """

    path: str
    revision: str
    text: str
    target: str = "head"
    operations: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
