"""``class PostBase(SQLModel)``: the fields that the table and its schemas share, where siblings are written so.

It holds what a client may both send and see. Keys of other tables stay with the table: a request narrows them more
than a column can.
"""

from __future__ import annotations

from typing import Literal

from scaffold.dataclass import dataclass, replace
from scaffold.desired.columns import base_type, column, key_column
from scaffold.desired.keys import target_of
from scaffold.desired.layout import layout_of
from scaffold.desired.statements import class_on_disk
from scaffold.desired.storable import input_of, is_set_by_server, least, output_of
from scaffold.facts import Class, read
from scaffold.fieldtypes import Import
from scaffold.project.conventions import Conventions
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Field, Reference

Schema = Literal["create", "update", "out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityBase:
    """The base of one entity. ``standing`` is its class on disk, ``None`` for one that is yet to be written."""

    name: str
    layer: Literal["model", "schema"]  # whose file it stands in
    module: str
    parents: tuple[Import, ...] = ()
    standing: Class | None = None

    @property
    def header(self) -> str:
        """``PostBase(SQLModel)``."""
        bases = self.standing.bases if self.standing else [parent.binds for parent in self.parents]
        return f"{self.name}({', '.join(bases)})"

    def holds(self, field: Field | Reference) -> bool:
        """Whether the field is declared here: as it is on disk, and for a new one, when everybody may see it."""
        if isinstance(field, Reference):
            return bool(field.key_source) and self._declares(field.key)
        return self._declares(field.name) if field.source else is_shared(field)

    def _declares(self, name: str) -> bool:
        return self.standing is not None and self.standing.attribute(name) is not None

    def gives(self, field: Field | Reference, schema: Schema, conventions: Conventions) -> bool:
        """Whether a schema that inherits a new field from here has nothing to add to it."""
        if not isinstance(field, Field) or field.source or not self.holds(field) or schema == "update":
            return False
        stands = base_type(field)
        if schema == "create":
            return input_of(field).base == stands
        return field.type == "EmailStr" or output_of(replace(field, null=False), conventions) == stands


def is_shared(field: Field) -> bool:
    """Whether a client may both send the field and see it."""
    return not is_set_by_server(field) and not field.private


def entity_base(entity: Entity, project: Project) -> EntityBase | None:
    """The base of the entity; ``None`` where it has none, and where siblings do without."""
    layout, conventions = layout_of(entity, project), project.conventions
    name = f"{layout.name}Base"
    layers: tuple[Literal["model", "schema"], ...] = ("model", "schema")
    if (table := class_on_disk(entity.name, project)) is not None:
        for layer in (layer for layer in layers if layer in layout.paths and name in table.bases):
            standing = read(project.files.get(layout.paths[layer], "")).named(name)
            if standing is not None:
                return EntityBase(name=name, layer=layer, module=layout.modules[layer], standing=standing)
        return None
    for layer in layers:
        if conventions.entity_base == layer and layer in layout.paths:
            return EntityBase(name=name, layer=layer, module=layout.modules[layer], parents=_parents(project))
    return None


def _parents(project: Project) -> tuple[Import, ...]:
    return tuple(Import(name.module, name.name) for name in project.conventions.entity_base_parents) or (
        Import("sqlmodel", "SQLModel"),
    )


def base_columns(entity: Entity, base: EntityBase, project: Project) -> list[str]:
    """The statements of the base."""
    found = []
    for field in filter(base.holds, entity.fields):
        if isinstance(field, Reference):
            found.append(key_column(field, target_of(field, entity, project), project.conventions))
        else:
            found.append(column(field if field.source else replace(field, min=least(field)), project.conventions))
    return found
