"""Taking a model under management: what would be generated becomes the base, and no file changes.

What differs then counts as edited by a person, what is missing as removed on purpose.
"""

from __future__ import annotations

from scaffold.dataclass import replace
from scaffold.desired import desired
from scaffold.errors import SpecError
from scaffold.lock import Lock, digest, entity_of
from scaffold.merge import record_of
from scaffold.naming import link, near
from scaffold.pipeline.growth import as_it_stands, class_named, recorded, remembering, vocabulary_of
from scaffold.pipeline.opening import Opened
from scaffold.spec import Entity, Field, Reference


def standing(ready: Opened, name: str) -> tuple[Lock, Entity]:
    """The entity as its class stands, and a lock in which it is managed."""
    if name in ready.lock.entities:
        before = recorded(ready.lock, name, vocabulary_of(ready.project))
        return ready.lock, as_it_stands(ready.project.models[name], before)
    entity = with_its_layers(ready, name)
    return recording(ready, ready.lock, entity), entity


def with_its_layers(ready: Opened, name: str) -> Entity:
    """The entity as read, with just the layers that it has."""
    model = ready.project.models[name]
    return replace(
        model.entity, layers=tuple(layer for layer in ready.project.conventions.layers if layer in model.paths)
    )


def recording(ready: Opened, lock: Lock, entity: Entity) -> Lock:
    """``lock`` with ``entity`` managed."""
    lock = remembering(lock, entity)
    for fragment in desired(entity, ready.project):
        text = ready.project.files.get(fragment.path)
        if text is None or fragment.kind == "once" or entity_of(fragment.owner) != entity.name:
            continue  # support is not the entity's to adopt
        record = record_of(fragment.text, fragment.owner, fragment.path, fragment.kind, text)
        lock = lock.with_record(record if record.written == "-" else replace(record, written=digest(text)))
    return lock


def column_of(field: Field | Reference) -> str:
    """The column that the field is stored in."""
    return field.column or (field.key if isinstance(field, Reference) else field.name)


def stored_in(ready: Opened, name: str, field: Field | Reference) -> str:
    """What a migration loses with the field: the column ``posts.title``, or the table of a link model."""
    models = ready.project.models
    if isinstance(field, Reference) and field.kind == "many-to-many":
        via = field.via or link(name, field.target)
        return models[via].table if via in models else ""
    return f"{models[name].table}.{column_of(field)}"


def require_model(ready: Opened, name: str) -> str:
    """The class that a person means by ``name``. Raises ``SpecError`` when the project has no such model."""
    known = class_named(name, ready.project)
    if known not in ready.project.models:
        close = near(name, tuple(ready.project.models))
        hint = f"did you mean {close[0]}?" if close else f"scaffold entity {name}"
        raise SpecError(f"the project has no table model {name}", where=name, hint=hint)
    return known


def require_field(entity: Entity, name: str) -> Field | Reference:
    """The field of that name. Raises ``SpecError`` with the nearest names."""
    for field in entity.fields:
        if field.name == name:
            return field
    close = near(name, tuple(field.name for field in entity.fields))
    raise SpecError(
        f"{entity.name} has no field {name}",
        where=name,
        hint=f"did you mean {close[0]}?" if close else f"scaffold show {entity.name} --words",
    )


def links_of(ready: Opened) -> dict[str, tuple[str, ...]]:
    """Each table that only links entities, and which: it goes with them, and is not managed by itself."""
    sides: dict[str, set[str]] = {}
    for name, model in ready.project.models.items():
        for field in model.entity.fields:
            if isinstance(field, Reference) and field.via:
                sides.setdefault(field.via, set()).update((name, field.target))
    return {link: tuple(sorted(names)) for link, names in sides.items()}
