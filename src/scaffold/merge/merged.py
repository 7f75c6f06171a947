"""What a merge comes to."""

from __future__ import annotations

from scaffold.dataclass import dataclass
from scaffold.lock import Record
from scaffold.merge.conflict import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """``text`` is ``None`` when there is no file: nothing is left in it, or there is none to write.

    ``record`` is what the lock keeps for the fragment's owner and path, ``None`` for nothing.
    ``symbols`` name what changed, in order: ``User.posts``, ``import``, ``include_router``.
    """

    text: str | None
    record: Record | None = None
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
