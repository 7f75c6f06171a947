"""The contracts of the API: what a client may send on create and on update, and what it gets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from scaffold import naming
from scaffold.desired.columns import default_source
from scaffold.desired.enums import enum_imports
from scaffold.desired.envelope import envelope_of
from scaffold.desired.imports import bindings, lines, modules_in, needed, renamed, shadowed, spelled_through
from scaffold.desired.keys import ids_of, target_of
from scaffold.desired.layout import Layout, layout_of
from scaffold.desired.primary_key import primary_key
from scaffold.desired.statements import facts_of_model, imports_of
from scaffold.desired.storable import Input, input_of, output_of
from scaffold.desired.support import imports_from_support
from scaffold.facts import read
from scaffold.fieldtypes import Import
from scaffold.project.conventions import Conventions
from scaffold.project.project import Project
from scaffold.project.sources import Sources
from scaffold.spec.entity import Entity, Field, Reference

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
    modules = modules_in(read(project.files.get(layout.paths["schema"], "")))
    spelled = spelled_through(modules) | shadowed(member.name for member in members)
    handed = {name: _handed_down(name, layout, project) for name in (layout.create, layout.update, layout.out)}
    created = [member for member in members if member.create and member.name not in handed[layout.create]]
    updated = [member for member in members if member.update and member.name not in handed[layout.update]]
    answered = [member for member in members if member.out and member.name not in handed[layout.out]]
    create = [renamed(_create(member), spelled) for member in created]
    update = [renamed(_update(member, conventions), spelled) for member in updated]
    out = [renamed(_out(member), spelled) for member in answered]
    aliases = [renamed(member.alias, spelled) for member in members if member.alias]
    base, envelope = conventions.schema_base, envelope_of(entity, project)
    field = Import("sqlmodel" if base.name == "SQLModel" else "pydantic", "Field")
    known = bindings(
        *imports_of(facts_of_model(entity.name, project)),
        *imports_from_support(project),
        *enum_imports(entity, project),
        *modules,
        field,
        Import(base.module, base.name),
    )
    return "schema.py.jinja", {
        "imports": lines(needed([*aliases, *create, *update, *out, base.name], known, layout.modules["schema"])),
        "aliases": aliases,
        "base": base.name,
        "envelope": envelope if envelope and not envelope.generic else None,
        "Create": layout.create,
        "Update": layout.update,
        "Out": layout.out,
        "create": create,
        "update": update,
        "out": out,
    }


def _handed_down(name: str, layout: Layout, project: Project) -> frozenset[str]:
    """The fields that a schema which is there has from the project's own bases: ``ItemCreate(ItemBase)``."""
    path = layout.paths["schema"]
    if path not in project.files or name not in project.files[path]:
        return frozenset()
    sources = project.sources or Sources(project.files)
    item = next((each for each in sources.facts(path).classes if each.name == name), None)
    if item is None:
        return frozenset()
    above = {field.name for _, base in sources.bases(path, item) for field in base.attributes if field.annotation}
    return frozenset(above - {field.name for field in item.attributes})


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
        for name in (n for n in _SERVER_SET if n not in {field.name for field in entity.fields}):
            yield Member(name=name, send="datetime", answer="datetime", create=False, update=False)


def _value(field: Field, entity: Entity, project: Project) -> Member:
    given = input_of(field)
    by_server = field.readonly or (field.name in _SERVER_SET and field.factory is not None)
    name = alias_name(field.name, entity, project)
    aliased = given.annotation != given.base
    send = name if aliased else given.base
    default = default_source(field)
    if default is None and field.factory is not None:
        default = f"Field(default_factory={field.factory})"
    elif default is None and field.null:
        default = "None"
    return Member(
        name=field.name,
        send=send,
        answer=output_of(field),
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
