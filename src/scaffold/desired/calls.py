"""How one layer calls another: functions of a module (``post_repo.create_post(session, data)``) or of a class
(``PostRepository.create(session, data)``), as the project writes them."""

from __future__ import annotations

from dataclasses import dataclass

from scaffold.desired.layout import Layout
from scaffold.fieldtypes import Import
from scaffold.project.conventions import Conventions


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """The callables of one layer of one entity, as other modules spell them, and what they import for that."""

    origin: Import
    create: str
    get: str
    list: str
    count: str
    update: str
    delete: str


def calls_to(layer: str, layout: Layout, conventions: Conventions) -> Calls:
    """How ``layer`` of the entity is called."""
    if name := class_of(layer, layout, conventions):
        verbs = ("create", "get", "count", "update", "delete")
        spelled = {verb: f"{name}.{verb}" for verb in verbs}
        # not `list`: inside of the class that name would hide the type
        return Calls(origin=Import(layout.modules[layer], name), list=f"{name}.page", **spelled)
    package, _, module = layout.modules[layer].rpartition(".")
    by_id = "_by_id" if layer == "repository" else ""
    return Calls(
        origin=Import(package, module) if package else Import(module),
        create=f"{module}.create_{layout.snake}",
        get=f"{module}.get_{layout.snake}{by_id}",
        list=f"{module}.list_{layout.plural}",
        count=f"{module}.count_{layout.plural}",
        update=f"{module}.update_{layout.snake}",
        delete=f"{module}.delete_{layout.snake}",
    )


def class_of(layer: str, layout: Layout, conventions: Conventions) -> str:
    """The class that holds the layer's functions, ``""`` where they stand by themselves."""
    if layer == "repository":
        style, pattern = conventions.repository_style, conventions.repository_class or "{Name}Repository"
    else:
        style, pattern = conventions.service_style, conventions.service_class or "{Name}Service"
    return "" if style == "functions" else layout.fill(pattern)
