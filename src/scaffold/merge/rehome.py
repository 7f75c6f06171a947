"""What we wrote goes on record for the file that it is wanted in.

A model keeps its place wherever a person moves its class, so the fragment for it has another path than the record.
Without the move of the record the class would be foreign in the new file, and no longer wanted from the old one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scaffold.dataclass import replace
from scaffold.facts import read
from scaffold.fragment import Fragment
from scaffold.lock import Record
from scaffold.merge.recorded import from_symbols, part_of


def rehomed(records: Sequence[Record], fragments: Sequence[Fragment], files: Mapping[str, str]) -> tuple[Record, ...]:
    """``records`` with every definition that moved to where a fragment of its owner wants it."""
    wanted: dict[str, dict[str, Fragment]] = {}
    for fragment in fragments:
        wanted.setdefault(fragment.owner, {})[fragment.path] = fragment
    there = {(record.owner, record.path) for record in records}
    return tuple(
        part
        for record in records
        for part in (
            (record,)
            if record.path in wanted.get(record.owner, (record.path,))
            else _parts(record, wanted[record.owner], files, {path for owner, path in there if owner == record.owner})
        )
    )


def _parts(
    record: Record, wanted: Mapping[str, Fragment], files: Mapping[str, str], known: set[str]
) -> Iterator[Record]:
    """What of ``record`` stays, and what goes to the paths of ``wanted``; a path that is ``known`` has its record."""
    left = from_symbols(record.symbols).members.keys() - _defined(files.get(record.path, ""))
    moved: set[str] = set()
    for path, fragment in wanted.items():
        keys = left & _defined(fragment.text) & _defined(files.get(path, ""))
        moved |= keys
        if keys and path not in known:
            yield replace(part_of(record, keys), path=path)
    stays = from_symbols(record.symbols).members.keys() - moved
    if stays or not moved:
        yield part_of(record, stays) if moved else record


def _defined(text: str) -> set[str]:
    """The classes and functions of a module."""
    facts = read(text)
    return {item.name for item in facts.classes} | {item.name for item in facts.functions}
