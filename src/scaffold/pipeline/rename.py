"""`scaffold field rename`: the same rename in the files, in what we last rendered, and in the database.

Three texts are renamed alike: what is on disk, and the rendering of the old entity, which becomes the base. So what
a person edited is still an edit afterwards, and what nobody edited follows the new rendering.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from scaffold.dataclass import replace
from scaffold.desired import desired
from scaffold.desired.keys import ids_of
from scaffold.desired.layout import layout_of
from scaffold.errors import SpecError
from scaffold.fragment import Fragment
from scaffold.lock import Lock
from scaffold.merge import record_of
from scaffold.merge.rename import EVERYWHERE, Renaming, rename
from scaffold.naming import pascal, snake
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.management import column_of, require_field, require_model, standing
from scaffold.pipeline.opening import Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.sync import follow
from scaffold.project import Conventions
from scaffold.spec import Entity, Field, Reference, renamed

DOUBTS_TOLD = 40
_REGISTRIES = ("REFERENCES", "LINKS", "SERVER_VALUES")  # dicts of the generated layers, keyed by field


def field_rename(start: Path, name: str, old: str, new: str, *, flags: Flags | None = None) -> Outcome:
    """Rename a field everywhere that is proved to mean it, and its column with its data.

    Raises ``SpecError`` for a field that is not there, and a new name that is taken or cannot be one.
    """
    flags = flags or Flags()
    with opened(start, flags) as ready:
        require_model(ready, name)
        lock, entity = standing(ready, name)
        before = require_field(entity, old)
        after = renamed(before, new)
        if isinstance(after, Field):
            after = replace(after, writes_enum=False)  # the Enum class keeps the name that others know it by
        names = _names(before, after)
        _refuse_taken(ready, name, new, names)
        fragments = tuple(f for f in desired(entity, ready.project) if f.kind != "once")
        renamings = {f.path: _renaming(f, entity, names, ready) for f in reversed(fragments)}
        table = ready.project.models[name].table
        outcome = follow(
            replace(ready, lock=_bases(lock, fragments, renamings)),
            (_with(entity, before, after, names),),
            command="field rename",
            flags=flags,
            message=f"rename {old} of {table} to {new}",
            renames=_columns(table, before, after),
            drafts=_drafts(ready, renamings),
        )
        return replace(outcome, notes=(*outcome.notes, *_doubts(ready, outcome, renamings, before)))


def _names(before: Field | Reference, after: Field | Reference) -> dict[str, str]:
    """Every name that goes with the field: ``author`` and ``author_id``, ``tags`` and ``tag_ids``."""
    names = {before.name: after.name}
    if isinstance(before, Reference) and isinstance(after, Reference):
        names[ids_of(before)] = ids_of(after)
    return {old: new for old, new in names.items() if old != new}


def _refuse_taken(ready: Opened, name: str, new: str, names: Mapping[str, str]) -> None:
    for taken in {new, *names.values()} & (set(ready.project.models[name].attributes) - names.keys()):
        raise SpecError(f"{name} has an attribute {taken} already", where=taken, hint=f"scaffold show {name}")


def _with(entity: Entity, before: Field | Reference, after: Field | Reference, names: Mapping[str, str]) -> Entity:
    def renamed_in(groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(names.get(name, name) for name in group) for group in groups)

    return replace(
        entity,
        fields=tuple(after if field is before else field for field in entity.fields),
        uniques=renamed_in(entity.uniques),
        indexes=renamed_in(entity.indexes),
    )


def _renaming(fragment: Fragment, entity: Entity, names: Mapping[str, str], ready: Opened) -> Renaming:
    """What the names mean in one of the entity's files; in another entity's file only its own class is sure."""
    conventions, word = ready.project.conventions, snake(entity.name)
    own = fragment.kind == "file" and fragment.owner == entity.name
    keys = {f"some_{word}", word.upper(), *_REGISTRIES, *(f"{word.upper()}_{name}" for name in _REGISTRIES)}
    return Renaming(
        names=names,
        classes=_classes(entity.name, conventions),
        values=frozenset({word}) if own else frozenset(),
        aliases={pascal(old): pascal(new) for old, new in names.items()} if fragment.layer == "schema" else {},
        keys=frozenset({EVERYWHERE} if own and fragment.layer == "tests" else keys),
        others=frozenset(
            known
            for other, model in ready.project.models.items()
            if other != entity.name and not names.keys().isdisjoint(model.attributes)
            for known in (snake(other), *_classes(other, conventions))
        ),
    )


def _classes(name: str, conventions: Conventions) -> frozenset[str]:
    suffixes = (conventions.create_suffix, conventions.update_suffix, conventions.out_suffix, "Base", "")
    return frozenset(name + suffix for suffix in suffixes)


def _bases(lock: Lock, fragments: tuple[Fragment, ...], renamings: Mapping[str, Renaming]) -> Lock:
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


def _drafts(ready: Opened, renamings: Mapping[str, Renaming]) -> dict[str, str]:
    files = ready.project.files
    return {path: rename(files[path], renaming).text for path, renaming in renamings.items() if path in files}


def _columns(table: str, before: Field | Reference, after: Field | Reference) -> tuple[tuple[str, str], ...]:
    old, new = column_of(before), column_of(after)
    return ((f"{table}.{old}", f"{table}.{new}"),) if old and old != new else ()


def _doubts(
    ready: Opened, outcome: Outcome, renamings: Mapping[str, Renaming], before: Field | Reference
) -> Iterator[str]:
    """``file:line`` of every place that may still mean the field, as the files are now."""
    return _told(f"may mean {before.name} and was not changed", _places(ready, outcome, renamings))


def still_used(ready: Opened, outcome: Outcome, entity: Entity, gone: Field | Reference) -> Iterator[str]:
    """``file:line`` of every place that means, or may mean, a field that ``outcome`` took out."""
    names = {name: name for name in (gone.name, ids_of(gone) if isinstance(gone, Reference) else gone.name)}
    fragments = [f for f in desired(entity, ready.project) if f.kind == "file" and f.owner == entity.name]
    own = {f.path: _renaming(f, entity, names, ready) for f in fragments}
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
    not_ours = _files_of_others(ready, everywhere)
    places = []
    for path in sorted(ready.project.files):
        text = left.get(path, ready.project.files[path])
        if text is None or not path.endswith(".py") or path in not_ours or _is_migration(ready, path):
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
