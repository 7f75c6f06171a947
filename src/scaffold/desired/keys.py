"""The keys of a table as generated code spells them: its own, and those that point at other tables."""

from __future__ import annotations

import re

from scaffold import naming
from scaffold.dataclass import dataclass
from scaffold.desired.layout import Layout, layout_of
from scaffold.desired.statements import class_on_disk
from scaffold.errors import ProjectError
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The other entity of a reference."""

    layout: Layout
    column: str  # "users.id", as a foreign key names it
    is_big: bool  # a BIGINT
    optional: bool  # whether its key's annotation allows None until it is stored


def target_of(reference: Reference, entity: Entity, project: Project) -> Target:
    """Where ``reference`` leads. Raises ``ProjectError`` when the project has no such model."""
    if reference.target == entity.name:
        layout = layout_of(entity, project)
    elif (model := project.models.get(reference.target)) is not None:
        layout = layout_of(model.entity, project)
    else:
        raise ProjectError(
            f"there is no model {reference.target}",
            where=f"{entity.name}.{reference.name}",
            hint=f"scaffold entity {reference.target}",
        )
    address = f"{schema}.{layout.table}" if (schema := _schema(reference.target, project)) else layout.table
    model = project.models.get(reference.target)
    return Target(
        layout=layout,
        column=f"{address}.{layout.pk}",
        is_big=model is not None and model.pk_is_big,
        optional=layout.pk_type != "UUID",
    )


def keys_are_big(project: Project) -> bool:
    """Whether the project counts its rows in BIGINT: a new table does, too, and requests may name such rows."""
    whole = [model for model in project.models.values() if model.pk == "int"]
    return sum(model.pk_is_big for model in whole) * 2 > len(whole)


def _schema(name: str, project: Project) -> str:
    # __table_args__ = {"schema": "blog"}
    standing = class_on_disk(name, project)
    said = standing.attribute("__table_args__") if standing else None
    found = re.search(r"""["']schema["']\s*:\s*["'](\w+)["']""", said.source) if said else None
    return found[1] if found else ""


def relations_of(entity: Entity) -> tuple[Reference, ...]:
    """Every reference of the entity, in its order."""
    return tuple(f for f in entity.fields if isinstance(f, Reference))


def references_of(entity: Entity) -> tuple[Reference, ...]:
    """The references that are a column of the entity's own table."""
    return tuple(f for f in entity.fields if isinstance(f, Reference) and f.kind != "many-to-many")


def links_of(entity: Entity) -> tuple[Reference, ...]:
    """The references that go through a link table."""
    return tuple(f for f in entity.fields if isinstance(f, Reference) and f.kind == "many-to-many")


def ids_of(reference: Reference) -> str:
    """How payloads name what the reference leads to: ``author_id``, ``tag_ids``."""
    if reference.kind != "many-to-many":
        return reference.key
    return f"{singular_of(reference)}_ids"


def singular_of(reference: Reference) -> str:
    """One of the rows of a many-to-many relation: the relation's own name without its plural, else the target's."""
    target = naming.snake(reference.target)
    if reference.name == naming.plural(target):
        return target
    for stem in (reference.name.removesuffix("s"), reference.name):
        if naming.plural(stem) == reference.name:
            return stem
    return reference.name
