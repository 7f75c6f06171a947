"""What an entity adds to files that it does not own: the other side of relations, imports, the router's registration."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.desired.imports import bindings, lines, needed
from scaffold.desired.layers import model_import
from scaffold.desired.layout import layout_of, module_of
from scaffold.desired.links import link_import, link_path, link_values
from scaffold.desired.keys import links_of
from scaffold.desired.model import other_models, with_type_checking
from scaffold.desired.relations import far_ends
from scaffold.desired.rendering import Draft
from scaffold.desired.support import PROJECT, support_module
from scaffold.desired.statements import facts_of_model, imports_of
from scaffold.fieldtypes import Import
from scaffold.project.project import Project
from scaffold.spec.entity import Entity


def other_sides(entity: Entity, project: Project) -> Iterator[Draft]:
    """The relations' other ends, one draft for each class that has some."""
    for target, ends in far_ends(entity, project).items():
        model = project.models.get(target)
        if model is None or target == entity.name:
            continue  # the entity's own class declares both ends
        links = (link_import(reference, entity, project) for reference in links_of(entity))
        known = bindings(*links, *imports_of(facts_of_model(target, project)))
        code = [end.statement for end in ends]
        imports = with_type_checking(
            lines(needed(code, known, model.module)),
            other_models(ends, model.module, project, entity),
        )
        values = {"imports": imports, "target": target, "relations": code}
        yield Draft(model.path, "other_side.py.jinja", values, entity.name, "model", "part")


def link_models(entity: Entity, project: Project) -> Iterator[Draft]:
    """The classes of the link tables, unless the project has them."""
    for reference in links_of(entity):
        values = link_values(reference, entity, project)
        yield Draft(
            link_path(reference, entity, project), "link.py.jinja", values, entity.name, "model"
        )


def registration(entity: Entity, project: Project) -> Iterator[Draft]:
    """The models' package imports the model, and the registry includes the router."""
    conventions, layout = project.conventions, layout_of(entity, project)
    if conventions.models_package and layout.paths["model"] != conventions.models_package:
        exports = [Import(layout.modules["model"], entity.name)]
        exports += [link_import(reference, entity, project) for reference in links_of(entity)]
        values = {"imports": lines(exports), "names": sorted(item.name for item in exports)}
        yield Draft(
            conventions.models_package,
            "models_package.py.jinja",
            values,
            entity.name,
            "model",
            "part",
        )
    if "service" in layout.paths and "router" in layout.paths and conventions.main in project.files:
        yield _error_handlers(project)
    registry = conventions.registry
    if registry is not None and "router" in layout.paths:
        package, _, module = layout.modules["router"].rpartition(".")
        values = {
            "imports": lines([Import(package, module)]),
            "receiver": registry.receiver,
            "router": f"{module}.{conventions.router_name}",
        }
        yield Draft(registry.path, "registry.py.jinja", values, entity.name, "router", "part")


def _error_handlers(project: Project) -> Draft:
    """An application that was there before us answers our errors too."""
    conventions = project.conventions
    values = {
        "imports": lines(
            [Import(support_module("api_errors", project), "register_error_handlers")]
        ),
        "application": conventions.application,
    }
    return Draft(conventions.main, "error_handlers.py.jinja", values, PROJECT, "support", "part")
