"""What an entity adds to files that it does not own: the other side of relations, imports, registrations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from scaffold.desired.imports import bindings, lines, needed
from scaffold.desired.keys import links_of
from scaffold.desired.layers import on_application, prefix_of
from scaffold.desired.layout import Layout, layout_of
from scaffold.desired.links import link_import, link_path, link_values
from scaffold.desired.model import other_models, with_type_checking
from scaffold.desired.modules import models_beside
from scaffold.desired.relations import far_ends
from scaffold.desired.rendering import Draft
from scaffold.desired.statements import bound_in, facts_of_model, imports_of
from scaffold.desired.support import PROJECT, support_module, unused_import
from scaffold.fieldtypes import Import
from scaffold.project.conventions import Registry
from scaffold.project.project import Project
from scaffold.project.sources import Sources
from scaffold.spec.entity import Entity


def other_sides(entity: Entity, project: Project) -> Iterator[Draft]:
    """The relations' other ends, one draft for each class that has some."""
    own = layout_of(entity, project).paths["model"]
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
        # in one file with the entity's own class, they must not be taken for one contribution
        owner = entity.name if model.path != own else f"{entity.name}+{target}"
        yield Draft(model.path, "other_side.py.jinja", values, owner, "model", "part")


def link_models(entity: Entity, project: Project) -> Iterator[Draft]:
    """The classes of the link tables, unless the project has its own."""
    for reference in links_of(entity):
        path, values = link_path(reference, entity, project), link_values(reference, entity, project)
        yield Draft(path, "link.py.jinja", values, entity.name, "model")


def registration(entity: Entity, project: Project) -> Iterator[Draft]:
    """The models' package imports the model, and the registry includes the router."""
    conventions, layout = project.conventions, layout_of(entity, project)
    package = conventions.models_package or ""
    if package.endswith("/__init__.py") and layout.paths["model"] != package:
        yield from _exports(entity, project, package)
    elif layout.paths["model"] != package:
        yield from _known_to_alembic(entity, project)
    if "router" in layout.paths:
        if conventions.main in project.files:
            yield _error_handlers(project)
        registry = None if on_application(project) else conventions.registry
        if registry is not None and registry.style in ("call", "list"):
            values = _registry_values(entity, project, registry)
            template = "registry.py.jinja" if registry.style == "call" else "registry_list.py.jinja"
            yield Draft(registry.path, template, values, entity.name, "router", "part")


def _exports(entity: Entity, project: Project, package: str) -> Iterator[Draft]:
    """The names that the models' package hands on.

    A part asks for an ``__all__`` that is there already; a package that is new, or says nothing yet, gets one.
    """
    layout = layout_of(entity, project)
    names = [Import(layout.modules["model"], layout.entity)]
    names += [link_import(reference, entity, project) for reference in links_of(entity)]
    if not _says_nothing(package, project):
        yield _exporting(names, package, entity.name, "part")
        return
    yield from models_named(package, project, entity.name)
    yield _exporting(names, package, entity.name, "file")


def models_named(package: str, project: Project, without: str = "") -> Iterator[Draft]:
    """The models that are there already, in a package that says nothing of them."""
    others = [Import(module, name) for module, name in models_beside(package, project) if name != without]
    if others and _says_nothing(package, project):
        yield _exporting(others, package, PROJECT, "file")


def _exporting(names: list[Import], path: str, owner: str, kind: Literal["file", "part"]) -> Draft:
    values = {"imports": lines(names), "names": sorted(item.name for item in names)}
    return Draft(path, "models_package.py.jinja", values, owner, "model", kind)


def _says_nothing(path: str, project: Project) -> bool:
    text = project.files.get(path)
    return text is None or not bound_in(text)


def registry_lines(entity: Entity, project: Project) -> str:
    """What a person pastes where routers are registered by a computation that nobody can edit surely."""
    registry = project.conventions.registry or Registry(path=project.conventions.main, receiver="app")
    values = _registry_values(entity, project, registry)
    return f"{values['imports']}\n\n{values['receiver']}.include_router({values['router']})\n"


def _registry_values(entity: Entity, project: Project, registry: Registry) -> dict[str, Any]:
    conventions, layout = project.conventions, layout_of(entity, project)
    package, _, module = layout.modules["router"].rpartition(".")
    name = layout.fill(conventions.router_name)
    alias = layout.fill(registry.alias)
    # app/{plural}/routes.py: every module has the same name
    alike = "{" not in conventions.layers["router"].rpartition("/")[2]
    if registry.imports == "module" and (alias or not alike):
        origin = Import(package, module) if package else Import(module)
        bound = alias or module
        statement = f"{origin.statement} as {alias}" if alias and alias != module else origin.statement
        router = f"{bound}.{name}"
    else:
        router = alias or (name if name != "router" else f"{layout.plural}_router")
        origin = Import(layout.modules["router"], name)
        statement = f"{origin.statement} as {router}" if router != name else origin.statement
    arguments = layout.fill(registry.arguments)
    if not arguments and registry.prefix == "include":
        arguments = f'prefix="{prefix_of(entity, project)}", tags=["{layout.fill("{route}")}"]'
    return {
        "imports": statement,
        "receiver": registry.receiver,
        "router": f"{router}, {arguments}" if arguments else router,
    }


def _known_to_alembic(entity: Entity, project: Project) -> Iterator[Draft]:
    """Where nothing imports every model, Alembic's environment does."""
    conventions, layout = project.conventions, layout_of(entity, project)
    environment = conventions.models_package or ""  # none: the models are found without us
    text = project.files.get(environment)
    if text is None or any(word in text for word in ("iter_modules", "walk_packages", "import_module", "glob(")):
        return
    modules = {model.path for name, model in project.models.items() if name != entity.name}
    said = re.search(rf"^import {re.escape(layout.modules['model'])}\b", text, re.MULTILINE) is not None
    if layout.paths["model"] in modules and not said:
        return  # the file is known by its other models
    imported = unused_import(layout.modules["model"]) if said else _imported_alike(environment, layout, project)
    values = {"imported": imported}
    yield Draft(environment, "environment.py.jinja", values, entity.name, "model", "part")


def _imported_alike(environment: str, layout: Layout, project: Project) -> str:
    """The model's import as the file imports most of the others: their classes, or their modules."""
    sources, module = project.sources or Sources(project.files), layout.modules["model"]
    classes = {(model.path, name) for name, model in project.models.items()}
    paths = {path for path, _ in classes}
    forms: Counter[str] = Counter()
    noqa = ""
    for item in sources.facts(environment).imports:
        if item.scope or item.type_checking or item.name != item.attribute:
            continue
        if (sources.path_of(item.module, environment), item.attribute) in classes:
            # from app.models.user import User
            forms[f"from {module} import {layout.entity}"] += 1
        elif sources.path_of(item.joined, environment) in paths:
            # from app.models import user
            forms["from {} import {}".format(*module.rpartition(".")[::2])] += 1
        else:
            continue
        line = sources.text(environment).splitlines()[item.line - 1]
        noqa = noqa or "".join(re.findall(r"  # noqa.*", line))
    if not forms or not module.rpartition(".")[0]:
        return unused_import(module)
    return forms.most_common(1)[0][0] + noqa


def _error_handlers(project: Project) -> Draft:
    """An application that was there before us answers our errors too."""
    conventions = project.conventions
    errors = Import(support_module("api_errors", project), "register_error_handlers")
    values = {"imports": lines([errors]), "application": conventions.application}
    return Draft(conventions.main, "error_handlers.py.jinja", values, PROJECT, "support", "part")
