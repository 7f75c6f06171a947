"""What changes, and what conflicts: a value that is printed, checked or written. Empty means in step.

Fragments are merged in order, each into the text that the ones before it left, so that several entities may
contribute to one file. What the lock recorded for an owner and is in no fragment any more is no longer wanted:
callers that never remove leave it alone by not naming the owner in ``complete``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Literal

from scaffold.dataclass import dataclass, replace
from scaffold.fragment import Fragment
from scaffold.lock import Lock, OpenConflict, Record, digest
from scaffold.merge import Conflict, Formatting, Settle, merge_project, rehomed
from scaffold.merge.merged import Merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file. ``before`` is ``None`` for a new file, ``after`` is ``None`` for a removed one."""

    path: str
    before: str | None
    after: str | None
    symbols: tuple[str, ...] = ()
    layer: str = ""

    @property
    def action(self) -> Literal["create", "update", "delete"]:
        """The verb that the plan prints."""
        if self.before is None:
            return "create"
        return "delete" if self.after is None else "update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The changes in the order in which they are told, and the lock as it will be."""

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[str, ...] = ()
    lock: Lock

    def over(self, files: Mapping[str, str]) -> Mapping[str, str]:
        """The files as they will be; those that do not change are read when they are asked for."""
        return Overlaid(files, {change.path: change.after for change in self.changes})


class Overlaid(Mapping[str, str]):
    """Files with some of them changed: another text, or ``None`` for none."""

    def __init__(self, files: Mapping[str, str], changed: Mapping[str, str] | Mapping[str, str | None]) -> None:
        self._files, self._changed = files, changed

    def __getitem__(self, path: str) -> str:
        if path in self._changed:
            if (text := self._changed[path]) is None:
                raise KeyError(path)
            return text
        return self._files[path]

    def __contains__(self, path: object) -> bool:
        if path in self._changed:
            return self._changed[path] is not None  # type: ignore[index]
        return path in self._files

    def __iter__(self) -> Iterator[str]:
        yield from (path for path in self._files if path not in self._changed or self._changed[path] is not None)
        yield from (path for path, text in self._changed.items() if text is not None and path not in self._files)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def make_plan(
    files: Mapping[str, str],
    lock: Lock,
    fragments: Iterable[Fragment],
    *,
    settle: Settle | None = None,
    complete: frozenset[str] = frozenset(),
    drafts: Mapping[str, str] | None = None,
    formatting: Formatting | None = None,
    header: Callable[[str], str] | None = None,
) -> Plan:
    """Merge every fragment into ``files``, in order; ``drafts`` are files that were edited for this plan already, and
    ``header`` says what the new one of a path begins with.

    ``complete`` names the entities whose fragments are all here: what else the lock records for them is taken out.
    Raises ``ProjectError`` for a file that does not parse.
    """
    fragments = tuple(fragments)
    lock = replace(lock, records=rehomed(lock.records, fragments, files))
    fragments = _with_no_longer_wanted(fragments, lock, complete)
    merging = {path: _Draft(text) for path, text in (drafts or {}).items()}
    texts: dict[str, str | None] = dict(drafts or {})
    standing = Overlaid(files, texts)
    ledger = _Ledger(lock)
    for fragment in fragments:
        results = merge_project(standing, fragment, ledger.recorded(fragment), settle, formatting=formatting)
        for path, merged in results.items():
            draft = merging.get(path) or _Draft(files.get(path))
            merging[path] = draft.after(merged, fragment.layer)
            texts[path] = merged.text
        ledger.remember(fragment, results)
    if header is not None:
        ours = {record.path for record in lock.records if record.written != "-"}
        merging = {path: _with_header(path, draft, header, path in files, ours) for path, draft in merging.items()}
    return Plan(
        changes=tuple(
            Change(path=path, before=files.get(path), after=draft.text, symbols=draft.symbols, layer=draft.layer)
            for path, draft in merging.items()
            if draft.text != files.get(path)
        ),
        conflicts=tuple(conflict for draft in merging.values() for conflict in draft.conflicts),
        notices=tuple(dict.fromkeys(notice for draft in merging.values() for notice in draft.notices)),
        lock=_as_left(ledger.lock, merging),
    )


def _as_left(lock: Lock, merging: Mapping[str, _Draft]) -> Lock:
    """The lock with each file as the last of its fragments left it."""
    left = {path: digest(draft.text) for path, draft in merging.items() if draft.text is not None}
    return replace(
        lock,
        records=tuple(
            replace(record, written=left[record.path]) if record.path in left and record.written != "-" else record
            for record in lock.records
        ),
    )


def _with_header(path: str, draft: _Draft, header: Callable[[str], str], is_there: bool, ours: Set[str]) -> _Draft:
    """A new file with what all begin with; one of ours that has nothing else left is gone."""
    if not draft.text:
        return draft
    if not is_there:
        return replace(draft, text=header(path) + draft.text)
    is_bare = path in ours and all(line.startswith("#") for line in draft.text.splitlines() if line)
    return replace(draft, text=None) if is_bare and draft.text.strip() == header(path).strip() else draft


class _Ledger:
    """The facts of a lock by owner and path, while fragment after fragment changes those of its own."""

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self._records: dict[tuple[str, str], tuple[Record, ...]] = {}
        self._conflicts: dict[tuple[str, str], tuple[OpenConflict, ...]] = {}
        for record in lock.records:
            place = (record.owner, record.path)
            self._records[place] = (*self._records.get(place, ()), record)
        for conflict in lock.conflicts:
            self._note(conflict)

    @property
    def lock(self) -> Lock:
        """The lock as it has become."""
        return replace(
            self._lock,
            records=tuple(record for found in self._records.values() for record in found),
            conflicts=tuple(conflict for found in self._conflicts.values() for conflict in found),
        )

    def recorded(self, fragment: Fragment) -> tuple[Record, ...]:
        """What was written of a fragment before."""
        return self._records.get((fragment.owner, fragment.path), ())

    def remember(self, fragment: Fragment, results: Mapping[str, Merged]) -> None:
        """What is written of it now, and what was left open, also where something moved to."""
        before = next((r.written for r in self.recorded(fragment)), "-")
        self._records.pop((fragment.owner, fragment.path), None)
        for path in (fragment.path, *results):
            if (fragment.owner, path) not in self._records:
                self._conflicts.pop((fragment.owner, path), None)
        if (record := results[fragment.path].record) is not None:
            # a file that was ours from the start stays so, also when later runs add to it in parts
            kept = replace(record, written=before) if record.written == "-" else record
            self._records[record.owner, record.path] = (kept,)
        for merged in results.values():
            for conflict in merged.conflicts:
                self._note(
                    OpenConflict(
                        owner=fragment.owner,
                        path=conflict.path,
                        symbol=conflict.symbol,
                        theirs=digest(conflict.theirs),
                        reason=conflict.reason,
                    )
                )

    def _note(self, conflict: OpenConflict) -> None:
        place = (conflict.owner, conflict.path)
        self._conflicts[place] = (*self._conflicts.get(place, ()), conflict)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A file while fragments are merged into it."""

    text: str | None
    symbols: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[str, ...] = ()
    layer: str = ""

    def after(self, merged: Merged, layer: str) -> _Draft:
        return replace(
            self,
            text=merged.text,
            symbols=tuple(dict.fromkeys((*self.symbols, *merged.symbols))),
            conflicts=(*self.conflicts, *merged.conflicts),
            notices=(*self.notices, *merged.notices),
            layer=self.layer or layer,
        )


def _with_no_longer_wanted(
    fragments: tuple[Fragment, ...], lock: Lock, complete: frozenset[str]
) -> tuple[Fragment, ...]:
    """The fragments, and an empty one for each that is recorded and was not rendered.

    What the other classes of a file say about a class (``Post+User``) goes first: what is still in use stays.
    """
    wanted = {(fragment.owner, fragment.path) for fragment in fragments}
    gone = {(r.owner, r.path) for r in lock.records if r.entity in complete and (r.owner, r.path) not in wanted}
    empty = [Fragment(path=path, owner=owner, text="") for owner, path in sorted(gone)]
    first = [fragment for fragment in empty if "+" in fragment.owner]
    return (*first, *fragments, *(fragment for fragment in empty if fragment not in first))
