"""The layers of functions: repository, service, router. Which template each is written from, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scaffold.desired.calls import Calls, calls_to, class_of, inside_of, kept_beside, signatures_of
from scaffold.desired.crud_base import base_of, class_values
from scaffold.desired.envelope import envelope_of
from scaffold.desired.keys import ids_of, links_of, relations_of
from scaffold.desired.layer_names import imports
from scaffold.desired.layout import layout_of
from scaffold.desired.mounting import argument_of, value_of
from scaffold.desired.server_values import server_values
from scaffold.desired.sqlmodel_versions import assignment
from scaffold.desired.values import endpoint_session, names, spelling
from scaffold.project.project import Project
from scaffold.spec.entity import Entity

Rendering = tuple[str, dict[str, Any]]  # the template and its values


def repository(entity: Entity, project: Project) -> Rendering:
    """The functions that read and write rows."""
    if base_of("repository", project.conventions):
        return _inheriting("repository", entity, project)
    values = {
        **_common(entity, project, "repository"),
        **_storing(entity, project),
        **inside_of("repository", entity, project),
        "imports": imports(_used_to_store(entity, project), entity, project, "repository"),
    }
    return ("repository_class.py.jinja" if values["class_name"] else "repository.py.jinja"), values


def _inheriting(layer: str, entity: Entity, project: Project) -> Rendering:
    """A class that has most of its functions from the project's own base."""
    layout, conventions = layout_of(entity, project), project.conventions
    base = base_of(layer, conventions)
    assert base is not None
    values = {
        **_common(entity, project, layer),
        **_storing(entity, project),
        **class_values(layer, entity, project, signatures_of(layer, entity, project)),
        "class_name": class_of(layer, layout, conventions),
        "instance": kept_beside(layer, layout, conventions),
        "session": base.session and f"self.{base.session}",
    }
    values["imports"] = imports(_used_by_class(values, entity, project), entity, project, layer)
    return "repository_inherited.py.jinja", values


def _used_by_class(values: Mapping[str, Any], entity: Entity, project: Project) -> list[str]:
    own = values["own"]
    used = [values["base"], *values["body"], values["init"], values["instance"]]
    used += [project.conventions.session_class.name] if values["init"] else []
    used += [f"def {each['head']}: pass" for each in own.values()]
    used += [layout_of(entity, project).entity] if own else []
    used += ["col", "select"] if "list" in own else []
    used += ["func", "select"] if "count" in own else []
    return used + (_used_to_fill(entity, project) if "create" in own else [])


def service(entity: Entity, project: Project) -> Rendering:
    """The functions that keep the rules; they store through the repository, or themselves where there is none."""
    layout, conventions = layout_of(entity, project), project.conventions
    if base_of("service", conventions):
        return _inheriting("service", entity, project)
    values = {
        **_common(entity, project, "service"),
        **_checking(entity),
        **inside_of("service", entity, project),
    }
    used = _used_to_check(entity, project)
    if "repository" not in layout.paths:
        values |= _storing(entity, project)
        values["imports"] = imports([*used, *_used_to_store(entity, project)], entity, project, "service")
        return ("service_class_session.py.jinja" if values["class_name"] else "service_session.py.jinja"), values
    calls = calls_to("repository", entity, project)
    values |= {
        "repository": calls,
        "imports": imports([*used, calls.origin.binds], entity, project, "service"),
    }
    return ("service_class.py.jinja" if values["class_name"] else "service.py.jinja"), values


def router(entity: Entity, project: Project) -> Rendering:
    """The endpoints, over the service, the repository, or the session itself: whichever the project has."""
    layout, conventions = layout_of(entity, project), project.conventions
    session, envelope = endpoint_session(conventions), envelope_of(entity, project)
    row_id = "RowId" if layout.pk_type == "int" else layout.pk_type
    alone = on_application(project)
    prefix = prefix_of(entity, project) if alone else ""
    values = {
        **_common(entity, project, "router"),
        **session,
        "RowId": row_id,
        "router": conventions.application if alone else layout.fill(conventions.router_name),
        "router_arguments": "" if alone else router_arguments(entity, project),
        "on_application": alone,
        "path": prefix + conventions.router_path,
        "item_path": f"{prefix}/{{{layout.row_id}}}",
        "update_method": conventions.update_method,
        "listed": envelope.annotation if envelope else f"list[{layout.out}]",
        "from_attributes": "" if _reads_attributes(project) else ", from_attributes=True",
    }
    used = ["CONFLICT", "NOT_FOUND", "Offset", "Limit", layout.create, layout.update, layout.out]
    used += [row_id, "status", *_session_names(project), *([] if alone else ["APIRouter"])]
    if envelope is not None:
        used.append(envelope.name)
    return _router_over(entity, project, values, used)


def _router_over(entity: Entity, project: Project, values: dict[str, Any], used: list[str]) -> Rendering:
    layout, conventions = layout_of(entity, project), project.conventions
    stores = "service" if base_of("service", conventions) else "repository"
    if "service" in layout.paths and stores != "service":
        values["service"] = calls = calls_to("service", entity, project)
        values["imports"] = imports([*used, *_used_to_call(calls)], entity, project, "router")
        return "router.py.jinja", values | {"made": calls.made}
    values |= _checking(entity)
    used += _used_to_check(entity, project)
    if stores in layout.paths:
        values["repository"] = calls = calls_to(stores, entity, project)
        values["imports"] = imports([*used, *_used_to_call(calls)], entity, project, "router")
        return "router_repository.py.jinja", values | {"made": calls.made}
    values |= _storing(entity, project)
    values["imports"] = imports([*used, *_used_to_store(entity, project)], entity, project, "router")
    return "router_session.py.jinja", values


def _used_to_call(calls: Calls) -> list[str]:
    return [calls.made or calls.origin.binds]


def _common(entity: Entity, project: Project, layer: str) -> dict[str, Any]:
    layout = layout_of(entity, project)
    alone = "{" in project.conventions.layers[layer]
    return {
        **names(layout),
        **spelling(project.conventions),
        "session": "session",
        "envelope": envelope_of(entity, project),
        "prefix": "" if alone else f"{layout.snake.upper()}_",  # of constants
    }


def _storing(entity: Entity, project: Project) -> dict[str, Any]:
    links = links_of(entity)
    return {
        "links": [{"ids": ids_of(r), "name": r.name, "target": r.target} for r in links if not r.readonly],
        "unset_links": [r.name for r in links if r.readonly],  # a new row has them loaded, so that it can be answered
        "server_values": server_values(entity, project),
        "assigned_from": assignment(layout_of(entity, project).row, project.conventions),
    }


def _checking(entity: Entity) -> dict[str, Any]:
    checked = [r for r in relations_of(entity) if not r.readonly]
    return {"references": [{"key": ids_of(r), "target": r.target} for r in checked]}


def _used_to_store(entity: Entity, project: Project) -> list[str]:
    layout, conventions = layout_of(entity, project), project.conventions
    used = [layout.entity, layout.create, layout.update, layout.pk_type, conventions.session_class.name]
    used += ["col", "select", *_used_to_fill(entity, project)]
    if envelope_of(entity, project):
        used += ["func"]
    return used


def _used_to_fill(entity: Entity, project: Project) -> list[str]:
    """What a new row gets beside what was sent."""
    used: list[str] = []
    if made := server_values(entity, project):
        used += ["Callable", "Any", *(source for _, source in made)]
    if links := [link for link in links_of(entity) if not link.readonly]:
        used += ["set_links", "SQLModel", *(link.target for link in links)]
    return used


def _used_to_check(entity: Entity, project: Project) -> list[str]:
    layout, conventions = layout_of(entity, project), project.conventions
    used = [layout.entity, layout.create, layout.update, layout.pk_type, conventions.session_class.name]
    used += ["NotFoundError", "unit_of_work"]
    checked = [r.target for r in relations_of(entity) if not r.readonly]
    return [*used, "require_references", "SQLModel", *checked] if checked else used


def _session_names(project: Project) -> list[str]:
    conventions = project.conventions
    if conventions.session_style == "alias":
        return [conventions.session_dependency.name]
    if conventions.session_style == "context":
        return [conventions.session_provider.name]
    if conventions.session_style == "default":
        return [conventions.session_class.name, conventions.session_dependency.name]
    used = [conventions.session_class.name, conventions.session_provider.name, "Depends"]
    return [*used, "Annotated"] if conventions.session_style == "annotated" else used


def _reads_attributes(project: Project) -> bool:
    """Whether schemas take rows as they are: SQLModel's do, pydantic's must be told."""
    return project.conventions.schema_base.name == "SQLModel"


def router_arguments(entity: Entity, project: Project) -> str:
    """What the router is made with, unless siblings say it where they are registered."""
    registry, layout = project.conventions.registry, layout_of(entity, project)
    tags = f'tags=["{tag}"]' if (tag := layout.fill(project.conventions.router_tag)) else ""
    if registry is not None and registry.prefix == "include":
        return tags if registry.arguments and not argument_of(registry.arguments, "tags") else ""
    return ", ".join(filter(None, (f'prefix="{prefix_of(entity, project)}"', tags)))


def on_application(project: Project) -> bool:
    """Whether endpoints are written beside the application, on which they hang: then no router is made or included."""
    return project.conventions.layers.get("router") == project.conventions.main


def prefix_of(entity: Entity, project: Project) -> str:
    """Where the router's paths begin: ``/posts``, or as siblings are registered."""
    layout, registry = layout_of(entity, project), project.conventions.registry
    if registry is not None and registry.prefix == "include":
        said = layout.fill(registry.arguments)
        if prefix := argument_of(said, "prefix"):
            return value_of(prefix, project)
    prefix = layout.fill(project.conventions.router_prefix)
    # FastAPI answers /docs itself, before any router
    return "/doc-items" if prefix == "/docs" else prefix
