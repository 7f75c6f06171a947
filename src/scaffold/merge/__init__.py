"""Make a fragment true in a source text: the only home of LibCST.

``merge`` is a pure function from text to text. What decides is the table in ``decide``; a person's
bytes are spliced, never printed. The modules are imported when they are used: this package also holds
the values that every command prints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from scaffold.merge.conflict import Conflict, Settle

if TYPE_CHECKING:
    from scaffold.fragment import Fragment
    from scaffold.lock import Record
    from scaffold.merge.merged import Merged

__all__ = ["Conflict", "Settle", "merge", "record_of", "state_of"]

State = Literal["untouched", "edited", "absent"]


def merge(
    ours: str | None,
    fragment: Fragment,
    recorded: Sequence[Record] = (),
    settle: Settle | None = None,
    *,
    width: int = 88,
) -> Merged:
    """``ours`` with ``fragment`` made true in it, and what to record of that.

    ``recorded`` is what we wrote before on behalf of the same owner (several are acceptable bases),
    ``width`` the longest line that an import may grow to. Raises ``ProjectError`` with
    ``path:line:column`` when ``ours`` does not parse; nothing is ever half done.
    """
    from scaffold.merge.whole import merge_file

    return merge_file(ours, fragment, recorded, settle or Settle(), width)


def record_of(text: str, owner: str, path: str, kind: str = "file") -> Record:
    """What the lock would hold if we had just written ``text``."""
    from scaffold.merge.whole import record_of_file

    return record_of_file(text, owner, path, kind)


def state_of(ours: str | None, record: Record) -> Mapping[str, State]:
    """For every recorded symbol whether it is as we wrote it, edited, or removed."""
    from scaffold.merge.state import states

    return states(ours, record)
