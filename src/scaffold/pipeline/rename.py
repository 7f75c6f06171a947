"""`scaffold field rename`: the same rename in the files, in what we last rendered, and in the database.

Three texts are renamed alike: what is on disk, and the rendering of the old entity, which becomes the base. So what
a person edited is still an edit afterwards, and what nobody edited follows the new rendering.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from scaffold.desired import desired
from scaffold.errors import SpecError
from scaffold.fragment import Fragment
from scaffold.lock import Lock
from scaffold.merge import record_of
from scaffold.merge.rename import Renaming, rename
from scaffold.naming import pascal, snake
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.line import Opened, opened
from scaffold.pipeline.management import column_of, require_field, require_model, standing
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.sync import follow
from scaffold.spec import Entity, Field, Reference, renamed

DOUBTS_TOLD = 40


def field_rename(start: Path, name: str, old: str, new: str, *, flags: Flags | None = None) -> Outcome:
    """Rename a field everywhere that is proved to mean it, and its column with its data.

    Raises ``SpecError`` for a field that is not there, and a new name that is taken or cannot be one.
    """
    flags = flags or Flags()
    with opened(start, flags) as ready:
        require_model(ready, name)
        lock, entity = standing(ready, name)
        before = require_field(entity, old)
        model = ready.project.models[name]
        after = renamed(before, new)
        for taken in {new, getattr(after, "key", "") or new} & set(model.attributes):
            raise SpecError(
                f"{name} has an attribute {taken} already",
                where=taken,
                hint=f"scaffold show {name}",
            )
        wanted = replace(entity, fields=tuple(after if field is before else field for field in entity.fields))
        fragments = desired(entity, ready.project)
        renamings = {f.path: _renaming(f, entity, before, after, ready) for f in fragments if f.kind != "once"}
        outcome = follow(
            replace(ready, lock=_bases(lock, fragments, renamings)),
            (wanted,),
            command="field rename",
            flags=flags,
            message=f"rename {old} of {model.table} to {new}",
            renames=_columns(model.table, before, after),
            drafts=_drafts(ready, renamings),
        )
        return replace(outcome, notes=(*outcome.notes, *_doubts(ready, renamings, before)))


def _names(before: Field | Reference, after: Field | Reference) -> dict[str, str]:
    names = {before.name: after.name}
    if isinstance(before, Reference) and isinstance(after, Reference) and before.key:
        names[before.key] = after.key
    return {old: new for old, new in names.items() if old != new}


def _renaming(
    fragment: Fragment,
    entity: Entity,
    before: Field | Reference,
    after: Field | Reference,
    ready: Opened,
) -> Renaming:
    """What the names mean in one of the entity's files; in another entity's file only its own class is sure."""
    suffixes = (ready.project.conventions.create_suffix, ready.project.conventions.update_suffix)
    own = fragment.kind == "file"
    names = _names(before, after)
    return Renaming(
        names=names,
        classes=frozenset(
            {
                entity.name,
                *(entity.name + s for s in (*suffixes, ready.project.conventions.out_suffix, "Base")),
            }
        ),
        values=frozenset({snake(entity.name)}) if own else frozenset(),
        aliases={pascal(old): pascal(new) for old, new in names.items()} if fragment.layer == "schema" else {},
        keys=fragment.layer == "tests",
    )


def _bases(lock: Lock, fragments: tuple[Fragment, ...], renamings: Mapping[str, Renaming]) -> Lock:
    for fragment in fragments:
        if fragment.kind != "once" and fragment.path in renamings and lock.recorded(fragment.path, fragment.owner):
            text = rename(fragment.text, renamings[fragment.path]).text
            lock = lock.with_record(record_of(text, fragment.owner, fragment.path, fragment.kind))
    return lock


def _drafts(ready: Opened, renamings: Mapping[str, Renaming]) -> dict[str, str]:
    files = ready.project.files
    return {path: rename(files[path], renaming).text for path, renaming in renamings.items() if path in files}


def _columns(table: str, before: Field | Reference, after: Field | Reference) -> tuple[tuple[str, str], ...]:
    old, new = column_of(before), column_of(after)
    return ((f"{table}.{old}", f"{table}.{new}"),) if old and old != new else ()


def _doubts(ready: Opened, renamings: Mapping[str, Renaming], before: Field | Reference) -> Iterator[str]:
    """``file:line`` of every place that may mean the field and was not touched."""
    everywhere = next(iter(renamings.values()))
    places = [
        f"{path}:{line}"
        for path, text in sorted(ready.project.files.items())
        if path.endswith(".py") and any(name in text for name in everywhere.names) and not _is_migration(ready, path)
        for line in rename(text, renamings.get(path, replace(everywhere, values=frozenset(), aliases={}))).doubtful
    ]
    for place in places[:DOUBTS_TOLD]:
        yield f"may mean {before.name} and was not changed: {place}"
    if len(places) > DOUBTS_TOLD:
        yield f"and {len(places) - DOUBTS_TOLD} more places"


def _is_migration(ready: Opened, path: str) -> bool:
    folder = ready.project.conventions.migrations
    return bool(folder) and path.startswith(f"{folder}/")
