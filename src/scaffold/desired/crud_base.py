"""A class that inherits its functions from the project's own base: what it has to write itself, and how.

What the base gives is not repeated. A function is written where the base has none, and where the base knows nothing of
what the entity asks for: the rows that a payload links to, values that no client sends.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scaffold.desired.envelope import envelope_of
from scaffold.desired.keys import links_of
from scaffold.desired.layout import Layout, layout_of
from scaffold.desired.server_values import server_values
from scaffold.desired.signatures import Signature, signature
from scaffold.desired.sqlmodel_versions import assignment
from scaffold.fieldtypes import Import
from scaffold.project.conventions import Conventions, CrudBase
from scaffold.project.project import Project
from scaffold.spec.entity import Entity


def base_of(layer: str, conventions: Conventions) -> CrudBase | None:
    """What the layer's classes inherit from; a service that has a repository below it inherits nothing."""
    if layer == "repository":
        return conventions.repository_base
    return conventions.service_base if "repository" not in conventions.layers else None


def base_import(base: CrudBase) -> Import:
    """Where the base comes from."""
    module, _, name = base.base.partition("[")[0].partition(":")
    return Import(module, name)


def inherited_by(
    layer: str, entity: Entity, project: Project, usual: Mapping[str, Signature]
) -> Mapping[str, Signature]:
    """Each function as it is called: the base's own, one written over it, or one beside it under a free name."""
    base = base_of(layer, project.conventions)
    assert base is not None
    snake, unknown = layout_of(entity, project).snake, _unknown_to_base(base, entity, project)
    found = {}
    for verb, plain in usual.items():
        given = _given(base, verb)
        if given is not None and (verb not in unknown or _can_be_written_over(verb, given)):
            found[verb] = given
        elif plain.name in base.taken.split() or (given is not None and given.name == plain.name):
            found[verb] = Signature(f"{verb}_{snake}", plain.parameters)
        else:
            found[verb] = plain
    return found


def written(layer: str, entity: Entity, project: Project) -> tuple[str, ...]:
    """The functions that the class has to write."""
    base, envelope = base_of(layer, project.conventions), envelope_of(entity, project)
    assert base is not None
    unknown = _unknown_to_base(base, entity, project)
    wanted = ("create", "get", "list", *(("count",) if envelope and envelope.count else ()), "update", "delete")
    return tuple(verb for verb in wanted if verb in unknown or not _given(base, verb))


def _given(base: CrudBase, verb: str) -> Signature | None:
    text: str = getattr(base, verb)
    return signature(text) if text else None


def _unknown_to_base(base: CrudBase, entity: Entity, project: Project) -> frozenset[str]:
    links = links_of(entity)
    writes = any(not link.readonly for link in links)
    creates = bool(links or server_values(entity, project))
    asked = (verb for verb, needed in (("create", creates), ("update", writes)) if needed)
    return frozenset((*asked, *base.unlike.split()))


def _can_be_written_over(verb: str, given: Signature) -> bool:
    """A body needs the schema that was sent, and the row that it changes."""
    return verb not in ("create", "update") or ("data" in given.roles and (verb == "create" or "row" in given.roles))


def class_values(layer: str, entity: Entity, project: Project, every: Mapping[str, Signature]) -> dict[str, Any]:
    """What the template of such a class is told; ``every`` is how each function is called."""
    layout, conventions = layout_of(entity, project), project.conventions
    base = base_of(layer, conventions)
    assert base is not None
    bound = base.made != "{Class}"
    return {
        "base": filled(base.base.partition(":")[2], layout),
        "body": filled(base.body, layout).splitlines(),
        "init": filled(base.init, layout),
        "static": "" if bound else "    @staticmethod\n",
        "own": {
            verb: _function(verb, every[verb], layout, conventions, "self" if bound else "")
            for verb in written(layer, entity, project)
        },
    }


def _function(verb: str, found: Signature, layout: Layout, conventions: Conventions, first: str) -> dict[str, str]:
    """The head of a function, and what its body calls what it is given."""
    types = {
        "session": conventions.session_class.name,
        "data": layout.create if verb == "create" else layout.update,
        "row": layout.entity,
        "id": layout.pk_type,
        "offset": "int = 0",
        "limit": "int = 20",
    }
    named = {role: found.parameter(role) for role in ("data", "row", "offset", "limit", "session")}
    named["id"] = found.parameter("id") if "id" in found.roles else layout.row_id
    return {
        **named,
        "head": found.head(first, types),
        "assigned": assignment(named["row"], conventions)(named["data"]),
    }


def filled(text: str, layout: Layout) -> str:
    """A pattern of the base for this entity."""
    words = {"{Create}": layout.create, "{Update}": layout.update, "{pk_type}": layout.pk_type}
    for word, value in words.items():
        text = text.replace(word, value)
    return layout.fill(text.replace("{Entity}", layout.entity))
