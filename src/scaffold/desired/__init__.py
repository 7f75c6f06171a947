"""Which fragments should be true: everything that an entity means, as text for each path (the only home of Jinja)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scaffold.desired.formatting import formatted
from scaffold.desired.layers import repository_values, router_values, service_values
from scaffold.desired.keys import references_of
from scaffold.desired.layout import layout_of, module_of
from scaffold.desired.model import model_values
from scaffold.desired.modules import alembic, missing_modules, packages, test_support
from scaffold.desired.parts import link_models, other_sides, registration
from scaffold.desired.relations import ambiguous
from scaffold.desired.rendering import Draft
from scaffold.desired.schema import schema_values
from scaffold.desired.templates import Renderer, shipped_templates, templates_digest
from scaffold.desired.tests import tests_values
from scaffold.fragment import Fragment
from scaffold.project.project import Project
from scaffold.spec.entity import Entity

__all__ = ["desired", "shipped_templates", "templates_digest"]

_LAYERS = {
    "model": model_values,
    "schema": schema_values,
    "repository": repository_values,
    "service": service_values,
    "router": router_values,
    "tests": tests_values,
}


def desired(entity: Entity, project: Project) -> tuple[Fragment, ...]:
    """Every fragment that ``entity`` asks for in ``project``, those of missing support modules first.

    Raises ``ProjectError`` for a reference to a model that the project does not have or a template that cannot be
    rendered, and ``StepError`` when what a template wrote cannot be formatted.
    """
    renderer = Renderer(project)
    own = [draft.rendered(renderer) for draft in _drafts(entity, project)]
    fragments = [*_lacking(own, project, renderer), *own]
    python = [fragment for fragment in fragments if fragment.path.endswith(".py") and fragment.text]
    texts = formatted([fragment.text for fragment in python], project.conventions)
    written = {id(fragment): text for fragment, text in zip(python, texts, strict=True)}
    return tuple(
        replace(fragment, text=written.get(id(fragment), fragment.text)) for fragment in fragments
    )


def _lacking(own: list[Fragment], project: Project, renderer: Renderer) -> list[Fragment]:
    """What the fragments lean on and the project does not have."""
    tests = [*test_support(project, renderer)] if any(f.layer == "tests" for f in own) else []
    environment = [*alembic(project, renderer)]
    entry = [
        Fragment(
            path="",
            owner="",
            text=f"import {module_of(project.conventions.main, project.conventions)}",
        )
    ]
    routed = entry if any(f.layer == "router" for f in own) else []
    parts = [Fragment(path="", owner="", text=f"import {name}") for name in _patched(own, project)]
    modules = missing_modules([*own, *tests, *environment, *routed, *parts], project, renderer)
    every = [*modules, *environment, *tests]
    markers = packages([f.path for f in (*own, *every)], project)
    return [*markers, *every]


def _patched(own: list[Fragment], project: Project) -> list[str]:
    """The modules that parts are merged into, which must exist."""
    return [
        module_of(fragment.path, project.conventions)
        for fragment in own
        if fragment.kind == "part" and fragment.path.endswith(".py")
    ]


def _drafts(entity: Entity, project: Project) -> Iterator[Draft]:
    layout = layout_of(entity, project)
    for layer, values in _LAYERS.items():
        if layer in layout.paths:
            yield Draft(
                layout.paths[layer],
                f"{layer}.py.jinja",
                values(entity, project),
                entity.name,
                layer,
            )
    yield from link_models(entity, project)
    yield from other_sides(entity, project)
    yield from _ends_to_complete(entity, project)
    yield from registration(entity, project)


def _ends_to_complete(entity: Entity, project: Project) -> Iterator[Draft]:
    """Relations that others declared, which a second key between the tables makes ambiguous."""
    for target in dict.fromkeys(reference.target for reference in references_of(entity)):
        model = project.models.get(target)
        if model is None or target == entity.name or not ambiguous(entity, target, project):
            continue
        if any(reference.target == entity.name for reference in references_of(model.entity)):
            values = model_values(model.entity, project)
            yield Draft(model.path, "model.py.jinja", values, target, "model")
            own = layout_of(entity, project).paths["model"]
            yield from (d for d in other_sides(model.entity, project) if d.path == own)
