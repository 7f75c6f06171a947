"""Columns that a new model gets from the bases which its siblings share: read as they will be once it is written."""

from __future__ import annotations

from scaffold.desired.entity_base import entity_base
from scaffold.desired.imports import lines
from scaffold.desired.layout import layout_of
from scaffold.desired.statements import class_on_disk
from scaffold.fieldtypes import Import
from scaffold.project.models import read_models
from scaffold.project.project import Project
from scaffold.project.sources import Sources
from scaffold.spec.entity import Entity, Field, Reference


def bases_of(entity: Entity, project: Project) -> tuple[Import, ...]:
    """The classes that a new model inherits, in their order."""
    conventions = project.conventions
    names = dict.fromkeys((*conventions.mixins, conventions.model_base))
    bases = [Import(name.module, name.name) for name in names]
    own = entity_base(entity, project)
    if own is None:
        return tuple(bases)
    # what the own base is made from cannot stand before it
    others = [base for base in bases if base not in (*own.parents, Import("sqlmodel", "SQLModel"))]
    first = Import(own.module, own.name)
    return (*others, first) if conventions.entity_base_last else (first, *others)


def inherited(entity: Entity, project: Project) -> tuple[Field | Reference, ...]:
    """The fields of the bases; nothing for a class that is there, whose fields were read with it."""
    if class_on_disk(entity.name, project):
        return ()
    own = entity_base(entity, project)
    bases = [base for base in bases_of(entity, project) if own is None or base.name != own.name]
    bases += own.parents if own else ()
    if all(base.module == "sqlmodel" for base in bases):
        return ()
    layout = layout_of(entity, project)
    names = ", ".join(base.name for base in bases)
    stub = f"{lines(bases)}\n\n\nclass {layout.entity}({names}, table=True):\n    pass\n"
    sources = project.sources or Sources(project.files)
    model = read_models(sources.over({"scaffold_stub.py": stub})).get(layout.entity)
    return model.entity.fields if model else ()


def with_inherited(entity: Entity, project: Project) -> Entity:
    """The entity with the columns of its bases, as it will be read from its file."""
    from scaffold.dataclass import replace

    known = {field.name for field in entity.fields}
    more = tuple(field for field in inherited(entity, project) if field.name not in known)
    return replace(entity, fields=(*entity.fields, *more)) if more else entity
