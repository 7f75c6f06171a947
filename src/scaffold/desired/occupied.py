"""Files of a new entity that are someone else's: another entity's, or modules that generated code leans on.

Only files that are named after their entity are looked at: many may share one `models.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.desired.layout import Layout, layout_of
from scaffold.desired.statements import class_on_disk
from scaffold.desired.support import SUPPORT, support_path
from scaffold.errors import SpecError
from scaffold.project.conventions import is_for_one
from scaffold.project.project import Project
from scaffold.spec.entity import Entity


def refuse_occupied(entities: Sequence[Entity], project: Project) -> None:
    """Raise ``SpecError`` for a new entity one of whose files would hold something else, too."""
    new = [entity for entity in entities if class_on_disk(entity.name, project) is None]
    if not new:
        return
    support = {support_path(each, project) for each in SUPPORT} | set(project.conventions.support.values())
    owners = _owners(entities, project)
    for entity in new:
        layout = layout_of(entity, project)
        for path in _own_paths(layout, project):
            others = [name for name in owners.get(path, ()) if name != entity.name]
            if others:
                raise _refusal(layout, path, f"{layout.name} and {others[0]} would share {path}")
            if path in support:
                raise _refusal(layout, path, f"{layout.name} would need {path}, which generated code leans on")


def _owners(entities: Sequence[Entity], project: Project) -> Mapping[str, list[str]]:
    """The entities that have a file, or will have it."""
    asked, found = {entity.name for entity in entities}, dict[str, list[str]]()
    for name, model in project.models.items():
        for path in _own_paths(layout_of(model.entity, project), project):
            if name in asked or path in project.files:
                found.setdefault(path, []).append(name)
    return found


def _own_paths(layout: Layout, project: Project) -> list[str]:
    patterns = project.conventions.layers
    return [p for layer, p in layout.paths.items() if is_for_one(patterns[layer])]


def _refusal(layout: Layout, path: str, message: str) -> SpecError:
    stem = path.rpartition("/")[2].removesuffix(".py")
    by_plural = layout.plural in stem and layout.plural != layout.snake
    instead = f"{layout.name} --plural {layout.snake}_list" if by_plural else f"{layout.name}Record"
    return SpecError(message, where=layout.name, hint=f"scaffold entity {instead}")
