"""What a list endpoint answers with where siblings wrap their lists: ``PostsPublic(data=[...], count=2)``.

Its fields are read from a sibling's class. One that we do not understand (pages, links) is not imitated: the
endpoint then answers with a plain list.
"""

from __future__ import annotations

from scaffold.dataclass import dataclass
from scaffold.desired.layout import layout_of, module_of
from scaffold.facts import Class, read
from scaffold.fieldtypes import Import
from scaffold.project.project import Project
from scaffold.project.shapes import rows_and_number
from scaffold.spec.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A class around a list: ``items`` holds the rows, ``count`` (``""`` for none) how many there are in all."""

    name: str
    annotation: str
    items: str
    count: str
    generic: bool
    origin: Import


def envelope_of(entity: Entity, project: Project) -> Envelope | None:
    """The envelope of the entity's list, ``None`` for a plain one."""
    pattern = project.conventions.list_envelope
    layout = layout_of(entity, project)
    if project.conventions.list_style != "envelope" or not pattern or "schema" not in layout.modules:
        return None
    generic = "[" in pattern
    found = _sibling(pattern.partition("[")[0], entity, project)
    fields = rows_and_number(found[1]) if found else None
    if found is None or fields is None:
        return None
    written = layout.fill(pattern)
    home = module_of(found[0], project.conventions) if generic else layout.modules["schema"]
    name = written.partition("[")[0]
    items, count = fields
    return Envelope(name=name, annotation=written, items=items, count=count, generic=generic, origin=Import(home, name))


def _sibling(pattern: str, entity: Entity, project: Project) -> tuple[str, Class] | None:
    """The envelope of another entity, or the generic one, with its file."""
    siblings = [model.entity for name, model in sorted(project.models.items()) if name != entity.name]
    names = [layout_of(sibling, project).fill(pattern) for sibling in (*siblings, entity)]
    for path, text in sorted(project.files.items()):
        if not path.endswith(".py"):
            continue
        for name in names:
            if f"class {name}" in text and (found := read(text).named(name)) is not None:
                return path, found
    return None
