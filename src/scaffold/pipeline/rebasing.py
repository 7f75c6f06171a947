"""What we last wrote, as if a field had always had its new name: so that a renamed symbol is not an edited one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.dataclass import replace
from scaffold.fragment import Fragment
from scaffold.lock import Lock
from scaffold.merge import record_of
from scaffold.merge.rename import Renaming, rename


def rebased(lock: Lock, fragments: tuple[Fragment, ...], renamings: Mapping[str, Renaming]) -> Lock:
    """The lock as if the field had always had its new name: only in symbols that stand there as rendered today."""
    for fragment in fragments:
        renaming = renamings[fragment.path]
        old = _symbols(fragment, fragment.text)
        new = _symbols(fragment, rename(fragment.text, renaming).text)
        words = {**renaming.names, **renaming.aliases}
        lock = lock.with_records(
            replace(record, symbols=dict(_rebased(record.symbols, old, new, words)))
            for record in lock.recorded(fragment.path, fragment.owner)
        )
    return lock


def _symbols(fragment: Fragment, text: str) -> Mapping[str, object]:
    return record_of(text, fragment.owner, fragment.path, "part" if fragment.kind == "part" else "file").symbols


def _rebased(
    recorded: Mapping[str, object], old: Mapping[str, object], new: Mapping[str, object], words: Mapping[str, str]
) -> Iterator[tuple[str, object]]:
    for key, value in recorded.items():
        quoted = {f"'{word}'": f"'{other}'" for word, other in words.items()}
        other = {**words, **quoted}.get(key, key)
        if key not in old or other not in new:
            yield key, value
        else:
            yield other, _rebased_value(value, old[key], new[other], words)


def _rebased_value(value: object, old: object, new: object, words: Mapping[str, str]) -> object:
    if value == old:
        return new
    match value, old, new:
        case dict(), dict(), dict():
            return dict(_rebased(value, old, new, words))
        case [header, dict(members)], [_, dict(before)], [_, dict(after)]:
            return [header, dict(_rebased(members, before, after, words))]
    return value
