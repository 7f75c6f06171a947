"""How one layer calls another, as the project writes it.

Functions of a module are ``post_repo.create_post(session, data)``, those of a class
``PostRepository.create(session, data)``; a class that holds its session is ``PostRepository(session).create(data)``,
one of which the project keeps an instance ``post_service.create(session, data)``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from scaffold.dataclass import dataclass
from scaffold.desired.crud_base import base_of, filled, inherited_by
from scaffold.desired.layout import Layout, layout_of
from scaffold.desired.signatures import Signature, signature
from scaffold.fieldtypes import Import
from scaffold.project.base_methods import METHODS
from scaffold.project.conventions import Conventions
from scaffold.project.project import Project
from scaffold.spec.entity import Entity

# what a caller has at hand, in the order in which it is passed
_GIVEN = {
    "create": ("data",),
    "get": ("id",),
    "list": ("offset", "limit"),
    "count": (),
    "update": ("row", "data"),
    "delete": ("row",),
}
_PLAIN = {
    "create": "data: data",
    "get": "{row_id}: id",
    "list": "*, offset: offset, limit: limit",
    "count": "",
    "update": "{row}: row, data: data",
    "delete": "{row}: row",
}


@dataclass(frozen=True, slots=True)
class Callee:
    """A function of a layer; called with the sources of a session and of arguments, it gives that of the call."""

    verb: str
    on: str  # `PostRepository(session)`, with the word `session` where the session belongs
    signature: Signature
    row_id: str  # what the caller calls the key of its row

    def __call__(self, session: str, *arguments: str) -> str:
        plain = (each.partition("=")[2] or each for each in arguments)
        values = {"id": self.row_id, "session": session, **dict(zip(_GIVEN[self.verb], plain, strict=True))}
        sent = "exclude_unset=True" if self.verb == "update" else ""
        values["values"] = f"{values.get('data')}.model_dump({sent})"
        return self.signature.called(re.sub(r"(?<=[( ])session(?=[,)])", session, self.on), values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """The functions of one layer of one entity, and what other modules import to call them."""

    origin: Import
    made: str = ""  # what a module that calls them has to keep: `post_service = PostService()`
    create: Callee
    get: Callee
    list: Callee
    count: Callee
    update: Callee
    delete: Callee


def calls_to(layer: str, entity: Entity, project: Project) -> Calls:
    """How ``layer`` of the entity is called."""
    layout, conventions = layout_of(entity, project), project.conventions
    origin, on, made = _called_on(layer, layout, conventions)
    every = signatures_of(layer, entity, project)
    callees = {verb: Callee(verb, on, found, layout.row_id) for verb, found in every.items()}
    return Calls(origin=origin, made=made, **callees)


def _called_on(layer: str, layout: Layout, conventions: Conventions) -> tuple[Import, str, str]:
    """What is imported, what the functions are called on, and the statement that makes it in the caller."""
    name, module = class_of(layer, layout, conventions), layout.modules[layer]
    if not name:
        package, _, stem = module.rpartition(".")
        alias = _alias(layer, stem, layout)
        return (Import(package, stem, alias) if package else Import(stem, alias=alias)), alias or stem, ""
    made = made_of(layer, layout, conventions)
    instance = instance_of(layer, layout, conventions)
    if not instance:
        return Import(module, name), made, ""
    if is_kept_by_callers(layer, conventions):
        return Import(module, name), instance, f"{instance} = {made}"
    origin = Import(module, instance, _alias(layer, instance, layout))
    return origin, origin.binds, ""


def _alias(layer: str, name: str, layout: Layout) -> str:
    """`tag_service` for what is called `Tag`, `tag` or `tags`: the class and its rows, wherever it is called."""
    taken = (layout.entity, layout.row, layout.rows)
    return f"{layout.snake}_{'crud' if layer == 'repository' else layer}" if name in taken else ""


def origin_of(layer: str, layout: Layout, conventions: Conventions) -> Import:
    """What other modules import to call the layer."""
    return _called_on(layer, layout, conventions)[0]


def signatures_of(layer: str, entity: Entity, project: Project) -> Mapping[str, Signature]:
    """Each function of the layer, as its base has it or as it is written."""
    layout, conventions = layout_of(entity, project), project.conventions
    name, style = class_of(layer, layout, conventions), style_of(layer, conventions)
    base = base_of(layer, conventions)
    held = bool(base.session) if base else style == "holding"
    # a service finds the row by itself
    row = layout.row if layer == "repository" or base else layout.row_id
    found = {}
    for verb, usual in _function_names(layer, layout).items():
        taken = _PLAIN[verb].format(row=row, row_id=layout.row_id)
        plain = ", ".join(filter(None, ("" if held else "session: session", taken)))
        if not name and conventions.named_arguments:
            plain = "*, " + plain.replace("*, ", "")
        found[verb] = signature(f"{METHODS[verb] if name else usual}({plain})")
    return inherited_by(layer, entity, project, found) if base else found


def _function_names(layer: str, layout: Layout) -> Mapping[str, str]:
    by_id = "_by_id" if layer == "repository" else ""
    names = {verb: f"{verb}_{layout.snake}" for verb in ("create", "update", "delete")}
    return {**names, "get": f"get_{layout.snake}{by_id}"} | {v: f"{v}_{layout.plural}" for v in ("list", "count")}


def class_of(layer: str, layout: Layout, conventions: Conventions) -> str:
    """The class that holds the layer's functions, ``""`` where they stand by themselves."""
    if layer == "repository":
        pattern = conventions.repository_class or "{Name}Repository"
    else:
        pattern = conventions.service_class or "{Name}Service"
    return "" if style_of(layer, conventions) == "functions" else layout.fill(pattern)


def made_of(layer: str, layout: Layout, conventions: Conventions) -> str:
    """What the functions are called on where nobody keeps it: the class, or what it is made to be."""
    name, base, style = class_of(layer, layout, conventions), base_of(layer, conventions), style_of(layer, conventions)
    if base is not None:
        return filled(base.made.replace("{Class}", name), layout)
    if style == "holding":
        return f"{name}(session)"
    return f"{name}()" if style == "class" or instance_of(layer, layout, conventions) else name


def instance_of(layer: str, layout: Layout, conventions: Conventions) -> str:
    """The variable that the class's one instance is kept in, ``""`` where there is none."""
    return layout.fill(conventions.repository_instance if layer == "repository" else conventions.service_instance)


def is_kept_by_callers(layer: str, conventions: Conventions) -> bool:
    """Whether the instance stands where it is used, and not beside its class."""
    return layer == "service" and conventions.instances_in_routers


def inside_of(layer: str, entity: Entity, project: Project) -> dict[str, str]:
    """How the methods of the layer's class are written: what they take first, and what they call their session."""
    layout, conventions = layout_of(entity, project), project.conventions
    name, row_id, style = class_of(layer, layout, conventions), layout.row_id, style_of(layer, conventions)
    taken = f"session: {conventions.session_class.name}"
    values = {"class_name": name, "static": "", "holds": "", "instance": kept_beside(layer, layout, conventions)}
    if style == "holding":
        held = conventions.held_session
        own = {"first": "self", "own_get": f"self.get({row_id})", "holds": held, "session": f"self.{held}"}
    elif style == "class":
        own = {"first": f"self, {taken}", "own_get": f"self.get(session, {row_id})"}
    elif style == "functions":
        named = conventions.named_arguments
        sent = f"session=session, {row_id}={row_id}" if named else f"session, {row_id}"
        own = {"first": f"*, {taken}" if named else taken, "own_get": f"get_{layout.snake}({sent})"}
    else:
        own = {"first": taken, "own_get": f"{name}.get(session, {row_id})", "static": "    @staticmethod\n"}
    return values | own


def kept_beside(layer: str, layout: Layout, conventions: Conventions) -> str:
    """The statement below the class that makes its one instance, ``""`` where there is none."""
    instance = instance_of(layer, layout, conventions)
    if not instance or is_kept_by_callers(layer, conventions) or not class_of(layer, layout, conventions):
        return ""
    return f"{instance} = {made_of(layer, layout, conventions)}"


def style_of(layer: str, conventions: Conventions) -> str:
    """Functions, or which kind of class."""
    repository = layer == "repository"
    style = conventions.repository_style if repository else conventions.service_style
    kept = conventions.repository_instance if repository else conventions.service_instance
    # crud_tags = CRUDTag(Tag), of a base that a new class does without
    return "class" if style == "generic" and kept and base_of(layer, conventions) is None else style
