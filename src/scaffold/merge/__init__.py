"""Make a fragment true in a source text, and never lose an edit: a three-way merge of Python that needs no old text.

Nothing here knows a model, a router or a project: a ``Fragment`` is Python that must be true of one path on behalf
of an owner, and a ``Record`` is what its last merge left: digests, one for every symbol, no source::

    first = merge(None, Fragment(path="a.py", owner="me", text="class A:\\n    x: int\\n"))
    mine = first.text + "\\n    def f(self): ...\\n"          # a person's edit
    wish = Fragment(path="a.py", owner="me", text="class A:\\n    x: str\\n")
    merge(mine, wish, [first.record]).text                  # x is a str now, and f is still there

What decides is the table in ``decide``, for every symbol: recorded, on disk, wanted. A file is cut into ``segments``
whose concatenation is the file, so a person's bytes are spliced and never printed; LibCST changes names inside one
statement and nothing else. What both sides changed is a ``Conflict``, a value, and the file keeps what is there.
``verify`` looks at every result once more before it is handed on.

Everything is a pure function of texts; nothing is read or written. The modules are imported when they are used: this
package also holds the values that every command prints.
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
    "rehomed",
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

    ``ours`` is the file as it stands, ``None`` where there is none. ``recorded`` is what earlier merges for the same
    owner and path left, none for a first time; of several, as a lock has that git merged, each is an acceptable base.
    ``settle`` says who wins where both sides changed a symbol, ``formatting`` what the project's formatter is told.

    The result is whole: ``conflicts`` are left as they stand in the file, and everything else is merged. A caller
    that wants all or nothing writes only where there are none. The same call on its own result changes nothing.
    Raises ``ProjectError`` with ``path:line:column`` when ``ours`` does not parse.
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

    ``files`` maps every path of the project to its text. A class or a function that ``recorded`` knows, that its file
    lost, and that exactly one other module has, still mostly as we wrote it, is merged there; with several it is
    told in a notice, and never written a second time. The result for ``fragment.path`` holds the record of all.
    Raises ``ProjectError`` as ``merge`` does.
    """
    from scaffold.merge.across import merge_across

    return merge_across(files, fragment, recorded, settle or Settle(), formatting or Formatting())


def find_moved(record: Record, files: Mapping[str, str]) -> Moved:
    """Where the classes and functions are that a person took out of the file of ``record``: surely, and perhaps."""
    from scaffold.merge.moved import find_moved

    return find_moved(record, files)


def rehomed(records: Sequence[Record], fragments: Sequence[Fragment], files: Mapping[str, str]) -> tuple[Record, ...]:
    """``records`` with what a person moved on record for the file where a fragment of the same owner wants it."""
    from scaffold.merge.rehome import rehomed

    return rehomed(records, fragments, files)


def record_of(
    text: str, owner: str, path: str, kind: Literal["file", "part"] = "file", standing: str | None = None
) -> Record:
    """What the lock would hold if we had just written ``text``: every statement of it is ours.

    A part counts as it would be written into ``standing``, the file that is there: with its names in ``__all__``.
    Raises ``ProjectError`` when it does not parse.
    """
    from scaffold.merge.whole import record_of_file

    return record_of_file(text, owner, path, kind, standing)


def state_of(ours: str | None, record: Record) -> Mapping[str, State]:
    """For every recorded symbol (``Post.title``, ``list_posts``) whether it is as we wrote it, edited, or removed.

    A formatter's run is no edit; a comment inside a statement is. Raises ``ProjectError`` when ``ours`` does not parse.
    """
    from scaffold.merge.state import states

    return states(ours, record)


def recorded_code(rendered: str, record: Record, symbol: str) -> str | None:
    """The base of a conflict about ``symbol``: its code in ``rendered``, if ``record`` is of that code.

    ``rendered`` is any text that may hold it: the old fragment rendered again, an old version of the file. It is
    believed where its fingerprint is the recorded one; the answer is ``None`` elsewhere.
    """
    from scaffold.merge.earlier_code import recorded_code

    return recorded_code(rendered, record, symbol)
