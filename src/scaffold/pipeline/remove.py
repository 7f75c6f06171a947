"""`scaffold remove`: what we wrote and nobody edited goes; the rest stays and is listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scaffold.dataclass import replace
from scaffold.desired.layout import table_of
from scaffold.errors import SpecError
from scaffold.facts import read
from scaffold.lock import Lock
from scaffold.merge import Conflict
from scaffold.naming import link, near
from scaffold.pipeline.asking import agreed
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.growth import class_named, recorded, vocabulary_of
from scaffold.pipeline.idle import with_idle
from scaffold.pipeline.importers import imports_of
from scaffold.pipeline.line import carry_out
from scaffold.pipeline.migrating import Migrating
from scaffold.pipeline.opening import Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.plan import Overlaid
from scaffold.spec import Reference


def remove(start: Path, name: str, *, flags: Flags | None = None) -> Outcome:
    """Take the entity out of every layer, and its table out of the database's next migration.

    Raises ``SpecError`` when it is not managed, when other entities refer to it, or when nobody agreed to the loss.
    An edited class that shares its file with others is a conflict: its table cannot be dropped while it is there.
    """
    flags = flags or Flags()
    with opened(start, flags) as ready:
        name = class_named(name, ready.project)
        _check(ready, name)
        preview = _taken_out(ready, name, replace(flags, dry_run=True, migration=False))
        if held := _still_imported(ready, name, preview):
            return replace(preview, changes=(), conflicts=held, dry_run=flags.dry_run, exit_code=3)
        agreed(f"The migration will drop table {_tables(ready, name)[0]} with its rows.", flags)
        outcome = _taken_out(ready, name, flags, with_idle(ready, name, _after(ready, preview)))
        left = [f"left, for it was edited: {conflict.selector}" for conflict in outcome.conflicts]
        left += [f"still imports what is gone: {place}" for place in dict.fromkeys(_importers(ready, outcome))]
        return replace(outcome, conflicts=(), notes=(*outcome.notes, *left), exit_code=3 if left else 0)


def _taken_out(ready: Opened, name: str, flags: Flags, lock: Lock | None = None) -> Outcome:
    tables = _tables(ready, name)
    return carry_out(
        ready,
        (),
        command="remove",
        lock=lock,
        flags=replace(flags, on_conflict="skip") if flags.on_conflict == "stop" else flags,
        complete=frozenset({name}),
        migrating=Migrating(message=f"drop {tables[0]}", may_drop=tables, edited=name not in ready.project.models),
        forget=name,
    )


def _still_imported(ready: Opened, name: str, outcome: Outcome) -> tuple[Conflict, ...]:
    """The conflict about the class itself, where other models keep its file in use."""
    model = ready.project.models.get(name)
    if model is None or not any(other.path == model.path for key, other in ready.project.models.items() if key != name):
        return ()
    return tuple(c for c in outcome.conflicts if c.path == model.path and c.symbol.partition(".")[0] == name)


def _importers(ready: Opened, outcome: Outcome) -> Iterator[str]:
    """``path:line`` of every import of a module or a name that ``outcome`` takes out, as the files are then."""
    changed = {c.path: c for c in outcome.changes if c.before is not None and c.path.endswith(".py")}
    gone = {path: _names(c.before) - _names(c.after) for path, c in changed.items()}
    if gone and ready.project.sources is not None:
        for path, item, found in imports_of(gone.keys(), _after(ready, outcome), ready.project.sources):
            if changed[found].after is None or item.attribute in gone[found]:
                yield f"{path}:{item.line}"


def _names(text: str | None) -> frozenset[str]:
    """What a module gives to others."""
    facts = read(text or "")
    return facts.defined | {item.name for item in facts.imports if not item.scope}


def _after(ready: Opened, outcome: Outcome) -> Overlaid:
    return Overlaid(ready.project.files, {change.path: change.after for change in outcome.changes})


def _check(ready: Opened, name: str) -> None:
    if name not in ready.lock.entities:
        close = near(name, tuple(ready.lock.entities))
        hint = f"did you mean {close[0]}?" if close else "scaffold list"
        raise SpecError(f"{name} is not managed by scaffold", where=name, hint=hint)
    users = list(_users(ready, name))
    if users:
        said = ", ".join(".".join(user) for user in users)
        hint = "\n".join(f"scaffold field drop {' '.join(user)}" for user in users)
        raise SpecError(f"{said} {'refers' if len(users) == 1 else 'refer'} to {name}", where=name, hint=hint)


def _users(ready: Opened, name: str) -> Iterator[tuple[str, str]]:
    """Each entity and field that leads to ``name``; a link model goes with the relation that it is for."""
    models = ready.project.models
    links = {f.via for model in models.values() for f in model.entity.fields if isinstance(f, Reference) and f.via}
    for other, model in models.items():
        if other not in (name, *links):
            for field in model.entity.fields:
                if isinstance(field, Reference) and field.target == name:
                    yield other, field.name


def _tables(ready: Opened, name: str) -> tuple[str, ...]:
    """The entity's own table, as its class says or said, and those of the link models that only it needs."""
    project = ready.project
    model = project.models.get(name)
    entity = model.entity if model else recorded(ready.lock, name, vocabulary_of(project))
    if entity is None:
        return (name,)
    references = [field for field in entity.fields if isinstance(field, Reference)]
    links = {f.via or link(name, f.target) for f in references if f.via or f.kind == "many-to-many"}
    return table_of(entity, project), *(project.models[via].table for via in sorted(links & project.models.keys()))
