"""A class or function that a person moved to another module is followed there.

Only when one file has it: the same name, and still mostly what we wrote. The record stays where it
was written, so the question is asked anew on every run and needs no memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from scaffold.errors import ProjectError
from scaffold.fragment import Fragment
from scaffold.lock import Record
from scaffold.merge.conflict import Settle
from scaffold.merge.import_style import statement
from scaffold.merge.make import merge_python
from scaffold.merge.merged import Merged
from scaffold.merge.origins import imported_modules, package_of
from scaffold.merge.partition import partition
from scaffold.merge.prints import ClassPrint, FunctionPrint, Print, print_of
from scaffold.merge.recorded import Recorded, from_symbols, to_symbols
from scaffold.merge.segments import Segment, SegmentTree
from scaffold.merge.source import without_bom
from scaffold.merge.uses import names_used
from scaffold.merge.wanted import WantedImport, wanted_imports
from scaffold.merge.whole import merge_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Recorded symbols that are gone from their file: where each is, and where it might be."""

    found: Mapping[str, str] = field(default_factory=dict)
    unsure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_moved(record: Record, files: Mapping[str, str]) -> Moved:
    """Where the classes and functions of ``record`` are that its own file lost."""
    recorded = from_symbols(record.symbols).members
    ours = _segments(files.get(record.path, ""), record.path)
    there = {key for segment in ours for key in segment.keys}
    lost = {k: p for k, p in recorded.items() if k not in there and _can_be_followed(k, p)}
    found: dict[str, str] = {}
    unsure: dict[str, tuple[str, ...]] = {}
    for key, printed in lost.items():
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


def merge_project(
    files: Mapping[str, str],
    fragment: Fragment,
    recorded: Sequence[Record],
    settle: Settle,
    width: int,
) -> dict[str, Merged]:
    """The steps of ``scaffold.merge.merge_project``."""
    home = fragment.path
    moved = find_moved(recorded[0], files) if recorded and fragment.kind == "file" else Moved()
    notes = [
        f"{key} was removed from {home}; it may be the one in {' or in '.join(paths)}"
        for key, paths in moved.unsure.items()
    ]
    if not moved.found or not home.endswith(".py"):
        merged = merge_file(files.get(home), fragment, recorded, settle, width)
        return {home: replace(merged, notices=(*notes, *merged.notices))}
    template = partition(fragment.text, home)
    imports = wanted_imports(template.body, package_of(home, imported_modules(template.body)))
    handed_on = frozenset(name for name, wanted in imports.items() if wanted.contributed)
    out = {home: _merge_rest(files, template, fragment, recorded, moved, handed_on, settle, width)}
    pieces: list[Recorded] = []
    for path in dict.fromkeys(moved.found.values()):
        keys = {key for key, place in moved.found.items() if place == path}
        text = _piece(template, imports, keys)
        piece = replace(fragment, path=path, text=text)
        records = [replace(_only(r, keys), path=path) for r in recorded]
        out[path] = merge_python(files[path], piece, records, settle, width=width, handed_on=frozenset())
        notes += [f"{key} is in {path} now; it is followed there" for key in sorted(keys)]
        record = out[path].record
        pieces += [from_symbols(record.symbols)] if record else []
        out[path] = replace(out[path], record=None)
    merged = out[home]
    record = _joined(merged.record, recorded[0], pieces)
    out[home] = replace(merged, record=record, notices=(*notes, *merged.notices))
    return out


def _merge_rest(
    files: Mapping[str, str],
    template: SegmentTree,
    fragment: Fragment,
    recorded: Sequence[Record],
    moved: Moved,
    handed_on: frozenset[str],
    settle: Settle,
    width: int,
) -> Merged:
    """What did not move."""
    kept = [segment for segment in template.body if segment.key not in moved.found]
    rest = [s for s in kept if s.kind not in ("doc", "import", "typing")]
    text = template.head + "".join(segment.text for segment in kept) + template.foot
    records = [_without(record, moved.found.keys()) for record in recorded]
    ours, piece = files.get(fragment.path), replace(fragment, text=text)
    if ours is None and not rest and records:
        return Merged(text=None, record=records[0])  # all of it moved, and the file with it
    if ours is None:
        return merge_file(None, piece, records, settle, width)
    return merge_python(ours, piece, records, settle, width=width, handed_on=handed_on)


def _piece(template: SegmentTree, imports: Mapping[str, WantedImport], keys: set[str]) -> str:
    """The statements of the template that moved, below the imports that they use."""
    moved = [segment for segment in template.body if segment.key in keys]
    used = names_used(moved)
    needed = [w for name, w in imports.items() if name.partition(".")[0] in used]
    lines = [statement(wanted.binding) for wanted in needed if not wanted.typing]
    typing = ["    " + statement(wanted.binding) for wanted in needed if wanted.typing]
    if typing:
        lines += ["from typing import TYPE_CHECKING", "", "if TYPE_CHECKING:", *typing]
    return "\n".join((*lines, "", *(segment.text for segment in moved)))


def _only(record: Record, keys: Set[str]) -> Record:
    """What is recorded of the symbols in ``keys``; no import, which stands in another file."""
    recorded = from_symbols(record.symbols)
    gone = recorded.members.keys() - keys
    kept = replace(_recorded_without(recorded, gone), imports={})
    return replace(record, symbols=to_symbols(kept))


def _without(record: Record, keys: Set[str]) -> Record:
    return replace(record, symbols=to_symbols(_recorded_without(from_symbols(record.symbols), keys)))


def _recorded_without(recorded: Recorded, keys: Set[str]) -> Recorded:
    members = {key: printed for key, printed in recorded.members.items() if key not in keys}
    comments = {symbol: known for symbol, known in recorded.comments.items() if symbol.partition(".")[0] not in keys}
    return replace(recorded, members=members, comments=comments)


def _joined(rest: Record | None, before: Record, pieces: Sequence[Recorded]) -> Record | None:
    """One record again: what stayed, and what is elsewhere."""
    base = from_symbols(rest.symbols) if rest else Recorded()
    joined = Recorded(
        imports=base.imports,
        members={k: p for part in (base, *pieces) for k, p in part.members.items()},
        comments={s: c for part in (base, *pieces) for s, c in part.comments.items()},
    )
    if not joined:
        return None
    return replace(rest or before, symbols=to_symbols(joined))
