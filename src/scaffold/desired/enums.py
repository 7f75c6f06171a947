"""Enum classes: the ones that we write beside a model, and where the project keeps its own."""

from __future__ import annotations

import json

from scaffold import naming
from scaffold.desired.layout import layout_of, module_of
from scaffold.desired.older_python import python_of
from scaffold.facts import Class, read
from scaffold.fieldtypes import Import
from scaffold.project.enums import members_of
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Field


def enums_of(entity: Entity, project: Project) -> list[dict[str, list[str]]]:
    """The Enum classes that stand in the model's own file, as values of the template."""
    return [
        {"head": _head(field, entity, project), "members": _members(field, entity, project)}
        for field in entity.fields
        if isinstance(field, Field) and field.enum and _is_ours(field, entity, project)
    ]


def _head(field: Field, entity: Entity, project: Project) -> list[str]:
    """The class as it stands, or as we write it: its decorators and its first line."""
    standing = _standing(field, entity, project)
    if standing is None:
        base = "StrEnum" if python_of(project) >= (3, 11) else "str, Enum"
        return [f"class {field.enum}({base}):"]
    decorators = [
        f"@{each.func}({', '.join(each.args)})" if each.args else f"@{each.func}" for each in standing.decorators
    ]
    bases = ", ".join((*standing.bases, *(f"{key}={value}" for key, value in standing.keywords)))
    return [*decorators, f"class {field.enum}({bases}):"]


def _members(field: Field, entity: Entity, project: Project) -> list[str]:
    """The members that are there as they stand, and those that are new under their usual names."""
    standing = _standing(field, entity, project)
    there = members_of(standing) if standing else {}
    if not field.choices:  # of an Enum whose values are no text
        return [attribute.source for attribute in standing.attributes] if standing else []
    return [there.get(c) or f"{naming.constant(c)} = {json.dumps(c)}" for c in field.choices]


def _standing(field: Field, entity: Entity, project: Project) -> Class | None:
    return read(project.files.get(layout_of(entity, project).paths["model"], "")).named(field.enum or "")


def enum_imports(entity: Entity, project: Project) -> tuple[Import, ...]:
    """Where each Enum class of the entity's fields is imported from."""
    return tuple(
        Import(module_of(_path(field.enum, field, entity, project), project.conventions), field.enum)
        for field in entity.fields
        if isinstance(field, Field) and field.enum
    )


def _is_ours(field: Field, entity: Entity, project: Project) -> bool:
    """Written with the entity's words, now or earlier: then it stands in the model's file under the entity's name.

    The rest of its name is that of the field when it was written, which may have been renamed since.
    """
    name = field.enum or ""
    if _defines(project.files.get(layout_of(entity, project).paths["model"], ""), name):
        return field.writes_enum or name.startswith(entity.name)
    return field.writes_enum and not _elsewhere(name, project)


def _path(name: str, field: Field, entity: Entity, project: Project) -> str:
    own = layout_of(entity, project).paths["model"]
    return own if _is_ours(field, entity, project) else _elsewhere(name, project) or _planned(name, project) or own


def _planned(name: str, project: Project) -> str:
    """The file that is to have the class, because an entity that is written along with this one says its choices."""
    writing = (
        model.path
        for model in project.models.values()
        for field in model.entity.fields
        if isinstance(field, Field) and field.writes_enum and field.enum == name
    )
    return next(writing, "")


def _elsewhere(name: str, project: Project) -> str:
    """The file of the project that has the class, "" for none."""
    files = project.files
    return next((path for path in sorted(files) if path.endswith(".py") and _defines(files[path], name)), "")


def _defines(text: str, name: str) -> bool:
    return f"class {name}(" in text and read(text).named(name) is not None
