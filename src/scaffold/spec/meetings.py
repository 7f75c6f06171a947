"""Names that meet: classes, fields, other sides, link models; and identifiers that are too long."""

from __future__ import annotations

from scaffold.errors import SpecError
from scaffold.naming import MAX_IDENTIFIER, index_name, link, pascal, snake, table, too_long
from scaffold.spec.entity import Entity, Field, Reference
from scaffold.spec.names import taken_in_classes
from scaffold.spec.relation import back_name, ids_name
from scaffold.spec.standing import SCHEMAS, Standing, column_of, is_read

_TIMESTAMPS = ("created_at", "updated_at")


def check_class(entity: Entity, standing: Standing) -> None:
    """Refuse an entity whose class, module or table another one has."""
    if standing.asked(entity.name) is not entity:
        raise _error(entity.name, f"{entity.name} is described twice", "put its fields in one place")
    if standing.key(entity) in standing.vocabulary.entities:
        return
    for other in standing.beside(entity.name):
        _check_beside(entity, other, standing)
    if entity.name in standing.vocabulary.enums:
        message = f"{entity.name} is an Enum class of the project"
        raise _error(entity.name, message, f"scaffold entity {entity.name}Record")


def _check_beside(entity: Entity, other: str, standing: Standing) -> None:
    name, last = entity.name, other.rpartition(".")[2]
    if last != name and snake(last) == snake(name):
        raise _error(name, f"{name} and {other} would share one module", f"scaffold entity {other}")
    if standing.table(other) == standing.table(name):
        hint = f"scaffold entity {name} --table {snake(name)}_rows"
        raise _error(name, f"table {standing.table(other)} is {other}'s", hint)
    for one, two in ((name, last), (last, name)):
        if one.startswith(two) and one.removeprefix(two) in SCHEMAS:
            message = f"{one} is how a schema of {two} is called"
            raise _error(name, message, f"scaffold entity {name}Record")


def check_fields(entity: Entity, standing: Standing) -> None:
    """Refuse two fields of one name or column, or of names that differ only by case or ``_id``."""
    attributes = standing.attributes(entity)
    own = {name for field in entity.fields for name in _names(field)}
    names = {name.lower(): name for name in (entity.pk_name, *(attributes - own))}
    columns = {entity.pk_name.lower(): entity.pk_name}
    owners: dict[str, str] = {}
    for field in entity.fields:
        column = column_of(field).lower()
        if standing.is_new(entity, field):
            _refuse_timestamp(entity, field)
            _refuse_name(entity, field, names, owners)
            if column and column in columns:
                message = f"{field.name} and {columns[column]} have one column, {column_of(field)}"
                raise _error(_place(entity, field), message, f"write {field.name}:...:column=other")
        elif not is_read(field) and any(map(is_read, entity.fields)):
            message = f"{entity.name}.{field.name} is there already, and is no field"
            raise _error(_place(entity, field), message, f"choose another name than {field.name}")
        names |= {name.lower(): name for name in _names(field)}
        owners |= dict.fromkeys(_names(field), field.name)
        columns[column] = field.name


def check_moments(entity: Entity, standing: Standing) -> None:
    """Refuse ``dt`` beside ``date``: the types of ``datetime`` are then written ``dt.date``, of a module ``dt``."""
    names = {*standing.attributes(entity), *(field.name for field in entity.fields)}
    hiding = sorted(names & {"date", "datetime", "time", "timedelta"})
    if "dt" in names and hiding and any(standing.is_new(entity, f) for f in entity.fields if f.name in ("dt", *hiding)):
        message = f"dt and {hiding[0]} together hide the types of datetime from each other"
        raise _error(f"{entity.name}.dt", message, "choose another name than dt")


def _names(field: Field | Reference) -> tuple[str, ...]:
    if not isinstance(field, Reference):
        return (field.name,)
    return (field.name, field.key or ids_name(field))


def _refuse_timestamp(entity: Entity, field: Field | Reference) -> None:
    if entity.timestamps and field.name in _TIMESTAMPS:
        message = f"--timestamps writes {field.name}"
        raise _error(_place(entity, field), message, f"leave {field.name} or --timestamps out")


def _refuse_name(entity: Entity, field: Field | Reference, taken: dict[str, str], owners: dict[str, str]) -> None:
    for name in _names(field):
        if (there := taken.get(name.lower())) is not None:
            if there == name:
                key = f", it is the key of {owners[name]}" if owners.get(name, name) != name else ""
                raise _error(_place(entity, field), f"{name} is there twice{key}", f"leave one {name} out")
            message = f"{name} and {there} differ only by case"
            raise _error(_place(entity, field), message, f"choose another name than {name}")
    plain = field.name.lower().removesuffix("_id")
    for other in (plain, f"{plain}_id"):
        if (there := taken.get(other)) is not None and other != field.name.lower():
            message = f"{field.name} and {there} differ only by _id"
            raise _error(_place(entity, field), message, f"choose another name than {field.name}")


def check_identifiers(entity: Entity, standing: Standing) -> None:
    """Refuse columns, indexes and keys whose names are too long; Alembic stops at them."""
    of = standing.table(entity.name)
    for field in entity.fields:
        column = column_of(field)
        if not column or not standing.is_new(entity, field):
            continue
        _refuse_long(column, _place(entity, field))
        if field.index or field.unique:
            _refuse_long(index_name(of, column), _place(entity, field))
        if isinstance(field, Reference):
            _refuse_long(f"fk_{of}_{column}_{standing.table(field.target)}", _place(entity, field))
    for group in (*entity.uniques, *entity.indexes):
        _refuse_long(f"uq_{of}_{'_'.join(group)}", f"{entity.name}.{'+'.join(group)}")


def _refuse_long(name: str, where: str) -> None:
    if too_long(name):
        message = f"{name} would be a name of {len(name.encode())} bytes"
        hint = "choose a shorter name, or a shorter table: --table NAME"
        raise _error(where, f"{message}, PostgreSQL cuts at {MAX_IDENTIFIER}", hint)


def check_links(standing: Standing) -> None:
    """Refuse a link model whose name an entity or another link model has."""
    taken = dict.fromkeys(standing.vocabulary.entities, "an entity of the project")
    taken |= {entity.name: "an entity" for entity in standing.entities}
    for entity, ref in standing.references():
        if ref.kind != "many-to-many":
            continue
        name = ref.via or link(entity.name, ref.target)
        if standing.is_new(entity, ref):
            if (there := taken.get(name)) is not None:
                message = f"the link model {name} would be called like {there}"
                via = f"{entity.name}{pascal(ref.name)}"
                raise _error(_place(entity, ref), message, f"write {ref.name}:{ref.target}:many:via={via}")
            _refuse_long(table(name, standing.vocabulary.table_style), _place(entity, ref))
        taken[name] = f"the link model of {entity.name}.{ref.name}"


def check_other_sides(standing: Standing) -> None:
    """Refuse two attributes of one name on the other side of a relation."""
    sides: dict[tuple[str, str], str] = {}
    for entity, ref in standing.references():
        back = back_name(entity.name, ref, entity.plural)
        if back and standing.is_new(entity, ref):
            here, there = f"{entity.name}.{ref.name}", sides.get((ref.target, back))
            message = ""
            if there is not None:
                message = f"{ref.target}.{back} would be the other side of {there} and of {here}"
            elif back in _attributes(ref.target, standing):
                message = f"{ref.target} has {back} already, and the other side of {here} would be called so"
            elif why := taken_in_classes(back):
                message = f"the other side of {here} would be called {back}: {why}"
            if message:
                raise _error(_place(entity, ref), message, _other_back(entity, ref, back))
        sides[ref.target, back] = f"{entity.name}.{ref.name}"


def _attributes(name: str, standing: Standing) -> set[str]:
    """Every attribute that the class of an entity has or will have."""
    entity = standing.asked(name)
    if entity is None:
        known = standing.vocabulary.entities.get(name)
        return {"id", *(known.attributes if known else ())}
    own = {each for field in entity.fields for each in _names(field)}
    return {entity.pk_name, *own, *standing.attributes(entity)}


def _other_back(entity: Entity, ref: Reference, back: str) -> str:
    if ref.target == entity.name:
        return f"write {ref.name}:self:null:back={ref.name}_of"
    flag = {"many-to-one": "", "one-to-one": ":one", "many-to-many": ":many"}[ref.kind]
    return f"write {ref.name}:{ref.target}{flag}:back={ref.name}_{back}, or back=none"


def _place(entity: Entity, field: Field | Reference) -> str:
    return f"{entity.name}.{field.name}"


def _error(where: str, message: str, hint: str) -> SpecError:
    return SpecError(message, where=where, hint=hint)
