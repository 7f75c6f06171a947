"""What each schema of an entity inherits, and which fields it has from there and need not say again."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.dataclass import dataclass
from scaffold.desired.entity_base import EntityBase, Schema, entity_base
from scaffold.desired.layout import layout_of
from scaffold.facts import Class
from scaffold.fieldtypes import Import
from scaffold.project.project import Project
from scaffold.project.sources import Sources
from scaffold.spec.entity import Entity


@dataclass(frozen=True, slots=True)
class Parent:
    """The class that a schema inherits, and the names of the fields that it gives."""

    origin: Import
    gives: frozenset[str] = frozenset()


def schema_parent(schema: Schema, entity: Entity, project: Project) -> Parent:
    """A schema that is there keeps its bases; a new one inherits the entity's own base, except for updates."""
    layout, usual = layout_of(entity, project), project.conventions.schema_base
    base = entity_base(entity, project)
    name = {"create": layout.create, "update": layout.update, "out": layout.out}[schema]
    chain = _chain(name, layout.paths["schema"], project)
    above = {f.name for cls in chain[1:] for f in cls.attributes if f.annotation}
    own = {f.name for f in chain[0].attributes} if chain else set()
    inherits = any(base is not None and cls.name == base.name for cls in chain) if chain else schema != "update"
    if base is None or not inherits:
        return Parent(Import(usual.module, usual.name), frozenset(above - own))
    return Parent(Import(base.module, base.name), frozenset((above | {*_new(base, schema, entity, project)}) - own))


def _new(base: EntityBase, schema: Schema, entity: Entity, project: Project) -> Iterator[str]:
    """The fields that the base is about to get and that the schema has nothing to add to."""
    return (field.name for field in entity.fields if base.gives(field, schema, project.conventions))


def _chain(name: str, path: str, project: Project) -> list[Class]:
    """The schema as it is on disk, then the project's own classes that it inherits; nothing for a new one."""
    if path not in project.files or name not in project.files[path]:
        return []
    sources = project.sources or Sources(project.files)
    item = next((each for each in sources.facts(path).classes if each.name == name), None)
    return [item, *(base for _, base in sources.bases(path, item))] if item else []
