"""Files as wholes: those that are missing, that are written once, or that are not Python."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from scaffold.dataclass import replace
from scaffold.fragment import Fragment
from scaffold.lock import Record, digest
from scaffold.merge.conflict import Conflict, Settle
from scaffold.merge.decide import Action, decide
from scaffold.merge.formatting import Formatting
from scaffold.merge.ledger import EDITED, FOREIGN, UNWANTED
from scaffold.merge.merged import Merged

_PYTHON = (".py", ".pyi")


def merge_file(
    ours: str | None, fragment: Fragment, recorded: Sequence[Record], settle: Settle, formatting: Formatting
) -> Merged:
    """The steps of ``scaffold.merge.merge``."""
    if fragment.kind == "once":
        return Merged(
            text=_as_siblings(fragment, formatting) if ours is None else ours,
            symbols=_tops(fragment) if ours is None else (),
        )
    if ours is None:
        return _missing(fragment, recorded, settle, formatting)
    if not fragment.path.endswith(_PYTHON):
        return _merge_text(ours, fragment, recorded, settle)
    from scaffold.merge.job import Request
    from scaffold.merge.make import merge_python
    from scaffold.merge.snapshot import is_all_ours

    if not fragment.text.strip() and any(record.written != "-" and is_all_ours(ours, record) for record in recorded):
        return Merged(text=None, symbols=_tops(replace(fragment, text=ours)))
    request = Request(ours=ours, fragment=fragment, recorded=recorded, settle=settle, formatting=formatting)
    return merge_python(request)


def _missing(fragment: Fragment, recorded: Sequence[Record], settle: Settle, formatting: Formatting) -> Merged:
    """There is no file: a new one, one that a person removed, or one that a part needs."""
    if not fragment.text.strip() and (recorded or fragment.kind == "part"):
        return Merged(text=None)
    restored = fragment.path in settle.restore
    if recorded and not restored:
        fresh = record_of_file(fragment.text, fragment.owner, fragment.path, fragment.kind)
        changed = all(dict(r.symbols) != dict(fresh.symbols) for r in recorded)
        said = f"{fragment.path} was removed and has changed since"
        return Merged(text=None, record=recorded[0], notices=(said,) if changed else ())
    if fragment.kind == "file":
        record = record_of_file(fragment.text, fragment.owner, fragment.path, "file")
        text = _as_siblings(fragment, formatting)
        return Merged(text=text, record=replace(record, written=digest(text)), symbols=_tops(fragment))
    conflict = Conflict(
        path=fragment.path,
        symbol=(_tops(fragment) or ("import",))[0],
        reason="the file does not exist, and is not ours to create",
        theirs=fragment.text,
    )
    return Merged(text=None, conflicts=(conflict,))


def _as_siblings(fragment: Fragment, formatting: Formatting) -> str:
    if not fragment.path.endswith(_PYTHON) or not formatting.is_relative(fragment.path, fragment.layer):
        return fragment.text
    from scaffold.merge.relative import with_relative_imports

    return with_relative_imports(fragment.text, fragment.path)


@lru_cache(maxsize=256)
def _tops(fragment: Fragment) -> tuple[str, ...]:
    """The classes and functions of a new file, as the plan names it."""
    if not fragment.path.endswith(_PYTHON):
        return ()
    from scaffold.merge.partition import partition

    body = partition(fragment.text, fragment.path).body
    return tuple(segment.key for segment in body if segment.kind in ("class", "def"))


def _merge_text(ours: str, fragment: Fragment, recorded: Sequence[Record], settle: Settle) -> Merged:
    """A file that is not Python is one symbol."""
    digests = [str(record.symbols.get("t")) for record in recorded]
    disk, wanted = digest(ours), digest(fragment.text) if fragment.text.strip() else None
    base = disk if disk in digests else digests[0] if digests else None
    record = record_of_file(fragment.text, fragment.owner, fragment.path, fragment.kind)
    action = decide(base, disk, wanted)
    if action in (Action.RECORD, Action.KEEP):
        return Merged(text=ours, record=record)
    if action is Action.NOTHING:
        return Merged(text=ours)
    side = settle.of(fragment.path)
    gone = wanted is None
    if action in (Action.UPDATE, Action.REMOVE) or side == "theirs":
        return Merged(text=None if gone else fragment.text, record=None if gone else record)
    if side == "mine":
        return Merged(text=ours, record=None if gone else record)
    said = {Action.FOREIGN: FOREIGN, Action.UNWANTED_EDITED: UNWANTED}.get(action, EDITED)
    conflict = Conflict(path=fragment.path, symbol="", reason=said, ours=ours, theirs=fragment.text)
    return Merged(text=ours, record=recorded[0] if recorded else None, conflicts=(conflict,))


def record_of_file(
    text: str, owner: str, path: str, kind: Literal["file", "part", "once"], standing: str | None = None
) -> Record:
    """What the lock would hold if we had just written ``text``."""
    if not path.endswith(_PYTHON):
        return Record(owner=owner, path=path, written=digest(text), symbols={"t": digest(text)})
    from scaffold.merge.snapshot import record_of_text

    return record_of_text(text, owner, path, kind, standing)
