"""One fragment over several files: what a person moved to another module is merged there.

The template stays one; it is taken apart along the files that its symbols stand in now, with the imports
that each part uses, and the record is put together again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from scaffold.dataclass import replace
from scaffold.fragment import Fragment
from scaffold.lock import Record
from scaffold.merge.conflict import Settle
from scaffold.merge.formatting import Formatting
from scaffold.merge.import_style import statement
from scaffold.merge.job import Request
from scaffold.merge.make import merge_python
from scaffold.merge.merged import Merged
from scaffold.merge.moved import Moved, find_moved
from scaffold.merge.origins import imported_modules, package_of
from scaffold.merge.partition import partition
from scaffold.merge.recorded import Recorded, from_symbols, part_of, to_symbols
from scaffold.merge.segments import SegmentTree
from scaffold.merge.source import without_bom
from scaffold.merge.uses import names_used
from scaffold.merge.wanted import WantedImport, wanted_imports
from scaffold.merge.whole import merge_file


def merge_across(
    files: Mapping[str, str], fragment: Fragment, recorded: Sequence[Record], settle: Settle, formatting: Formatting
) -> dict[str, Merged]:
    """The steps of ``scaffold.merge.merge_project``."""
    home = fragment.path
    ours = files.get(home)
    follows = recorded and fragment.kind == "file" and home.endswith(".py")
    moved = find_moved(recorded[0], files) if follows else Moved()
    notes = [
        f"{key} was removed from {home}; it may be the one in {' or in '.join(paths)}"
        for key, paths in moved.unsure.items()
    ]
    if not moved.found:
        merged = merge_file(ours, fragment, recorded, settle, formatting)
        return {home: replace(merged, notices=(*notes, *merged.notices))}
    request = Request(ours=ours or "", fragment=fragment, recorded=recorded, settle=settle, formatting=formatting)
    template = partition(fragment.text, home)
    imports = wanted_imports(template.body, package_of(home, imported_modules(template.body)))
    rest = _merge_rest(request, ours, template, imports, moved.found.keys())
    out = {home: rest}
    pieces: list[Recorded] = []
    for path in dict.fromkeys(moved.found.values()):
        keys = {key for key, place in moved.found.items() if place == path}
        merged = _merge_piece(replace(request, ours=files[path]), path, _piece(template, imports, keys), keys)
        touched = {name.partition(".")[0] for name in (*merged.symbols, *(c.symbol for c in merged.conflicts))}
        notes += [f"{key} is in {path} now; it is followed there" for key in sorted(keys & touched)]
        pieces += [from_symbols(merged.record.symbols)] if merged.record else []
        conflicts = tuple(replace(conflict, home=home) for conflict in merged.conflicts)
        out[path] = replace(merged, record=None, conflicts=conflicts)
    record = _joined(rest.record, recorded[0], pieces)
    out[home] = replace(rest, record=record, notices=(*notes, *rest.notices))
    return out


def _merge_rest(
    request: Request, ours: str | None, template: SegmentTree, imports: Mapping[str, WantedImport], moved: Set[str]
) -> Merged:
    """What did not move, with the imports that the whole template hands on."""
    kept = [segment for segment in template.body if segment.key not in moved]
    text = template.head + "".join(segment.text for segment in kept) + template.foot
    records = [part_of(record, from_symbols(record.symbols).members.keys() - moved) for record in request.recorded]
    fragment = replace(request.fragment, text=text)
    if ours is None:
        if all(segment.kind in ("doc", "import", "typing") for segment in kept):
            return Merged(text=None, record=records[0])  # all of it moved, and the file with it
        return merge_file(None, fragment, records, request.settle, request.formatting)
    handed_on = {name for name, wanted in imports.items() if wanted.contributed}
    return merge_python(replace(request, fragment=fragment, recorded=records, handed_on=handed_on))


def _merge_piece(request: Request, path: str, text: str, keys: Set[str]) -> Merged:
    """What moved to ``path``, and with it the imports that it uses: they go when it does, and nothing else needs them.

    The other imports are that file's own.
    """
    body = partition(without_bom(request.ours)[1], path).body
    used = names_used(segment for segment in body if segment.key in keys)
    records = [replace(part_of(record, keys, imports=used), path=path) for record in request.recorded]
    fragment = replace(request.fragment, path=path, text=text)
    return merge_python(replace(request, fragment=fragment, recorded=records, handed_on=frozenset()))


def _piece(template: SegmentTree, imports: Mapping[str, WantedImport], keys: Set[str]) -> str:
    """The statements of the template that moved, below the imports that they use."""
    moved = [segment for segment in template.body if segment.key in keys]
    used = names_used(moved)
    needed = [w for name, w in imports.items() if name.partition(".")[0] in used]
    lines = [statement(wanted.binding) for wanted in needed if not wanted.typing]
    typing = ["    " + statement(wanted.binding) for wanted in needed if wanted.typing]
    if typing:
        lines += ["from typing import TYPE_CHECKING", "", "if TYPE_CHECKING:", *typing]
    return "\n".join((*lines, "", *(segment.text for segment in moved)))


def _joined(rest: Record | None, before: Record, pieces: Sequence[Recorded]) -> Record | None:
    """One record again: what stayed, and what is elsewhere."""
    parts = [from_symbols(rest.symbols) if rest else Recorded(), *pieces]
    joined = Recorded(
        imports=parts[0].imports,
        members={key: printed for part in parts for key, printed in part.members.items()},
        comments={symbol: known for part in parts for symbol, known in part.comments.items()},
        arguments={symbol: known for part in parts for symbol, known in part.arguments.items()},
    )
    return replace(rest or before, symbols=to_symbols(joined)) if joined else None
