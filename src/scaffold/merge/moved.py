"""Where are the classes and functions that a person took out of a file of ours?

Found when one other file has it: the same name, and still mostly what we wrote. The record stays where it
was written, so the question is asked anew on every run and needs no memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scaffold.errors import ProjectError
from scaffold.lock import Record
from scaffold.merge.partition import partition
from scaffold.merge.prints import ClassPrint, FunctionPrint, Print, print_of
from scaffold.merge.recorded import from_symbols
from scaffold.merge.segments import Segment
from scaffold.merge.source import without_bom


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Recorded symbols that are gone from their file: where each is, and where it might be."""

    found: Mapping[str, str] = field(default_factory=dict)
    unsure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_moved(record: Record, files: Mapping[str, str]) -> Moved:
    """Where in ``files`` the classes and functions of ``record`` are that its own file lost."""
    recorded = from_symbols(record.symbols).members
    ours = _segments(files.get(record.path, ""), record.path)
    there = {key for segment in ours for key in segment.keys}
    found: dict[str, str] = {}
    unsure: dict[str, tuple[str, ...]] = {}
    for key, printed in recorded.items():
        if key in there or not _can_be_followed(key, printed):
            continue
        paths = tuple(_paths_with(key, printed, record.path, files))
        if len(paths) == 1:
            found[key] = paths[0]
        elif paths:
            unsure[key] = paths
    return Moved(found=found, unsure=unsure)


def _can_be_followed(key: str, printed: Print) -> bool:
    if isinstance(printed, ClassPrint):
        return bool(printed.header)
    return isinstance(printed, FunctionPrint) and key.isidentifier()


def _paths_with(key: str, printed: Print, home: str, files: Mapping[str, str]) -> Iterator[str]:
    words = (f"class {key}", f"def {key}")
    for path, text in files.items():
        if path == home or not path.endswith(".py") or not any(word in text for word in words):
            continue
        if any(s.key == key and _is_mostly(s, printed) for s in _segments(text, path)):
            yield path


def _segments(text: str, path: str) -> tuple[Segment, ...]:
    try:
        return partition(without_bom(text)[1], path).body
    except ProjectError:  # it will be said when something is written there
        return ()


def _is_mostly(segment: Segment, printed: Print) -> bool:
    """Whether at least half of what we wrote is still there."""
    now = print_of(segment) if segment.kind in ("class", "def") else None
    if isinstance(now, ClassPrint) and isinstance(printed, ClassPrint):
        same = sum(now.members.get(key) == member for key, member in printed.members.items())
        return 2 * same >= len(printed.members) and (now.header == printed.header or same > 1)
    if isinstance(now, FunctionPrint) and isinstance(printed, FunctionPrint):
        same = sum(statement in now.statements for statement in printed.statements)
        return now.header == printed.header and 2 * same >= len(printed.statements)
    return False
