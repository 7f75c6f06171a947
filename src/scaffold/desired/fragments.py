"""Everything that an entity means, as text for each path: the layers, what other files get, what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from scaffold.dataclass import replace
from scaffold.desired import layers
from scaffold.desired.exports import exports
from scaffold.desired.formatting import formatted, own_modules
from scaffold.desired.inherited import with_inherited
from scaffold.desired.joining import joined
from scaffold.desired.keys import references_of
from scaffold.desired.layers import Rendering
from scaffold.desired.layout import as_class, layout_of, module_of
from scaffold.desired.model import model
from scaffold.desired.modules import alembic, missing_modules, packages, test_support
from scaffold.desired.occupied import refuse_occupied
from scaffold.desired.older_python import for_python, python_of
from scaffold.desired.parts import link_models, models_named, other_sides, registration
from scaffold.desired.planned import planned_model
from scaffold.desired.relations import ambiguous
from scaffold.desired.rendering import Draft
from scaffold.desired.rows import row_makers
from scaffold.desired.schema import schema
from scaffold.desired.sqlmodel_versions import refuse_too_old
from scaffold.desired.support import support_module
from scaffold.desired.templates import Renderer
from scaffold.desired.tests import tests
from scaffold.fragment import Fragment
from scaffold.project.project import Project
from scaffold.spec.entity import Entity

_LAYERS: Mapping[str, Callable[[Entity, Project], Rendering]] = {
    "model": model,
    "schema": schema,
    "repository": layers.repository,
    "service": layers.service,
    "router": layers.router,
    "tests": tests,
}


def desired(entity: Entity, project: Project) -> tuple[Fragment, ...]:
    """Every fragment that ``entity`` asks for in ``project``, those of missing support modules first.

    Raises ``ProjectError`` for a reference to a model that the project does not have or a template that cannot be
    rendered, ``SpecError`` for a field that nothing could fill, and ``StepError`` when ruff cannot format.
    """
    return desired_together((entity,), project)


def desired_together(entities: Sequence[Entity], project: Project) -> tuple[Fragment, ...]:
    """The fragments of several entities, in an order in which each finds the files that it is merged into.

    ``project.models`` may lack the entities: they are planned here. Everything is formatted in one go.
    """
    refuse_too_old(project.conventions)
    renderer = Renderer(project)
    project = replace(project, models={**project.models, **{e.name: planned_model(e, project) for e in entities}})
    whole = [with_inherited(as_class(entity, project), project) for entity in entities]
    project = replace(project, models={**project.models, **{e.name: planned_model(e, project) for e in whole}})
    refuse_occupied(whole, project)
    own = [fragment for each in whole for fragment in joined(_rendered(each, project, renderer))]
    fragments = dict.fromkeys((*_lacking(own, project, renderer), *own))
    return _formatted(sorted(fragments, key=lambda fragment: _ORDER[fragment.kind]), project)


_ORDER = {"once": 0, "file": 1, "part": 2}


def environment(project: Project) -> tuple[Fragment, ...]:
    """The session module and the Alembic environment, as far as the project lacks them."""
    session = Fragment(path="", owner="", text=f"import {support_module('session', project)}")
    renderer, package = Renderer(project), project.conventions.models_package
    lacking = _lacking([session], project, renderer)
    if package and package in project.files and any(fragment.path.endswith("/env.py") for fragment in lacking):
        # the environment imports the package, which has to know the models for it
        lacking += [draft.rendered(renderer) for draft in models_named(package, project)]
    return _formatted(lacking, project)


def support_afresh(paths: Collection[str], project: Project) -> tuple[Fragment, ...]:
    """The support modules at ``paths`` as they would be written if the project lacked them."""
    lacking = replace(project, files={path: text for path, text in project.files.items() if path not in paths})
    asked = "\n".join(f"import {module_of(path, project.conventions)}" for path in sorted(paths))
    modules = missing_modules([Fragment(path="", owner="", text=asked)], lacking, Renderer(lacking))
    return _formatted([module for module in modules if module.path in paths], lacking)


def _formatted(fragments: Sequence[Fragment], project: Project) -> tuple[Fragment, ...]:
    python = [fragment for fragment in fragments if fragment.path.endswith(".py") and fragment.text]
    version = python_of(project)
    texts = formatted([for_python(_as_in_tests(fragment, project), version) for fragment in python], project)
    written = {id(fragment): text for fragment, text in zip(python, texts, strict=True)}
    return tuple(replace(each, text=written.get(id(each), each.text)) for each in fragments)


def _as_in_tests(fragment: Fragment, project: Project) -> str:
    """The text of a test with ``from src.app.models import Item`` where the project's tests import so."""
    root = project.conventions.tests_root
    if not root or fragment.layer != "tests":
        return fragment.text
    names = "|".join(sorted(own_modules(project) - {"tests"}))
    return re.sub(rf"^(\s*(?:from|import) )(?=(?:{names})\b)", rf"\1{root}.", fragment.text, flags=re.MULTILINE)


def _rendered(entity: Entity, project: Project, renderer: Renderer) -> list[Fragment]:
    """What the entity asks for, then what packages hand on of it."""
    written = [draft.rendered(renderer) for draft in _drafts(entity, project)]
    return [*written, *(draft.rendered(renderer) for draft in exports(entity, project, written))]


def _drafts(entity: Entity, project: Project) -> Iterator[Draft]:
    yield from _layers(entity, project)
    yield from link_models(entity, project)
    yield from other_sides(entity, project)
    yield from _ends_to_complete(entity, project)
    yield from registration(entity, project)
    if "tests" in layout_of(entity, project).paths:
        yield from row_makers(entity, project)


def _layers(entity: Entity, project: Project) -> Iterator[Draft]:
    paths = layout_of(entity, project).paths
    for layer, rendering in _LAYERS.items():
        if layer in paths:
            template, values = rendering(entity, project)
            yield Draft(paths[layer], template, values, entity.name, layer)


def _ends_to_complete(entity: Entity, project: Project) -> Iterator[Draft]:
    """Relations that others declared, which a second key between the tables makes ambiguous."""
    own = layout_of(entity, project).paths["model"]
    for target in dict.fromkeys(reference.target for reference in references_of(entity)):
        other = project.models.get(target)
        if other is None or target == entity.name or not ambiguous(entity, target, project):
            continue
        if any(reference.target == entity.name for reference in references_of(other.entity)):
            drafts = (*_layers(other.entity, project), *other_sides(other.entity, project))
            yield from (draft for draft in drafts if draft.path in (other.path, own))


def _lacking(own: Sequence[Fragment], project: Project, renderer: Renderer) -> list[Fragment]:
    """What the fragments lean on and the project does not have."""
    layers_written = {fragment.layer for fragment in own}
    tests_support = [*test_support(project, renderer)] if "tests" in layers_written else []
    environment = [*alembic(project, renderer)]
    roots = [module_of(fragment.path, project.conventions) for fragment in own if fragment.path]
    if "router" in layers_written:
        roots.append(module_of(project.conventions.main, project.conventions))
    needed = Fragment(path="", owner="", text="\n".join(f"import {name}" for name in roots))
    modules = missing_modules([*own, *tests_support, *environment, needed], project, renderer)
    every = [*modules, *environment, *tests_support]
    return [*packages([f.path for f in (*own, *every)], project), *every]
