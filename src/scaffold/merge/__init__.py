"""Make a fragment true in a source text: the only home of LibCST.

``merge`` is a pure function from text to text. What decides is the table in ``decide``; a person's
bytes are spliced, never printed. The modules are imported when they are used: this package also holds
the values that every command prints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from scaffold.merge.conflict import Conflict, Settle
from scaffold.merge.formatting import Formatting

if TYPE_CHECKING:
    from scaffold.fragment import Fragment
    from scaffold.lock import Record
    from scaffold.merge.merged import Merged
    from scaffold.merge.moved import Moved

__all__ = [
    "Conflict",
    "Formatting",
    "Settle",
    "find_moved",
    "merge",
    "merge_project",
    "record_of",
    "recorded_code",
    "state_of",
]

State = Literal["untouched", "edited", "absent"]


def merge(
    ours: str | None,
    fragment: Fragment,
    recorded: Sequence[Record] = (),
    settle: Settle | None = None,
    *,
    formatting: Formatting | None = None,
) -> Merged:
    """``ours`` with ``fragment`` made true in it, and what to record of that.

    ``recorded`` is what we wrote before on behalf of the same owner (several are acceptable bases),
    ``formatting`` what its formatter is told. Raises ``ProjectError`` with
    ``path:line:column`` when ``ours`` does not parse; nothing is ever half done.
    """
    from scaffold.merge.whole import merge_file

    return merge_file(ours, fragment, recorded, settle or Settle(), formatting or Formatting())


def merge_project(
    files: Mapping[str, str],
    fragment: Fragment,
    recorded: Sequence[Record] = (),
    settle: Settle | None = None,
    *,
    formatting: Formatting | None = None,
) -> Mapping[str, Merged]:
    """``merge``, and what a person moved to another module is followed there: results by path.

    The result for ``fragment.path`` holds the record of all. Raises ``ProjectError`` as ``merge`` does.
    """
    from scaffold.merge.across import merge_across

    return merge_across(files, fragment, recorded, settle or Settle(), formatting or Formatting())


def find_moved(record: Record, files: Mapping[str, str]) -> Moved:
    """Where the classes and functions are that a person took out of the file of ``record``."""
    from scaffold.merge.moved import find_moved

    return find_moved(record, files)


def record_of(text: str, owner: str, path: str, kind: Literal["file", "part"] = "file") -> Record:
    """What the lock would hold if we had just written ``text``."""
    from scaffold.merge.whole import record_of_file

    return record_of_file(text, owner, path, kind)


def state_of(ours: str | None, record: Record) -> Mapping[str, State]:
    """For every recorded symbol whether it is as we wrote it, edited, or removed."""
    from scaffold.merge.state import states

    return states(ours, record)


def recorded_code(rendered: str, record: Record, symbol: str) -> str | None:
    """The base of a conflict about ``symbol``: its code in ``rendered``, if ``record`` is of that code.

    ``rendered`` is the fragment as it was when ``record`` was made, rendered again.
    """
    from scaffold.merge.recorded_code import recorded_code

    return recorded_code(rendered, record, symbol)
