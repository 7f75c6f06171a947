"""The contracts of the API: what a client may send on create and on update, and what it gets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from scaffold import naming
from scaffold.dataclass import dataclass, replace
from scaffold.desired.columns import default_source, factory_imports
from scaffold.desired.entity_base import Schema
from scaffold.desired.enums import enum_imports
from scaffold.desired.envelope import envelope_of
from scaffold.desired.imports import bindings, lines, modules_in, names_in, needed, renamed, shadowed, spelled_through
from scaffold.desired.inherited import imports_of_bases
from scaffold.desired.keys import ids_of, target_of
from scaffold.desired.layout import layout_of
from scaffold.desired.model import based_on, statements_of
from scaffold.desired.primary_key import primary_key
from scaffold.desired.schema_parents import schema_parent
from scaffold.desired.statements import facts_of_model, imports_of
from scaffold.desired.storable import Input, input_of, is_set_by_server, output_of
from scaffold.desired.support import imports_from_support
from scaffold.facts import read
from scaffold.fieldtypes import Import
from scaffold.project.conventions import Conventions
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Field, Reference
from scaffold.spec.factories import factory_spelling

_SERVER_SET = ("created_at", "updated_at")
MANY = 1000  # ids in one payload; drivers stop at 32,767 parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One field as the schemas see it."""

    name: str
    send: str  # annotation in a request
    answer: str  # annotation in an answer
    default: str | None = None  # in a request to create; None where it is required
    null: bool = False
    desc: str | None = None
    alias: str = ""  # `Title = Annotated[...]`
    create: bool = True
    update: bool = True
    out: bool = True


def schema(entity: Entity, project: Project) -> tuple[str, dict[str, Any]]:
    """The template of the schemas and its values."""
    layout, conventions = layout_of(entity, project), project.conventions
    members = tuple(members_of(entity, project))
    there = read(project.files.get(layout.paths["schema"], ""))
    modules = modules_in(there)
    spelled = spelled_through(modules) | shadowed(member.name for member in members)
    created, updated, answered = (schema_parent(each, entity, project) for each in get_args(Schema))
    create = [renamed(_create(m), spelled) for m in members if m.create and m.name not in created.gives]
    update = [renamed(_update(m, conventions), spelled) for m in members if m.update and m.name not in updated.gives]
    out = [renamed(_out(m), spelled) for m in members if m.out and m.name not in answered.gives]
    aliases = _used((renamed(member.alias, spelled) for member in members if member.alias), [*create, *update])
    base, envelope = conventions.schema_base, envelope_of(entity, project)
    apart = based_on(entity, project, "schema")
    beside = apart is not None or layout.paths["schema"] == layout.paths.get("model")
    parents = (Import(base.module, base.name), created.origin, updated.origin, answered.origin)
    known = {item.binds: item for item in imports_of_bases(entity, project)} | bindings(
        *imports_of(facts_of_model(entity.name, project)),
        *imports_from_support(project),
        *enum_imports(entity, project),
        *factory_imports(entity),
        *modules,
        Import("sqlmodel" if base.name == "SQLModel" or beside else "pydantic", "Field"),
        *(item for item in imports_of(there) if item.binds == "Field"),
        *parents,
    )
    code = [*statements_of(apart), *aliases, *create, *update, *out, *(parent.binds for parent in parents[1:])]
    own_envelope = envelope if envelope and not envelope.generic else None
    return "schema.py.jinja", {
        "imports": lines(needed([*code, *([base.name] if own_envelope else [])], known, layout.modules["schema"])),
        "entity_base": apart,
        "aliases": aliases,
        "base": base.name,
        "CreateBase": created.origin.binds,
        "UpdateBase": updated.origin.binds,
        "OutBase": answered.origin.binds,
        "envelope": own_envelope,
        "Create": layout.create,
        "Update": layout.update,
        "Out": layout.out,
        "create": create,
        "update": update,
        "out": out,
    }


def _used(aliases: Iterable[str], fields: Iterable[str]) -> list[str]:
    """The aliases that a field is annotated with; what the entity's base gives needs none."""
    names = frozenset().union(*(names_in(field) for field in fields))
    return [alias for alias in aliases if alias.partition(" = ")[0] in names]


def members_of(entity: Entity, project: Project) -> Iterator[Member]:
    """The fields of the schemas, in the order of the model."""
    layout = layout_of(entity, project)
    key = primary_key(entity, project)
    given = key.is_given and layout.pk_type != "UUID"
    alias = alias_name(layout.pk, entity, project) if given and layout.pk_type == "str" else ""
    yield Member(
        name=layout.pk,
        send=alias or ("Reference" if layout.pk_type == "int" else layout.pk_type),
        answer=layout.pk_type,
        alias=f"{alias} = Annotated[str, Field(min_length=1, max_length={key.length})]" if alias else "",
        create=given,
        update=False,
    )
    for field in entity.fields:
        yield (_value(field, entity, project) if isinstance(field, Field) else _reference(field, entity, project))
    if entity.timestamps:
        stamp = output_of(Field(name="created_at", type="datetime"), project.conventions)
        for name in (n for n in _SERVER_SET if n not in {field.name for field in entity.fields}):
            yield Member(name=name, send="datetime", answer=stamp, create=False, update=False)


def _value(field: Field, entity: Entity, project: Project) -> Member:
    given = input_of(field)
    by_server = is_set_by_server(field)
    name = alias_name(field.name, entity, project)
    aliased = given.annotation != given.base
    send = name if aliased else given.base
    default = default_source(field)
    if default is None and field.factory is not None:
        default = f"Field(default_factory={factory_spelling(field.factory)[0]})"
    elif default is None and field.null:
        default = "None"
    return Member(
        name=field.name,
        send=send,
        answer=output_of(field, project.conventions),
        default=default,
        null=field.null,
        desc=field.desc,
        alias=f"{name} = {given.annotation}" if aliased and not by_server else "",
        create=not by_server,
        update=not by_server and not field.immutable,
        out=not field.private,
    )


def _reference(reference: Reference, entity: Entity, project: Project) -> Member:
    many = reference.kind == "many-to-many"
    kind = target_of(reference, entity, project).layout.pk_type
    given = Input(base={"int": "Reference", "str": "Text"}.get(kind, kind))
    if many:
        given = Input(base=f"list[{given.base}]", limits=(("max_length", str(MANY)),))
    if reference.desc:
        given = replace(
            given,
            limits=(*given.limits, ("description", json.dumps(reference.desc, ensure_ascii=False))),
        )
    name = ids_of(reference)
    alias = alias_name(name, entity, project)
    aliased = given.annotation != given.base
    answer = f"list[{kind}]" if many else f"{kind} | None" if reference.null else kind
    return Member(
        name=name,
        send=alias if aliased else given.base,
        answer=answer,
        default="[]" if many else "None" if reference.null else None,
        null=reference.null and not many,
        desc=reference.desc,
        alias=f"{alias} = {given.annotation}" if aliased and not reference.readonly else "",
        create=not reference.readonly,
        update=not reference.readonly and not reference.immutable,
        out=not reference.private,
    )


def alias_name(field: str, entity: Entity, project: Project) -> str:
    """``Title`` for ``title``; with the entity's name where several entities share a file or the name is taken."""
    name, layout = naming.pascal(field), layout_of(entity, project)
    alone = "{" in project.conventions.layers.get("schema", "") and layout.paths.get("schema") != layout.paths.get(
        "model"
    )
    taken = {
        layout.entity,
        layout.create,
        layout.update,
        layout.out,
        *bindings(*imports_from_support(project)),
    }
    taken |= {f.enum for f in entity.fields if isinstance(f, Field) and f.enum}
    same = [f.name for f in entity.fields if naming.pascal(f.name) == name]
    candidates = [name] if alone and len(same) < 2 else []
    candidates += [f"{layout.name}{name}", f"{layout.name}{name}Value", f"{layout.name}_{field}"]
    return next(each for each in candidates if each not in taken and (len(same) < 2 or field in each))


def _create(member: Member) -> str:
    annotation = f"{member.send} | None" if member.null else member.send
    return f"{member.name}: {annotation}" + (f" = {member.default}" if member.default is not None else "")


def _update(member: Member, conventions: Conventions) -> str:
    if conventions.pydantic >= (2, 14):
        return f"{member.name}: {member.send} | MISSING{' | None' if member.null else ''} = MISSING"
    if member.null:
        return f"{member.name}: {member.send} | None = None"
    return f"{member.name}: Omittable[{member.send}] = None"


def _out(member: Member) -> str:
    said = f" = Field(description={json.dumps(member.desc, ensure_ascii=False)})" if member.desc else ""
    return f"{member.name}: {member.answer}{said}"
