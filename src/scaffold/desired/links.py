"""The table between the two sides of a many-to-many relation.

It has a module of its own, which both sides import: a class must exist before a relation can name it as its
``link_model``.
"""

from __future__ import annotations

from typing import Any

from scaffold import naming
from scaffold.desired.imports import bindings, lines, needed
from scaffold.desired.keys import Target, target_of
from scaffold.desired.layout import layout_of, module_of, path_of, table_like_others
from scaffold.desired.relations import link_keys, link_name
from scaffold.desired.sqlmodel_versions import foreign_key
from scaffold.desired.statements import keywords
from scaffold.fieldtypes import Import
from scaffold.project.conventions import Conventions, Name, bare_name, is_for_one
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Reference


def link_path(reference: Reference, entity: Entity, project: Project) -> str:
    """The file of the link model: where it is, or beside the entity's own model."""
    name = link_name(reference, entity)
    if (model := project.models.get(name)) is not None:
        return model.path
    pattern = project.conventions.layers.get("model", "")
    if is_for_one(pattern):
        package = entity.package or project.conventions.package
        return path_of(pattern, name, naming.plural(naming.snake(name)), package)
    folder, slash, _ = layout_of(entity, project).paths["model"].rpartition("/")
    return f"{folder}{slash}{naming.snake(name)}.py"


def link_import(reference: Reference, entity: Entity, project: Project) -> Import:
    """How both sides get the link model."""
    path = link_path(reference, entity, project)
    return Import(module_of(path, project.conventions), link_name(reference, entity))


def link_values(reference: Reference, entity: Entity, project: Project) -> dict[str, Any]:
    """What the link model's template is told."""
    here, there = link_keys(reference, entity, project)
    name = link_name(reference, entity)
    layout = layout_of(entity, project)
    own = project.models.get(entity.name)
    near = Target(
        layout=layout,
        column=f"{layout.table}.{layout.pk}",
        is_big=own is not None and own.pk_is_big,
        optional=False,
    )
    left = _key(here, near, project.conventions, index=False)
    right = _key(there, target_of(reference, entity, project), project.conventions, index=True)
    # a base with a key of its own would make a third one
    base = Name("sqlmodel", "SQLModel") if project.conventions.pk_inherited else project.conventions.model_base
    known = bindings(Import(base.module, base.name))
    module = module_of(link_path(reference, entity, project), project.conventions)
    return {
        "imports": lines(needed([left, right, base.name], known, module)),
        "name": name,
        "base": base.name,
        "table": link_table(reference, entity, project),
        "left": left,
        "right": right,
    }


def link_table(reference: Reference, entity: Entity, project: Project) -> str:
    """The name of the link table: as it is, or in the style of the other tables."""
    standing = project.models.get(link_name(reference, entity))
    if standing is not None:
        return standing.table
    conventions = project.conventions
    sides = (bare_name(name, conventions.model_suffix) for name in (entity.name, reference.target))
    name = bare_name(reference.via, conventions.model_suffix) if reference.via else naming.link(*sides)
    return table_like_others(naming.table(name, conventions.table_style), conventions)


def _key(name: str, target: Target, conventions: Conventions, *, index: bool) -> str:
    key = foreign_key(target.column, "CASCADE", conventions)
    arguments = {name: value for name, value in key.items() if name != "ondelete"} | {"primary_key": "True"}
    if index:  # the primary key begins with the other column: this one is searched for from the other side
        arguments["index"] = "True"
    if target.is_big:
        arguments["sa_type"] = "sa.BigInteger"
    arguments |= key
    return f"{name}: {target.layout.pk_type} = Field({keywords(arguments)})"
