"""Where may a field still be meant that was renamed, or that is gone?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.dataclass import replace
from scaffold.desired import desired
from scaffold.desired.keys import ids_of
from scaffold.desired.layout import layout_of
from scaffold.merge.rename import Renaming, rename
from scaffold.pipeline.meaning import renaming_in
from scaffold.pipeline.opening import Opened
from scaffold.pipeline.outcome import Outcome
from scaffold.spec import Entity, Field, Reference

DOUBTS_TOLD = 40


def doubts(ready: Opened, outcome: Outcome, renamings: Mapping[str, Renaming], said: str) -> Iterator[str]:
    """``file:line`` of every place that may still mean the field, as the files are now."""
    return _told(f"may mean {said} and was not changed", _places(ready, outcome, renamings))


def still_used(ready: Opened, outcome: Outcome, entity: Entity, gone: Field | Reference) -> Iterator[str]:
    """``file:line`` of every place that means, or may mean, a field that ``outcome`` took out."""
    names = {name: name for name in (gone.name, ids_of(gone) if isinstance(gone, Reference) else gone.name)}
    fragments = [f for f in desired(entity, ready.project) if f.kind == "file" and f.owner == entity.name]
    own = {f.path: renaming_in(f, entity, names, ready) for f in fragments}
    return _told(f"may still use {gone.name}", _places(ready, outcome, own, proved=True))


def _told(said: str, places: list[str]) -> Iterator[str]:
    for place in places[:DOUBTS_TOLD]:
        yield f"{said}: {place}"
    if len(places) > DOUBTS_TOLD:
        yield f"and {len(places) - DOUBTS_TOLD} more places"


def _places(ready: Opened, outcome: Outcome, renamings: Mapping[str, Renaming], *, proved: bool = False) -> list[str]:
    """Where a name is left, as the files are after ``outcome``; in the entity's own files only what is not proved."""
    everywhere = next(iter(renamings.values()))
    outside = replace(everywhere, values=frozenset(), aliases={}, keys=frozenset())
    left = {change.path: change.after for change in outcome.changes}
    about_others = _files_of_others(ready, everywhere) | {*ready.project.conventions.support.values()}
    places = []
    for path in sorted(ready.project.files):
        text = left.get(path, ready.project.files[path])
        if text is None or not path.endswith(".py") or path in about_others or _is_migration(ready, path):
            continue
        if any(name in text for name in everywhere.names):
            found = rename(text, renamings.get(path, outside))
            lines = {*found.doubtful, *(found.proved if proved or path not in renamings else ())}
            places += [f"{path}:{line}" for line in sorted(lines)]
    return places


def _files_of_others(ready: Opened, renaming: Renaming) -> set[str]:
    """The layers of entities that have a field of that name themselves."""
    others = [model for name, model in ready.project.models.items() if name in renaming.others]
    return {path for model in others for path in layout_of(model.entity, ready.project).paths.values()}


def _is_migration(ready: Opened, path: str) -> bool:
    folder = ready.project.conventions.migrations
    return bool(folder) and path.startswith(f"{folder}/")
