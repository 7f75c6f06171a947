"""`scaffold field rename`: the same rename in the files, in what we last rendered, and in the database.

Three texts are renamed alike: what is on disk, and the rendering of the old entity, which becomes the base. So what
a person edited is still an edit afterwards, and what nobody edited follows the new rendering.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from scaffold.dataclass import dataclass, field, replace
from scaffold.desired import desired
from scaffold.errors import SpecError
from scaffold.merge.rename import Renaming, rename
from scaffold.pipeline.by_hand import Pair, by_hand
from scaffold.pipeline.doubts import doubts
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.management import column_of, require_field, require_model, standing
from scaffold.pipeline.meaning import names_between, renaming_in
from scaffold.pipeline.opening import Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.rebasing import rebased
from scaffold.pipeline.sync import follow
from scaffold.spec import Entity, Field, Reference, renamed


def field_rename(start: Path, name: str, *names: str, flags: Flags | None = None) -> Outcome:
    """Rename fields everywhere that is proved to mean them, and their columns with the data.

    ``names`` are pairs, old and new. A person may have renamed the field in its class already; the rest follows then.
    Raises ``SpecError`` for a field that is not there, and a new name that is taken or cannot be one.
    """
    flags = flags or Flags()
    with opened(start, flags) as ready:
        name = require_model(ready, name)
        lock, entity = standing(ready, name)
        wanted = _wanted(ready, entity, _pairs(names))
        fragments = tuple(f for f in desired(wanted.before, ready.project) if f.kind != "once")
        renamings = {f.path: renaming_in(f, wanted.before, wanted.names, ready) for f in reversed(fragments)}
        table = ready.project.models[name].table
        outcome = follow(
            replace(ready, lock=rebased(lock, fragments, renamings)),
            (wanted.after,),
            command="field rename",
            flags=flags,
            message=f"rename {_listed(names[::2])} of {table} to {_listed(names[1::2])}",
            renames=tuple(column for pair in wanted.fields for column in _columns(table, *pair)),
            drafts=_drafts(ready, renamings),
        )
        told = doubts(ready, outcome, renamings, " or ".join(names[::2]))
        return replace(outcome, notes=(*outcome.notes, *told))


def _pairs(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    if len(names) % 2:
        raise SpecError(f"what shall {names[-1]} be called?", where=names[-1], hint="old names and new ones take turns")
    return tuple(zip(names[::2], names[1::2], strict=True))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """The entity with its old names and with its new ones, the fields and all names that differ."""

    before: Entity
    after: Entity
    fields: tuple[Pair, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def _wanted(ready: Opened, entity: Entity, pairs: Sequence[tuple[str, str]]) -> _Wanted:
    wanted, edits = _Wanted(before=entity, after=entity), by_hand(ready, entity)
    for old, new in pairs:
        pair = edits.renamed(old, new)
        if pair is not None:  # the class says so already
            one, other = pair
            names = names_between(one, other)
            fields = tuple(one if f is other else f for f in wanted.before.fields)
            wanted = replace(wanted, before=replace(wanted.before, fields=fields))
        else:
            one = require_field(entity, old)
            other = _called(one, new)
            names = names_between(one, other)
            _refuse_taken(ready, entity.name, new, names)
            wanted = replace(wanted, after=_with(wanted.after, one, other, names))
        wanted = replace(wanted, fields=(*wanted.fields, (one, other)), names={**wanted.names, **names})
    return wanted


def _called(field: Field | Reference, name: str) -> Field | Reference:
    """The field under another name; an Enum class keeps the name that others know it by."""
    after = renamed(field, name)
    return replace(after, writes_enum=False) if isinstance(after, Field) else after


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


def _drafts(ready: Opened, renamings: Mapping[str, Renaming]) -> dict[str, str]:
    files = ready.project.files
    return {path: rename(files[path], renaming).text for path, renaming in renamings.items() if path in files}


def _columns(table: str, before: Field | Reference, after: Field | Reference) -> tuple[tuple[str, str], ...]:
    old, new = column_of(before), column_of(after)
    return ((f"{table}.{old}", f"{table}.{new}"),) if old and old != new else ()
