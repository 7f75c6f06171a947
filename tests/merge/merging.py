"""Short words for the tests of merge: what we wrote, what a person made of it, what we want."""

from __future__ import annotations

from textwrap import dedent

from scaffold.fragment import Fragment
from scaffold.lock import Record
from scaffold.merge import Settle, merge, record_of
from scaffold.merge.merged import Merged

PATH = "app/things.py"


def code(text: str) -> str:
    """``text`` without the indentation that it has in a test, and without its first line end."""
    # dedent gives blank lines a plain end since Python 3.14
    return text if "\r" in text else dedent(text).removeprefix("\n")


def follow(base: str, ours: str, theirs: str, *, path: str = PATH, settle: Settle | None = None) -> Merged:
    """We wrote ``base``, a person made it ``ours``, and now we want ``theirs``."""
    fragment = Fragment(path=path, owner="Post", text=code(theirs))
    return merge(code(ours), fragment, [record_of(code(base), "Post", path)], settle)


def meet(ours: str, theirs: str, *, path: str = PATH, settle: Settle | None = None) -> Merged:
    """The file is there and nothing is recorded of it."""
    return merge(code(ours), Fragment(path=path, owner="Post", text=code(theirs)), (), settle)


def part(
    host: str, wanted: str, *, path: str = PATH, records: tuple[Record | None, ...] = (), settle: Settle | None = None
) -> Merged:
    """A contribution to somebody's file."""
    fragment = Fragment(path=path, owner="Post", text=code(wanted), kind="part")
    return merge(code(host), fragment, [record for record in records if record], settle)


def take_back(merged: Merged, *, path: str = PATH, settle: Settle | None = None) -> Merged:
    """The part is no longer wanted."""
    assert merged.text is not None
    return part(merged.text, "", path=path, records=(merged.record,), settle=settle)


def is_clean(merged: Merged, text: str) -> None:
    """The result is ``text``, and nothing is left to settle."""
    assert merged.text == code(text)
    assert merged.conflicts == ()


def is_disputed(merged: Merged, ours: str, *symbols: str) -> None:
    """Nothing was written, and the conflicts are about ``symbols``."""
    assert merged.text == code(ours)
    assert tuple(conflict.symbol for conflict in merged.conflicts) == symbols
