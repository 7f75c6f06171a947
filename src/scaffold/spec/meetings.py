"""Names that meet: classes, fields, other sides, link models, and identifiers that PostgreSQL would cut off."""

from __future__ import annotations

from typing import NoReturn

from scaffold.errors import SpecError
from scaffold.naming import MAX_IDENTIFIER, index_name, link, snake, table, too_long
from scaffold.spec.entity import Entity, Field, Reference
from scaffold.spec.relation import back_name
from scaffold.spec.standing import Standing, column_of, is_read

_SUFFIXES = ("Create", "Update", "Out", "Read", "Public", "Response", "Base", "Link")
_TIMESTAMPS = ("created_at", "updated_at")


def _refuse(message: str, where: str, hint: str) -> NoReturn:
    raise SpecError(message, where=where, hint=hint)


def check_classes(entity: Entity, standing: Standing) -> None:
    """Refuse an entity whose class, module or table another one has."""
    if [e.name for e in standing.entities].count(entity.name) > 1:
        _refuse(f"{entity.name} is described twice", entity.name, "put all its fields in one place")
    own = standing.key(entity)
    if own in standing.vocabulary.entities:
        return
    others = {*standing.vocabulary.entities, *(e.name for e in standing.entities)} - {entity.name}
    for other in sorted(others):
        last = other.rpartition(".")[2]
        if last != entity.name and snake(last) == snake(entity.name):
            _refuse(
                f"{entity.name} and {other} would share one module",
                entity.name,
                f"scaffold entity {other}",
            )
        if standing.table(other) == standing.table(entity.name):
            _refuse(
                f"table {standing.table(other)} is {other}'s",
                entity.name,
                f"scaffold entity {entity.name} --table {snake(entity.name)}_rows",
            )
        for one, two in ((entity.name, last), (last, entity.name)):
            if one.startswith(two) and one[len(two) :] in _SUFFIXES[:-1]:
                _refuse(
                    f"{one} is how a schema of {two} is called",
                    entity.name,
                    f"scaffold entity My{entity.name}",
                )
    if entity.name in standing.vocabulary.enums:
        _refuse(
            f"{entity.name} is an Enum class of the project",
            entity.name,
            f"scaffold entity {entity.name}Record",
        )


def check_fields(entity: Entity, standing: Standing) -> None:
    """Refuse two fields of one name, or of names that differ only by case, by ``_id`` or by nothing in SQL."""
    attributes = standing.attributes(entity)
    read = any(map(is_read, entity.fields))
    taken: dict[str, str] = {entity.pk_name.lower(): entity.pk_name}
    taken |= {
        name.lower(): name
        for name in attributes
        if not any(name in _names(f) for f in entity.fields)
    }
    columns: dict[str, str] = {entity.pk_name.lower(): entity.pk_name}
    for field in entity.fields:
        new = standing.is_new(entity, field)
        if read and not is_read(field) and field.name in attributes:
            _refuse(
                f"{entity.name} has an attribute {field.name} already, the other side of a relation",
                field.name,
                f"choose another name than {field.name}",
            )
        if entity.timestamps and field.name in _TIMESTAMPS and new:
            _refuse(
                f"--timestamps writes {field.name}",
                field.name,
                f"leave {field.name} or --timestamps out",
            )
        for name in _names(field):
            if new:
                _refuse_meeting(name, field, taken)
            taken[name.lower()] = field.name
        column = column_of(field)
        if column and new and column.lower() in columns:
            other = columns[column.lower()]
            _refuse(
                f"{field.name} and {other} have one column, {column}",
                field.name,
                f"{field.name}:...:column=other",
            )
        columns[column.lower()] = field.name


def _names(field: Field | Reference) -> tuple[str, ...]:
    return (field.name, field.key) if isinstance(field, Reference) and field.key else (field.name,)


def _refuse_meeting(name: str, field: Field | Reference, taken: dict[str, str]) -> None:
    lower = name.lower()
    without = lower.removesuffix("_id")
    for other in (lower, without, f"{lower}_id"):
        if other not in taken or (other != lower and taken[other] == field.name):
            continue
        there = taken[other]
        if there == field.name or there == name:
            _refuse(f"{name} is there twice", name, f"leave one {name} out")
        how = "case" if there.lower() == lower else "_id"
        _refuse(
            f"{name} and {there} differ only by {how}", name, f"choose another name than {name}"
        )


def check_identifiers(entity: Entity, standing: Standing) -> None:
    """Refuse indexes and keys whose usual names are too long; Alembic stops at them."""
    of = standing.table(entity.name)
    for field in entity.fields:
        if not standing.is_new(entity, field) or not (column := column_of(field)):
            continue
        names = [index_name(of, column)] if field.index or field.unique else []
        if isinstance(field, Reference):
            names.append(f"fk_{of}_{column}_{standing.table(field.target)}")
        for name in names:
            _refuse_long(name, field.name)
    for group in (*entity.uniques, *entity.indexes):
        _refuse_long(f"uq_{of}_{'_'.join(group)}", "+".join(group))


def _refuse_long(name: str, where: str) -> None:
    if too_long(name):
        _refuse(
            f"{name} would be a name of {len(name.encode())} bytes, PostgreSQL cuts at {MAX_IDENTIFIER}",
            where,
            "choose a shorter name, or a shorter table: --table NAME",
        )


def check_links(standing: Standing) -> None:
    """Refuse a link model whose name an entity or another link model has."""
    taken = {e.name: "an entity" for e in standing.entities}
    for entity in standing.entities:
        for ref in entity.fields:
            if not isinstance(ref, Reference) or ref.kind != "many-to-many":
                continue
            name = ref.via or link(entity.name, ref.target)
            if standing.is_new(entity, ref):
                known = "an entity of the project" if name in standing.vocabulary.entities else None
                if (there := taken.get(name, known)) is not None:
                    _refuse(
                        f"the link model {name} would be called like {there}",
                        ref.name,
                        f"{ref.name}:{ref.target}:many:via={entity.name}{ref.name.title().replace('_', '')}",
                    )
                _refuse_long(table(name, standing.vocabulary.table_style), ref.name)
            taken[name] = f"the link model of {entity.name}.{ref.name}"


def check_other_sides(standing: Standing) -> None:
    """Refuse two attributes of one name on the other side of a relation."""
    sides: dict[tuple[str, str], str] = {}
    for entity in standing.entities:
        for ref in entity.fields:
            if not isinstance(ref, Reference) or not (
                back := back_name(entity.name, ref, entity.plural)
            ):
                continue
            here = f"{entity.name}.{ref.name}"
            if standing.is_new(entity, ref):
                _refuse_side(standing, entity, ref, back, sides.get((ref.target, back)))
            sides[ref.target, back] = here


def _refuse_side(
    standing: Standing, entity: Entity, ref: Reference, back: str, other: str | None
) -> None:
    target = standing.asked(ref.target)
    word = (
        f"{ref.name}:{ref.target}"
        + {"many-to-one": "", "one-to-one": ":one", "many-to-many": ":many"}[ref.kind]
    )
    hint = f"write {word}:back={ref.name}_{back}, or back=none"
    if ref.target == entity.name:
        word, hint = f"{ref.name}:self", f"write {ref.name}:self:null:back={ref.name}_of"
    if other is not None:
        _refuse(
            f"{ref.target}.{back} would be the other side of {entity.name}.{ref.name} and of {other}",
            ref.name,
            hint,
        )
    own = (
        {name for f in target.fields for name in _names(f)} | {target.pk_name} if target else {"id"}
    )
    known = standing.vocabulary.entities.get(standing.key(target) if target else ref.target)
    if back in own or (known is not None and back in known.attributes):
        _refuse(
            f"{ref.target} has {back} already, which would be the other side of {entity.name}.{ref.name}",
            ref.name,
            hint,
        )
