"""Where are the classes and functions that a person took out of a file of ours?

Found when one other file has it: the same name, and still mostly what we wrote. What only looks like it is told and
never touched. The record stays where it was written, so the question is asked anew on every run and needs no memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum

from scaffold.dataclass import dataclass, field
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


class Likeness(IntEnum):
    """How much of what we wrote a namesake still has."""

    NONE = 0
    SOME = 1  # a function of that signature, a class with one of its members
    MOST = 2


def find_moved(record: Record, files: Mapping[str, str]) -> Moved:
    """Where in ``files`` the classes and functions of ``record`` are that its own file lost."""
    there = {key for segment in _segments(files.get(record.path, ""), record.path) for key in segment.keys}
    found: dict[str, str] = {}
    unsure: dict[str, tuple[str, ...]] = {}
    for key, printed in from_symbols(record.symbols).members.items():
        if key in there or not _can_be_followed(key, printed):
            continue
        seen = {path: likeness(s, printed) for path, s in _namesakes(key, record.path, files)}
        best = max(seen.values(), default=Likeness.NONE)
        paths = tuple(path for path, like in seen.items() if like == best)
        if best is Likeness.MOST and len(paths) == 1:
            found[key] = paths[0]
        elif best:
            unsure[key] = paths
    return Moved(found=found, unsure=unsure)


def likeness(segment: Segment, printed: Print) -> Likeness:
    """How much of ``printed``, which we wrote, is left in ``segment``."""
    now = print_of(segment)
    if isinstance(now, ClassPrint) and isinstance(printed, ClassPrint):
        same = sum(now.members.get(key) == member for key, member in printed.members.items())
        if 2 * same >= len(printed.members) and (now.header == printed.header or same > 1):
            return Likeness.MOST
        return Likeness.SOME if same else Likeness.NONE
    if isinstance(now, FunctionPrint) and isinstance(printed, FunctionPrint) and now.header == printed.header:
        same = sum(statement in now.statements for statement in printed.statements)
        routed = printed.decorators and now.decorators == printed.decorators
        return Likeness.MOST if routed or 2 * same >= len(printed.statements) else Likeness.SOME
    return Likeness.NONE


def _can_be_followed(key: str, printed: Print) -> bool:
    if isinstance(printed, ClassPrint):
        return bool(printed.header)
    return isinstance(printed, FunctionPrint) and key.isidentifier()


def _namesakes(key: str, home: str, files: Mapping[str, str]) -> Iterator[tuple[str, Segment]]:
    """The definitions of that name at the top of other modules."""
    words = (f"class {key}", f"def {key}")
    for path, text in files.items():
        if path == home or not path.endswith(".py") or not any(word in text for word in words):
            continue
        found = [s for s in _segments(text, path) if s.key == key and s.kind in ("class", "def")]
        if found:
            yield path, found[-1]  # the last definition is what the name means


def _segments(text: str, path: str) -> tuple[Segment, ...]:
    try:
        return partition(without_bom(text)[1], path).body
    except ProjectError:  # it will be said when something is written there
        return ()
