"""`scaffold entity`: an entity through every layer, or what is missing of one that exists.

It never removes: what an entity no longer has is for `sync`, `field drop` and `remove`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scaffold.dataclass import replace
from scaffold.desired import desired_together
from scaffold.desired.layout import layout_of
from scaffold.desired.planned import planned_model
from scaffold.errors import SpecError
from scaffold.lock import Lock
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.growth import class_named, grow, in_classes, recorded, remembering, vocabulary_of, with_models
from scaffold.pipeline.line import carry_out
from scaffold.pipeline.management import standing
from scaffold.pipeline.migrating import Migrating, migration_ahead
from scaffold.pipeline.opening import Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.unsure import unsure_about
from scaffold.pipeline.untestable import with_needs_of_tests
from scaffold.pipeline.unwired import with_lines_to_paste
from scaffold.spec import Entity, Options, check_entities, parse_entity


def entity(
    start: Path,
    name: str,
    words: Sequence[str] = (),
    *,
    options: Options | None = None,
    sets: Sequence[str] = (),
    flags: Flags | None = None,
) -> Outcome:
    """Make ``name`` with these fields true of the project that ``start`` is in.

    Raises ``SpecError`` for words that mean nothing, ``ProjectError`` for a project that cannot be read and
    ``StepError`` when the migration cannot be made; nothing is changed then.
    """
    flags = flags or Flags()
    with opened(start, flags) as ready:
        name = class_named(name, ready.project)
        asked = parse_entity(
            name,
            words,
            sets=sets,
            options=options or Options(),
            vocabulary=vocabulary_of(ready.project, name),
            strict_types=flags.strict_types,
        )
        return make_true(ready, (asked,), command="entity", flags=flags)


def make_true(ready: Opened, asked: Sequence[Entity], *, command: str, flags: Flags) -> Outcome:
    """Plan, migrate and write these entities, each grown from its class where it has one."""
    lock, grown, changed = ready.lock, [], []
    for entity in in_classes(asked, ready.project):
        lock, there, whole = _grown(replace(ready, lock=lock), entity)
        grown.append(whole)
        if whole != there:
            changed.append(whole)
    if changed:
        migration_ahead(ready, flags)
    check_entities(grown, vocabulary_of(ready.project))
    project = with_models(ready.project, {e.name: planned_model(e, ready.project) for e in grown})
    for entity in changed:
        lock = remembering(lock, entity)
    outcome = carry_out(
        ready,
        desired_together(grown, project),
        command=command,
        flags=flags,
        lock=lock,
        migrating=Migrating(
            message=_message(ready, grown),
            expected_tables=tuple(project.models[e.name].table for e in grown),
        ),
        notes=(*(note for e in grown for note in e.notes), *_unsure(ready, grown)),
    )
    return with_needs_of_tests(with_lines_to_paste(outcome, grown, project), ready.project)


def _unsure(ready: Opened, entities: Sequence[Entity]) -> tuple[str, ...]:
    """What new entities are written by although the project leaves it open."""
    new = [e for e in entities if e.name not in ready.project.models]
    layers = {layer for e in new for layer in layout_of(e, ready.project).paths}
    return unsure_about(ready.project.findings.rows, layers) if ready.project.findings else ()


def _grown(ready: Opened, asked: Entity) -> tuple[Lock, Entity | None, Entity]:
    """The lock, the entity as it stands, and as it will."""
    if asked.name not in ready.project.models:
        if asked.layers and "model" not in asked.layers:
            layers = ",".join(("model", *asked.layers))
            raise SpecError(
                f"{asked.name} has no model yet, and every layer is derived from it",
                where=f"--layers {','.join(asked.layers)}",
                hint=f"--layers {layers}",
            )
        return ready.lock, None, asked
    lock, entity = standing(ready, asked.name)
    return lock, entity, grow(entity, asked, recorded(lock, asked.name, vocabulary_of(ready.project, asked.name)))


def _message(ready: Opened, entities: Sequence[Entity]) -> str:
    """``add posts``, ``add subtitle to posts``: what the migration is called."""
    new = [planned_model(e, ready.project).table for e in entities if e.name not in ready.project.models]
    if new:
        return "add " + " and ".join(new)
    added = [
        f"{field.name} to {ready.project.models[e.name].table}"
        for e in entities
        for field in e.fields
        if not {field.name, f"{field.name}_id"}.intersection(ready.project.models[e.name].attributes)
    ]
    return "add " + " and ".join(added) if added else "update " + " and ".join(e.name for e in entities)
