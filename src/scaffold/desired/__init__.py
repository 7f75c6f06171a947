"""Which fragments should be true: everything that an entity means, as text for each path (the only home of Jinja)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scaffold.desired.formatting import formatted
from scaffold.desired.layers import repository_values, router_values, service_values
from scaffold.desired.layout import layout_of
from scaffold.desired.model import model_values
from scaffold.desired.parts import link_models, other_sides, registration
from scaffold.desired.rendering import Draft
from scaffold.desired.schema import schema_values
from scaffold.desired.templates import Renderer, shipped_templates, templates_digest
from scaffold.fragment import Fragment
from scaffold.project.project import Project
from scaffold.spec.entity import Entity

__all__ = ["desired", "shipped_templates", "support_fragments", "templates_digest"]

_LAYERS = {
    "model": model_values,
    "schema": schema_values,
    "repository": repository_values,
    "service": service_values,
    "router": router_values,
}


def desired(entity: Entity, project: Project) -> tuple[Fragment, ...]:
    """Every fragment that ``entity`` asks for in ``project``, those of missing support modules first.

    Raises ``ProjectError`` for a reference to a model that the project does not have or a template that cannot be
    rendered, and ``StepError`` when what a template wrote cannot be formatted.
    """
    renderer = Renderer(project)
    rendered = [draft.rendered(renderer) for draft in _drafts(entity, project)]
    texts = formatted([fragment.text for fragment in rendered], project.conventions)
    return tuple(replace(fragment, text=text) for fragment, text in zip(rendered, texts, strict=True))


def _drafts(entity: Entity, project: Project) -> Iterator[Draft]:
    layout = layout_of(entity, project)
    for layer, values in _LAYERS.items():
        if layer in layout.paths:
            yield Draft(layout.paths[layer], f"{layer}.py.jinja", values(entity, project), entity.name, layer)
    yield from link_models(entity, project)
    yield from other_sides(entity, project)
    yield from registration(entity, project)


def support_fragments(project: Project) -> tuple[Fragment, ...]:
    return ()
