"""How an entity grows: what its class says, what was asked for, and the two as one.

The class on disk wins over old words: a field that is there is left as it is, whatever a person did to it since.
Only who may see a field (private, readonly, immutable) is not in the class; that is remembered in the lock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.dataclass import replace
from scaffold.desired.layout import as_class
from scaffold.desired.storable import least
from scaffold.errors import SpecError
from scaffold.fieldtypes import TYPES
from scaffold.lock import EntityLine, Lock, digest
from scaffold.naming import link
from scaffold.project import Model, Project
from scaffold.spec import Entity, Field, Known, Reference, Vocabulary, back_name, options_of, parse_words, words_of


def vocabulary_of(project: Project, name: str = "") -> Vocabulary:
    """What words may mention: the project's entities and enums, and the fields that ``name`` has already."""
    own = project.models.get(name)
    entities = {other: _known(model) for other, model in project.models.items()}
    bare = {other.removesuffix(project.conventions.model_suffix): known for other, known in entities.items()}
    return Vocabulary(
        entities={**bare, **entities},
        enums=project.enums,
        fields=own.attributes if own else (),
        table_style=project.conventions.table_style,
        key_suffix=project.conventions.key_suffix,
        layers=tuple(project.conventions.layers),
    )


def class_named(name: str, project: Project) -> str:
    """The model that a person means: `UserEntity` by `User`, where every model is called so."""
    full = f"{name}{project.conventions.model_suffix}"
    return full if name not in project.models and full in project.models else name


def in_classes(entities: Sequence[Entity], project: Project) -> tuple[Entity, ...]:
    """The entities under the names of their classes, with the models that their references mean."""
    named = {entity.name: as_class(entity, project).name for entity in entities}
    return tuple(
        replace(
            entity,
            name=named[entity.name],
            fields=tuple(
                replace(field, target=named.get(field.target) or class_named(field.target, project))
                if isinstance(field, Reference)
                else field
                for field in entity.fields
            ),
        )
        for entity in entities
    )


def _known(model: Model) -> Known:
    return Known(
        pk=model.pk,
        table=model.table,
        attributes=model.attributes,
        requires=tuple(
            field.target
            for field in model.entity.fields
            if isinstance(field, Reference) and field.key and not field.null
        ),
    )


def recorded(lock: Lock, name: str, vocabulary: Vocabulary) -> Entity | None:
    """The entity as its words were when we last wrote it."""
    line = lock.entities.get(name)
    return parse_words(name, line.words, vocabulary, line.options) if line else None


def remembering(lock: Lock, entity: Entity) -> Lock:
    """``lock`` with the words of ``entity``."""
    words = words_of(entity)
    line = EntityLine(name=entity.name, digest=digest("\n".join(words)), words=words, options=options_of(entity))
    return lock.with_entity(line)


def as_it_stands(model: Model, before: Entity | None) -> Entity:
    """The entity that the class describes, with what only the lock knows."""
    if before is None:
        return model.entity
    known = {field.name: field for field in before.fields}
    return replace(
        model.entity,
        fields=tuple(_seen_by(field, known.get(field.name), model.entity) for field in model.entity.fields),
        layers=before.layers,
        pk=before.pk,  # what nobody asked for is not written down because it was read back
        table=before.table,
        plural=model.entity.plural or before.plural,
    )


def _seen_by(field: Field | Reference, before: Field | Reference | None, entity: Entity) -> Field | Reference:
    if before is None:
        return field
    field = replace(field, private=before.private, readonly=before.readonly, immutable=before.immutable)
    if isinstance(field, Reference) and isinstance(before, Reference):
        return _in_old_words(field, before, entity)
    if not isinstance(field, Field) or not isinstance(before, Field):
        return field
    if field.type == "enum" and field.enum == before.enum:
        return replace(field, writes_enum=before.writes_enum)
    return _in_old_type(field, before) if field.many and before.many else field


def _in_old_type(field: Field, before: Field) -> Field:
    """A JSON column does not tell `bigint` from `int` in its items, nor `HttpUrl` from `str`."""
    now, then = TYPES.get(field.type), TYPES.get(before.type)
    return replace(field, type=before.type) if now and then and now.annotation == then.annotation else field


def _in_old_words(field: Reference, before: Reference, entity: Entity) -> Reference:
    """Names that nobody asked for, left unsaid as long as they are the usual ones."""
    usual_back = back_name(entity.name, replace(field, back=None), entity.plural)
    usual_link = link(entity.name, field.target)
    return replace(
        field,
        back=None if before.back is None and field.back == usual_back else field.back,
        via=None if before.via is None and field.via == usual_link else field.via,
    )


def grow(standing: Entity, asked: Entity, before: Entity | None) -> Entity:
    """``standing`` with the fields of ``asked`` that it lacks.

    Raises ``SpecError`` for a field that is there and says something else.
    """
    there = {field.name: field for field in standing.fields}
    then = {field.name: field for field in before.fields} if before else {}
    for field in asked.fields:
        if field.name in there and field != then.get(field.name) and not _same(field, there[field.name]):
            (word,) = words_of(replace(asked, fields=(field,)))[:1]
            raise SpecError(
                f"{asked.name}.{field.name} exists and is not what these words say",
                where=word,
                hint=f"scaffold field change {asked.name} {word}",
            )
    return replace(
        standing,
        fields=(*standing.fields, *(field for field in asked.fields if field.name not in there)),
        uniques=tuple(dict.fromkeys((*standing.uniques, *asked.uniques))),
        indexes=tuple(dict.fromkeys((*standing.indexes, *asked.indexes))),
        layers=asked.layers or standing.layers,
        notes=asked.notes,
    )


def _same(asked: Field | Reference, there: Field | Reference) -> bool:
    if isinstance(asked, Field) and isinstance(there, Field):
        # a base that the schemas inherit says what a request demands: a required text is not empty
        plain = (replace(field, source="", annotation="", min=least(field)) for field in (asked, there))
        return next(plain) == next(plain)
    if isinstance(asked, Reference) and isinstance(there, Reference):
        return (asked.target, asked.kind, asked.null) == (there.target, there.kind, there.null)
    return False


def with_models(project: Project, models: Mapping[str, Model]) -> Project:
    """The project as it will be, with these models planned."""
    return replace(project, models={**project.models, **models})
