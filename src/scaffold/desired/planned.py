"""Where an entity's class will stand, before it is written."""

from __future__ import annotations

from scaffold.dataclass import replace
from scaffold.desired.keys import keys_are_big
from scaffold.desired.layout import layout_of
from scaffold.project.project import Model, Project
from scaffold.spec.entity import Entity, Reference


def planned_model(entity: Entity, project: Project) -> Model:
    """The model that ``entity`` will be; one that exists keeps its place."""
    standing = project.models.get(entity.name)
    if standing is not None:
        return replace(standing, entity=entity)
    layout = layout_of(entity, project)
    keys = [field.key for field in entity.fields if isinstance(field, Reference) and field.key]
    return Model(
        entity=entity,
        path=layout.paths["model"],
        module=layout.modules["model"],
        line=1,
        table=layout.table,
        pk=layout.pk_type,
        pk_is_big=layout.pk_type == "int" and keys_are_big(project),
        attributes=(entity.pk_name, *(field.name for field in entity.fields), *keys),
    )
