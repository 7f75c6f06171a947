"""The table model: the class as it stands with what is new in it, or the whole class."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scaffold.desired.columns import column, factory_imports, key_column
from scaffold.desired.entity_base import EntityBase, base_columns, entity_base
from scaffold.desired.enums import enum_imports, enums_of
from scaffold.desired.imports import bindings, lines, modules_in, needed, renamed, shadowed, spelled_through
from scaffold.desired.inherited import bases_of
from scaffold.desired.keys import ids_of, links_of, target_of
from scaffold.desired.layout import Layout, free_name, layout_of
from scaffold.desired.links import link_import
from scaffold.desired.primary_key import primary_key
from scaffold.desired.relations import End, far_ends, near_ends
from scaffold.desired.sqlmodel_versions import column_type
from scaffold.desired.statements import class_on_disk, facts_of_model, imports_of, keywords
from scaffold.desired.tableargs import table_args
from scaffold.facts import Class
from scaffold.fieldtypes import Import
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Field, Reference


def model(entity: Entity, project: Project) -> tuple[str, dict[str, Any]]:
    """The template of the model and its values."""
    layout = layout_of(entity, project)
    standing = class_on_disk(entity.name, project)
    spelled = _spelled(entity, project) | shadowed(attribute_names(entity, standing))
    base = entity_base(entity, project)
    columns = [renamed(statement, spelled) for statement in _columns(entity, project, standing, base)]
    apart = based_on(entity, project, "model")
    head = list(_head(entity, layout, project, standing))
    header = _header(entity, project, standing)
    ends = [end for end in near_ends(entity, project) if _declares(standing, end.name, _source(entity, end.name))]
    ends += far_ends(entity, project).get(entity.name, ())
    enums = enums_of(entity, project)
    code = [f"class {header}: ...", *statements_of(apart), *head, *columns, *(end.statement for end in ends)]
    code += ["\n".join((*enum["head"], *(f"    {member}" for member in enum["members"]), "    ...")) for enum in enums]
    many = [_ids(reference, entity, project, spelled) for reference in links_of(entity)]
    code += [links["ids_type"] for links in many]
    return "model.py.jinja", {
        "entity_base": apart,
        "imports": _imports(code, ends, layout.modules["model"], entity, project),
        "enums": enums,
        "header": header,
        "head": head,
        "columns": columns,
        "relations": [end.statement for end in ends],
        "relations_apart": project.conventions.relations_apart,
        "many": many,
    }


def based_on(entity: Entity, project: Project, layer: str) -> dict[str, Any] | None:
    """The base of the entity as a template writes it; ``None`` unless it stands in the file of this layer."""
    base = entity_base(entity, project)
    if base is None or base.layer != layer:
        return None
    spelled = _spelled(entity, project)
    columns = [renamed(statement, spelled) for statement in base_columns(entity, base, project)]
    return {"header": base.header, "columns": columns}


def statements_of(base: dict[str, Any] | None) -> list[str]:
    """The code whose names must be imported."""
    return [f"class {base['header']}: ...", *base["columns"]] if base else []


def _modules(entity: Entity, project: Project) -> tuple[Import, ...]:
    """The modules that the class's file spells types through, or for a new file, that a sibling's does."""
    facts = facts_of_model(entity.name, project)
    siblings = (facts_of_model(name, project) for name in sorted(project.models) if facts is None)
    return modules_in(facts or next((each for each in siblings if each), None))


def _spelled(entity: Entity, project: Project) -> dict[str, str]:
    return spelled_through(_modules(entity, project))


def attribute_names(entity: Entity, standing: Class | None) -> tuple[str, ...]:
    """Every attribute that the class has, or will have."""
    there = tuple(attribute.name for attribute in standing.attributes) if standing else ()
    return (
        *there,
        *(f.name for f in entity.fields),
        *(f.key for f in entity.fields if isinstance(f, Reference)),
    )


def _header(entity: Entity, project: Project, standing: Class | None) -> str:
    if standing is not None:
        arguments = ", ".join((*standing.bases, *(f"{key}={value}" for key, value in standing.keywords)))
        return f"{standing.name}({arguments})"
    bases = ", ".join(base.name for base in bases_of(entity, project))
    return f"{layout_of(entity, project).entity}({bases}, table=True)"


def _head(entity: Entity, layout: Layout, project: Project, standing: Class | None) -> Iterator[str]:
    """What stands above the columns: the table's name, composite constraints."""
    named = standing.attribute("__tablename__") if standing else None
    if named is not None:
        yield named.source
    elif standing is None and (project.conventions.explicit_table or layout.table != entity.name.lower()):
        yield f"__tablename__ = {json.dumps(layout.table)}"
    there = standing.attribute("__table_args__") if standing else None
    if args := table_args(entity, layout, there.source if there else ""):
        yield args


def _columns(entity: Entity, project: Project, standing: Class | None, base: EntityBase | None) -> Iterator[str]:
    if key := primary_key(entity, project).statement:
        yield key
    for field in (field for field in entity.fields if base is None or not base.holds(field)):
        if isinstance(field, Field):
            if _declares(standing, field.name, field.source):
                yield column(field, project.conventions)
        elif field.kind != "many-to-many" and _declares(standing, field.key, field.key_source):
            yield key_column(field, target_of(field, entity, project), project.conventions)
    if entity.timestamps and standing is None:
        yield from _timestamps(entity, project)


def _timestamps(entity: Entity, project: Project) -> Iterator[str]:
    now = "lambda: datetime.now(UTC)"
    names = {field.name for field in entity.fields}
    arguments = {"default_factory": now, **column_type("datetime", project.conventions)}
    if "created_at" not in names:
        yield f"created_at: datetime = Field({keywords(arguments)})"
    if "updated_at" not in names:
        # Python sets it, not the database: a value that the database set would have to be loaded again
        arguments["sa_column_kwargs"] = f'{{"onupdate": {now}}}'
        yield f"updated_at: datetime = Field({keywords(arguments)})"


def _declares(standing: Class | None, name: str, source: str) -> bool:
    """Whether the class itself says it: what was read from a base stays with the base."""
    return not source or (standing is not None and standing.attribute(name) is not None)


def _source(entity: Entity, name: str) -> str:
    return next((f.source for f in entity.fields if f.name == name), "")


def _imports(code: Sequence[str], ends: Sequence[End], module: str, entity: Entity, project: Project) -> str:
    """Everything that the class reads: what its file imports already, then what is new."""
    bases = bases_of(entity, project)
    parents = base.parents if (base := entity_base(entity, project)) else ()
    links = (link_import(reference, entity, project) for reference in links_of(entity))
    known = bindings(
        *_modules(entity, project),
        *primary_key(entity, project).imports,
        *bases,
        *parents,
        *enum_imports(entity, project),
        *factory_imports(entity),
        *links,
        *imports_of(facts_of_model(entity.name, project)),
    )
    return with_type_checking(lines(needed(code, known, module)), other_models(ends, module, project, entity))


def other_models(ends: Sequence[End], module: str, project: Project, entity: Entity) -> list[Import]:
    """The classes that the ends name, unless they stand in ``module`` itself."""
    homes = {name: model.module for name, model in project.models.items()}
    homes[entity.name] = layout_of(entity, project).modules["model"]
    found = [Import(homes[end.of], end.of) for end in ends if end.of in homes]
    return [item for item in dict.fromkeys(found) if item.module != module]


def with_type_checking(runtime: str, others: Sequence[Import]) -> str:
    """The import lines, with those that only a type checker reads in their own block."""
    if not others:
        return runtime
    body = "\n".join(f"    {line}" for line in lines(others).splitlines())
    return f"from typing import TYPE_CHECKING\n{runtime}\n\nif TYPE_CHECKING:\n{body}"


def _ids(reference: Reference, entity: Entity, project: Project, spelled: Mapping[str, str]) -> dict[str, str]:
    """The property that gives the keys of a many-to-many relation."""
    target = target_of(reference, entity, project)
    item = free_name(target.layout.snake, "row")
    key = f"{item}.{target.layout.pk}"
    return {
        "ids": ids_of(reference),
        "ids_type": renamed(target.layout.pk_type, spelled),
        "name": reference.name,
        "item": item,
        "pk": target.layout.pk,
        "persisted": f" if {key} is not None" if target.optional else "",
    }
