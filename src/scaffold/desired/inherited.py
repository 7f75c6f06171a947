"""Columns that a new model gets from the bases which its siblings share: read as they will be once it is written."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.dataclass import replace
from scaffold.desired.entity_base import entity_base
from scaffold.desired.imports import lines
from scaffold.desired.layout import layout_of
from scaffold.desired.statements import class_on_disk
from scaffold.facts import Class
from scaffold.fieldtypes import Import
from scaffold.project.models import read_models
from scaffold.project.project import Project
from scaffold.project.sources import Sources
from scaffold.spec.entity import Entity, Field, Reference

_SQLMODEL = Import("sqlmodel", "SQLModel")


def bases_of(entity: Entity, project: Project) -> tuple[Import, ...]:
    """The classes that a new model inherits, in their order."""
    conventions = project.conventions
    names = dict.fromkeys((*conventions.mixins, conventions.model_base))
    bases = [Import(name.module, name.name) for name in names]
    own = entity_base(entity, project)
    if own is None:
        return tuple(bases)
    # what the own base is made from cannot stand before it
    others = [base for base in bases if base not in (*own.parents, _SQLMODEL)]
    first = Import(own.module, own.name)
    if not any(_is_sqlmodel(base, project) for base in (*own.parents, *others)):
        # class HeroBase(BaseModel)    class Hero(HeroBase, SQLModel, table=True)
        return (*others, first, _SQLMODEL)
    return (*others, first) if conventions.entity_base_last else (first, *others)


def _is_sqlmodel(base: Import, project: Project) -> bool:
    sources = project.sources or Sources(project.files)
    path = sources.path_of(base.module)
    found = sources.find_class(path, base.name) if path else None
    return "sqlmodel.SQLModel" in sources.roots(*found) if found else base == _SQLMODEL


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
    known = {field.name for field in entity.fields}
    more = tuple(field for field in inherited(entity, project) if field.name not in known)
    return replace(entity, fields=(*entity.fields, *more)) if more else entity


def imports_of_bases(entity: Entity, project: Project) -> tuple[Import, ...]:
    """What names mean where the bases are declared, as in ``default=State.NEW``; the nearest base comes last."""
    sources = project.sources or Sources(project.files)
    found: list[Import] = []
    for path in reversed(dict.fromkeys(where for where, _ in _chain(entity, project, sources))):
        facts = sources.facts(path)
        for item in facts.imports:
            if item.type_checking or item.scope or item.name == "*":
                continue
            home = sources.path_of(item.module, path) if item.module.startswith(".") else None
            module = sources.module_of(home) if home else item.module
            bound = item.attribute or module
            if not module.startswith("."):
                found.append(Import(module, item.attribute, "" if item.name == bound else item.name))
        found += [Import(sources.module_of(path), name) for name in sorted(facts.defined)]
    return tuple(found)


def _chain(entity: Entity, project: Project, sources: Sources) -> Iterator[tuple[str, Class]]:
    """The project's classes that the model inherits, nearest first, whether it is written already or not."""
    model, item = project.models.get(entity.name), class_on_disk(entity.name, project)
    if model is not None and item is not None:
        yield from sources.bases(model.path, item)
        return
    for base in bases_of(entity, project):
        path = sources.path_of(base.module)
        if found := sources.find_class(path, base.name) if path else None:
            yield found
            yield from sources.bases(*found)
