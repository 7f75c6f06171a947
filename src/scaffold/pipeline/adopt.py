"""`scaffold adopt`: a hand-written model under management, as it is.

What would be generated becomes the base and the files stay untouched: what differs then counts as edited, what is
missing as removed on purpose. Layers that are not there are not asked for again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scaffold.apply import apply
from scaffold.dataclass import replace
from scaffold.desired import desired_together
from scaffold.lock import Lock
from scaffold.pipeline.drift import with_inputs
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.growth import with_models
from scaffold.pipeline.leaning import without_parts
from scaffold.pipeline.management import links_of, recording, require_model, with_its_layers
from scaffold.pipeline.opening import LOCK, Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.sync import managed
from scaffold.plan import Change, make_plan
from scaffold.spec import Entity


def adopt(start: Path, names: Sequence[str] = (), *, flags: Flags | None = None) -> Outcome:
    """Record ``names``, or every model that is not managed yet, but for tables that only link others.

    Raises ``SpecError`` for a name that is no model.
    """
    flags = flags or Flags()
    with opened(start, flags) as ready:
        entities = [with_its_layers(ready, name) for name in _chosen(ready, names)]
        lock = ready.lock
        for entity in entities:
            lock = recording(ready, lock, entity)
        lock = _settled(ready, lock, entities)
        lock = with_inputs(lock, ready.project, (entity.name for entity in entities))
        change = Change(path=LOCK, before=ready.project.files.get(LOCK), after=lock.render())
        if entities and not flags.dry_run:
            apply(ready.root, (), command="adopt " + " ".join(e.name for e in entities), lock=change)
    missing = {e.name: sorted(set(ready.project.conventions.layers) - set(e.layers or ())) for e in entities}
    return Outcome(
        command="adopt",
        dry_run=flags.dry_run,
        notes=(
            *ready.notes,
            *(f"adopted {e.name}: {', '.join(e.layers or ())}" for e in entities),
            *([] if entities else ["every model is managed already"]),
        ),
        next=tuple(
            f"scaffold entity {name} --layers {','.join(ready.project.conventions.layers)}   # adds {', '.join(layers)}"
            for name, layers in missing.items()
            if layers
        ),
    )


def _settled(ready: Opened, lock: Lock, entities: Sequence[Entity]) -> Lock:
    """The lock as the next `sync` leaves it, which has nothing to write."""
    if not entities:
        return lock
    standing = ready.project.models
    # the tests of those that are managed already may want rows of these
    everyone = {entity.name: entity for entity in (*managed(ready), *entities)}
    project = with_models(ready.project, {name: replace(standing[name], entity=e) for name, e in everyone.items()})
    wanted = without_parts(desired_together(tuple(everyone.values()), project))
    names = frozenset(entity.name for entity in entities)
    plan = make_plan(
        ready.project.files, lock, [f for f in wanted if f.owner.partition("+")[0] in names], complete=names
    )
    return lock if plan.changes or plan.conflicts else plan.lock


def _chosen(ready: Opened, names: Sequence[str]) -> Sequence[str]:
    chosen = tuple(dict.fromkeys(require_model(ready, name) for name in names))
    return chosen or sorted(set(ready.project.models) - set(ready.lock.entities) - set(links_of(ready)))
