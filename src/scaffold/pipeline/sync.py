"""`scaffold sync`, `resolve` and `restore`: every derived layer follows its model again.

The three are one run over managed entities; `resolve` and `restore` settle one symbol in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from scaffold.dataclass import replace
from scaffold.desired import desired_together
from scaffold.errors import SpecError
from scaffold.merge import Settle, state_of
from scaffold.naming import near
from scaffold.pipeline.asking import agreed
from scaffold.pipeline.by_hand import ByHand, by_hand
from scaffold.pipeline.drift import stale
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.growth import as_it_stands, recorded, remembering, vocabulary_of, with_models
from scaffold.pipeline.line import carry_out
from scaffold.pipeline.migrating import Migrating, migration_ahead
from scaffold.pipeline.opening import Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.plan import Overlaid
from scaffold.spec import Entity, words_of


def sync(start: Path, names: Sequence[str] = (), *, flags: Flags | None = None) -> Outcome:
    """Carry the models of ``names`` (all managed ones by default) through their layers.

    Raises ``SpecError`` for a name that is not managed.
    """
    flags = flags or Flags()
    with opened(start, flags) as ready:
        entities = managed(ready, names)
        edits = [by_hand(ready, entity) for entity in entities]
        gone = tuple(column for edit in edits for column in edit.gone)
        if gone or any(edit.losses for edit in edits):
            agreed(_loss(edits), flags, instead=_renames(edits))
        outcome = follow(ready, entities, command="sync", flags=flags, may_drop=gone)
        return replace(outcome, notes=(*outcome.notes, *(f"to rename instead: {line}" for line in _renames(edits))))


def _loss(edits: Sequence[ByHand]) -> str:
    """What a sync loses, in one question."""
    gone = ", ".join(column for edit in edits for column in edit.gone)
    said = [f"The migration will drop {gone} with the values."] if gone else []
    return " ".join((*said, *(loss for edit in edits for loss in edit.losses)))


def _renames(edits: Sequence[ByHand]) -> tuple[str, ...]:
    """What to type where fields that went have only got other names; one command for each class."""
    pairs = {edit.entity: edit.apart() for edit in edits if edit.gone and edit.renames}
    return tuple(
        f"scaffold field rename {entity} {' '.join(name for pair in found for name in pair)}"
        for entity, found in pairs.items()
    )


def resolve(start: Path, selector: str, side: Literal["mine", "theirs"], *, flags: Flags | None = None) -> Outcome:
    """Settle the conflict at ``path::Qual.name`` for one side. Raises ``SpecError`` when there is none."""
    flags = flags or Flags()
    with opened(start, flags) as ready:
        open_ones = {f"{c.path}::{c.symbol}": c.entity for c in ready.lock.conflicts}
        if selector not in open_ones:
            raise SpecError("no conflict is open there", where=selector, hint=_list_of(open_ones))
        chosen = replace(flags, on_conflict="skip")
        chosen = (
            replace(chosen, mine=(*flags.mine, selector))
            if side == "mine"
            else replace(chosen, theirs=(*flags.theirs, selector))
        )
        return follow(ready, managed(ready, (open_ones[selector],)), command="resolve", flags=chosen)


def restore(start: Path, selector: str, *, flags: Flags | None = None) -> Outcome:
    """Bring back what a person removed at ``path::Qual.name``, or the whole file at ``path``.

    Raises ``SpecError`` when we never wrote it, or it is there.
    """
    flags = flags or Flags()
    path, _, symbol = selector.partition("::")
    with opened(start, flags) as ready:
        text = ready.project.files.get(path)
        states = {r.entity: state_of(text, r) for r in ready.lock.recorded(path) if r.entity in ready.lock.entities}
        removed = {owner for owner, found in states.items() if found.get(symbol, "absent") == "absent"}
        owners = [owner for owner in removed if (symbol in states[owner] if symbol else text is None)]
        if not owners:
            raise SpecError("nothing of ours was removed there", where=selector, hint=_removed(path, states))
        settle = Settle(restore=frozenset({path if text is None else selector}))
        return follow(ready, managed(ready, owners), command="restore", flags=flags, settle=settle)


def _removed(path: str, states: Mapping[str, Mapping[str, str]]) -> str:
    """What can be brought back in a file."""
    gone = [symbol for found in states.values() for symbol, state in found.items() if state == "absent"]
    return "\n".join(f"scaffold restore {path}::{symbol}" for symbol in gone[:5]) or "scaffold show NAME"


def managed(ready: Opened, names: Sequence[str] = ()) -> tuple[Entity, ...]:
    """The managed entities as their classes stand now."""
    known = {name: ready.project.models[name] for name in ready.lock.entities if name in ready.project.models}
    for name in names:
        if name not in known:
            close = near(name, tuple(known))
            hint = f"did you mean {close[0]}?" if close else f"scaffold adopt {name}"
            raise SpecError(f"{name} is not managed by scaffold", where=name, hint=hint)
    vocabulary = vocabulary_of(ready.project)
    return tuple(as_it_stands(known[name], recorded(ready.lock, name, vocabulary)) for name in (names or sorted(known)))


def follow(
    ready: Opened,
    entities: Sequence[Entity],
    *,
    command: str,
    flags: Flags,
    settle: Settle | None = None,
    message: str = "",
    may_drop: tuple[str, ...] = (),
    renames: tuple[tuple[str, str], ...] = (),
    drafts: Mapping[str, str] | None = None,
) -> Outcome:
    """Plan, migrate and write everything that these entities want, and take out what they no longer want."""
    if not entities:
        return Outcome(command=command, dry_run=flags.dry_run, notes=ready.notes)
    standing = ready.project.models
    project = with_models(ready.project, {e.name: replace(standing[e.name], entity=e) for e in entities})
    if drafts:
        sources = project.sources.over(drafts) if project.sources else None
        project = replace(project, files=Overlaid(project.files, drafts), sources=sources)
    lock = ready.lock
    for entity in entities:
        lock = remembering(lock, entity)
    if message:
        migration_ahead(ready, flags)
    return carry_out(
        ready,
        desired_together(entities, project),
        command=command,
        flags=flags,
        lock=lock,
        complete=frozenset(e.name for e in entities),
        migrating=Migrating(
            message=message or _message(ready, entities),
            may_drop=may_drop,
            renames=renames,
            edited=bool(stale(ready.project, ready.lock)),
        ),
        settle=settle,
        drafts=drafts,
    )


def _message(ready: Opened, entities: Sequence[Entity]) -> str:
    """``sync posts``: what the migration is called, after the tables whose fields are others than we know."""
    known = ready.lock.entities
    changed = [e for e in entities if e.name not in known or words_of(e) != known[e.name].words] or entities
    return "sync " + " and ".join(ready.project.models[e.name].table for e in changed[:3])


def _list_of(open_ones: dict[str, str]) -> str:
    return "open: " + ", ".join(sorted(open_ones)) if open_ones else "scaffold check"
