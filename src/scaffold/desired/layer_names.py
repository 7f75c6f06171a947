"""Every name that an entity's functions and tests may use, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.desired.calls import origin_of
from scaffold.desired.crud_base import base_import, base_of
from scaffold.desired.envelope import Envelope, envelope_of
from scaffold.desired.imports import bindings, lines, needed
from scaffold.desired.layout import Layout, layout_of, module_of
from scaffold.desired.statements import bound_in
from scaffold.desired.support import imports_from_support
from scaffold.fieldtypes import Import
from scaffold.project.project import Project
from scaffold.spec.entity import Entity


def imports(used: list[str], entity: Entity, project: Project, layer: str) -> str:
    """The import lines of a layer that uses these names."""
    layout = layout_of(entity, project)
    names_known = known(layout, project, envelope_of(entity, project))
    return lines(needed(used, names_known, layout.modules[layer]))


def known(layout: Layout, project: Project, envelope: Envelope | None = None) -> Mapping[str, Import]:
    """Every name that the entity's functions may use, and where it comes from."""
    conventions = project.conventions
    entries = [*imports_from_support(project)]
    entries += [model_import(name, project) for name in (*project.models, layout.entity)]
    if "schema" in layout.modules:
        schemas = (layout.create, layout.update, layout.out)
        entries += [Import(layout.modules["schema"], name) for name in schemas]
    if envelope is not None:
        entries.append(envelope.origin)
    for layer in ("repository", "service"):
        if layer in layout.modules:
            entries.append(origin_of(layer, layout, conventions))
        if base := base_of(layer, conventions):
            entries.append(base_import(base))
    for name in (
        conventions.session_class,
        conventions.session_dependency,
        conventions.session_provider,
    ):
        entries.append(Import(name.module, name.name))
    return bindings(*_FRAMEWORK, *entries)


_FRAMEWORK = (
    Import("fastapi", "APIRouter"),
    Import("fastapi", "Depends"),
    Import("fastapi", "status"),
    Import("httpx", "AsyncClient"),
    Import("fastapi.testclient", "TestClient"),
    Import("sqlalchemy.ext.asyncio", "async_sessionmaker"),
    Import("sqlalchemy.orm", "sessionmaker"),
    Import("types", "SimpleNamespace"),
    Import("sqlmodel", "col"),
    Import("sqlmodel", "func"),
    Import("sqlmodel", "select"),
)


def model_import(name: str, project: Project) -> Import:
    """How other modules get a model: from the models' package where that hands it on, else from its own module."""
    conventions, model = project.conventions, project.models.get(name)
    package = conventions.models_package or ""
    if package.endswith("/__init__.py") and _hands_on(package, name, project):
        return Import(module_of(package, conventions), name)
    return Import(model.module if model else "", name)


def _hands_on(package: str, name: str, project: Project) -> bool:
    """Whether the package has the name, or gets it together with the model's file."""
    model = project.models.get(name)
    if model is None or model.path not in project.files:
        return True
    bound = bound_in(project.files.get(package, ""))
    # one that says nothing is about to import every model beside it
    return name in bound if bound else model.path.startswith(f"{package.rpartition('/')[0]}/")
