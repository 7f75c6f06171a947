"""Enum classes: the ones that we write beside a model, and where the project keeps its own."""

from __future__ import annotations

import json

from scaffold import naming
from scaffold.desired.layout import layout_of, module_of
from scaffold.facts import read
from scaffold.fieldtypes import Import
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Field


def enums_of(entity: Entity, project: Project) -> list[dict[str, object]]:
    """The Enum classes that stand in the model's own file, as values of the template."""
    return [
        {
            "name": field.enum,
            "members": [{"name": naming.constant(c), "value": json.dumps(c)} for c in field.choices],
        }
        for field in entity.fields
        if isinstance(field, Field) and field.enum and _is_ours(field, entity, project)
    ]


def enum_imports(entity: Entity, project: Project) -> tuple[Import, ...]:
    """Where each Enum class of the entity's fields is imported from."""
    return tuple(
        Import(module_of(_path(field.enum, field, entity, project), project.conventions), field.enum)
        for field in entity.fields
        if isinstance(field, Field) and field.enum
    )


def _is_ours(field: Field, entity: Entity, project: Project) -> bool:
    """Written with the entity's words, now or earlier: then it stands in the model's file under our name."""
    if field.writes_enum:
        return True
    path = layout_of(entity, project).paths["model"]
    return field.enum == naming.enum(entity.name, field.name) and _defines(project.files.get(path, ""), field.enum)


def _path(name: str, field: Field, entity: Entity, project: Project) -> str:
    if _is_ours(field, entity, project):
        return layout_of(entity, project).paths["model"]
    return next(
        (path for path, text in sorted(project.files.items()) if path.endswith(".py") and _defines(text, name)),
        layout_of(entity, project).paths["model"],
    )


def _defines(text: str, name: str) -> bool:
    return f"class {name}(" in text and read(text).named(name) is not None
