"""What did we write there last time? The base of a conflict, where some text still has it.

The lock keeps digests only, so a text proves itself: what an earlier run wrote, what git keeps, or the recorded words
rendered once more with today's templates or the shipped ones. None of them is believed without its digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from scaffold.apply import runs
from scaffold.dataclass import replace
from scaffold.errors import ScaffoldError
from scaffold.lock import Lock, Record
from scaffold.merge import Conflict, recorded_code
from scaffold.pipeline.since import earlier_texts
from scaffold.project import Project


def with_bases(conflicts: Iterable[Conflict], lock: Lock, project: Project) -> tuple[Conflict, ...]:
    """``conflicts`` with the code that was there before both sides changed it, where it can be had."""
    return tuple(replace(conflict, base=_base(conflict, lock, project)) for conflict in conflicts)


def _base(conflict: Conflict, lock: Lock, project: Project) -> str | None:
    top = conflict.symbol.partition(".")[0]
    for record in lock.recorded(conflict.home or conflict.path):
        if top not in record.symbols.get("m", {}):  # type: ignore[operator]
            continue
        for text in _texts(record, dict.fromkeys((record.path, conflict.path)), lock, project):
            if (found := _proved(text, record, conflict.symbol)) is not None:
                return found
    return None


def _proved(text: str, record: Record, symbol: str) -> str | None:
    try:
        return recorded_code(text, record, symbol)
    except ScaffoldError:
        return None


def _texts(record: Record, paths: Iterable[str], lock: Lock, project: Project) -> Iterator[str]:
    for path in paths if project.root is not None else ():
        assert project.root is not None
        yield from _written(project.root, path)
        yield from earlier_texts(str(project.root), path)
    yield from _rendered(record, lock, project)


def _written(root: Path, path: str) -> Iterator[str]:
    for run in runs(root):
        yield from (c.after for c in run.changes if c.path == path and c.after is not None)


def _rendered(record: Record, lock: Lock, project: Project) -> Iterator[str]:
    from scaffold.desired import desired_together
    from scaffold.desired.templates import OVERRIDES
    from scaffold.pipeline.growth import recorded, vocabulary_of

    entity = recorded(lock, record.owner, vocabulary_of(project, record.owner))
    if entity is None:
        return
    shipped = {path: text for path, text in project.files.items() if not path.startswith(OVERRIDES)}
    for files in (project.files, shipped):
        try:
            fragments = desired_together((entity,), replace(project, files=files))
        except ScaffoldError:
            continue
        yield from (f.text for f in fragments if (f.path, f.owner) == (record.path, record.owner))
