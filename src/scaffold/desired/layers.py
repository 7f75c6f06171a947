"""The layers of functions: repository, service, router. What each template is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scaffold.desired.imports import bindings, lines, needed
from scaffold.desired.keys import ids_of, links_of, relations_of
from scaffold.desired.layout import Layout, layout_of
from scaffold.desired.server_values import server_values
from scaffold.desired.support import imports_from_support
from scaffold.desired.values import names, spelling
from scaffold.fieldtypes import Import
from scaffold.naming import route
from scaffold.project.project import Project
from scaffold.spec.entity import Entity


def repository_values(entity: Entity, project: Project) -> dict[str, Any]:
    """What the repository's template is told."""
    layout = layout_of(entity, project)
    links = [
        {"ids": ids_of(link), "name": link.name, "target": link.target} for link in links_of(entity)
    ]
    used = [
        layout.entity,
        layout.create,
        layout.update,
        project.conventions.session_class.name,
        layout.pk_type,
    ]
    made = server_values(entity)
    used += ["Callable", "Any", *(source for _, source in made)] if made else []
    used += [link["target"] for link in links] + (["set_links", "SQLModel"] if links else [])
    return {
        **names(layout),
        **spelling(project.conventions),
        "links": links,
        "server_values": made,
        "imports": imports(used, layout, project, "repository"),
    }


def service_values(entity: Entity, project: Project) -> dict[str, Any]:
    """What the service's template is told."""
    layout = layout_of(entity, project)
    references = [
        {"key": ids_of(reference), "target": reference.target}
        for reference in relations_of(entity)
        if not reference.readonly
    ]
    repository = layout.modules["repository"].rpartition(".")[2]
    used = [
        layout.entity,
        layout.create,
        layout.update,
        project.conventions.session_class.name,
        layout.pk_type,
    ]
    used += ["NotFoundError", "unit_of_work", repository]
    used += [reference["target"] for reference in references]
    used += ["require_references", "SQLModel"] if references else []
    return {
        **names(layout),
        **spelling(project.conventions),
        "repository": repository,
        "references": references,
        "imports": imports(used, layout, project, "service"),
    }


def router_values(entity: Entity, project: Project) -> dict[str, Any]:
    """What the router's template is told."""
    layout, conventions = layout_of(entity, project), project.conventions
    service = layout.modules["service"].rpartition(".")[2]
    row_id = "RowId" if layout.pk_type == "int" else layout.pk_type
    dependency = conventions.session_dependency.name
    used = [layout.create, layout.update, layout.out, service, row_id, dependency]
    used += ["Limit", "Offset", "CONFLICT", "NOT_FOUND"]
    return {
        **names(layout),
        **spelling(conventions),
        "service": service,
        "RowId": row_id,
        "SessionDep": dependency,
        "prefix": prefix_of(entity, project),
        "item_path": f"/{{{layout.row_id}}}",
        "tag": route(entity.name, entity.plural),
        "imports": imports(used, layout, project, "router"),
    }


def prefix_of(entity: Entity, project: Project) -> str:
    """Where the router's paths begin: ``/posts``."""
    return f"/{route(entity.name, entity.plural)}"


def imports(used: list[str], layout: Layout, project: Project, layer: str) -> str:
    """The import lines of a layer that uses these names."""
    return lines(needed(used, known(layout, project), layout.modules[layer]))


def known(layout: Layout, project: Project) -> Mapping[str, Import]:
    """Every name that the entity's functions may use, and where it comes from."""
    conventions = project.conventions
    entries = [*imports_from_support(project)]
    entries += [model_import(name, project) for name in (*project.models, layout.entity)]
    entries += [
        Import(layout.modules["schema"], name)
        for name in (layout.create, layout.update, layout.out)
        if "schema" in layout.modules
    ]
    for layer in ("repository", "service"):
        if layer in layout.modules:
            package, _, module = layout.modules[layer].rpartition(".")
            entries.append(Import(package, module))
    for name in (
        conventions.session_class,
        conventions.session_dependency,
        conventions.session_provider,
    ):
        entries.append(Import(name.module, name.name))
    entries += [Import("httpx", "AsyncClient"), Import("fastapi.testclient", "TestClient")]
    entries += [
        Import("sqlalchemy.ext.asyncio", "async_sessionmaker"),
        Import("sqlalchemy.orm", "sessionmaker"),
    ]
    return bindings(*entries)


def model_import(name: str, project: Project) -> Import:
    """How other modules get a model: from the models' package where it has one, else from its own module."""
    from scaffold.desired.layout import module_of

    conventions = project.conventions
    if conventions.models_package and name not in exceptions(project):
        return Import(module_of(conventions.models_package, conventions), name)
    return Import(project.models[name].module, name)


def exceptions(project: Project) -> frozenset[str]:
    """Models that their package does not export."""
    return frozenset()
