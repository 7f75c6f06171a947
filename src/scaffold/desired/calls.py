"""How one layer calls another, as the project writes it.

Functions of a module are ``post_repo.create_post(session, data)``, those of a class
``PostRepository.create(session, data)``; a class that holds its session is ``PostRepository(session).create(data)``.
"""

from __future__ import annotations

from scaffold.dataclass import dataclass
from scaffold.desired.layout import Layout
from scaffold.fieldtypes import Import
from scaffold.project.conventions import Conventions


@dataclass(frozen=True, slots=True)
class Callee:
    """A function of a layer; called with the sources of a session and of arguments, it gives that of the call."""

    name: str
    holder: str = ""  # the class that is made with the session

    def __call__(self, session: str, *arguments: str) -> str:
        if self.holder:
            return f"{self.holder}({session}).{self.name}({', '.join(arguments)})"
        return f"{self.name}({', '.join((session, *arguments))})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """The functions of one layer of one entity, and what other modules import to call them."""

    origin: Import
    create: Callee
    get: Callee
    list: Callee
    count: Callee
    update: Callee
    delete: Callee


def calls_to(layer: str, layout: Layout, conventions: Conventions) -> Calls:
    """How ``layer`` of the entity is called."""
    if name := class_of(layer, layout, conventions):
        return _of_class(Import(layout.modules[layer], name), holds=_style(layer, conventions) == "holding")
    package, _, module = layout.modules[layer].rpartition(".")
    by_id = "_by_id" if layer == "repository" else ""
    return Calls(
        origin=Import(package, module) if package else Import(module),
        create=Callee(f"{module}.create_{layout.snake}"),
        get=Callee(f"{module}.get_{layout.snake}{by_id}"),
        list=Callee(f"{module}.list_{layout.plural}"),
        count=Callee(f"{module}.count_{layout.plural}"),
        update=Callee(f"{module}.update_{layout.snake}"),
        delete=Callee(f"{module}.delete_{layout.snake}"),
    )


def _of_class(origin: Import, *, holds: bool) -> Calls:
    def method(verb: str) -> Callee:
        return Callee(verb, origin.binds) if holds else Callee(f"{origin.binds}.{verb}")

    # not `list`: inside of the class that name would hide the type
    verbs = {verb: method(verb) for verb in ("create", "get", "count", "update", "delete")}
    return Calls(origin=origin, list=method("page"), **verbs)


def class_of(layer: str, layout: Layout, conventions: Conventions) -> str:
    """The class that holds the layer's functions, ``""`` where they stand by themselves."""
    if layer == "repository":
        pattern = conventions.repository_class or "{Name}Repository"
    else:
        pattern = conventions.service_class or "{Name}Service"
    return "" if _style(layer, conventions) == "functions" else layout.fill(pattern)


def inside_of(layer: str, layout: Layout, conventions: Conventions) -> dict[str, str]:
    """How the methods of the layer's class are written: what they take first, and what they call their session."""
    name, row_id = class_of(layer, layout, conventions), layout.row_id
    if _style(layer, conventions) != "holding":
        first = f"session: {conventions.session_class.name}"
        own_get = f"{name}.get(session, {row_id})"
        return {"class_name": name, "static": "    @staticmethod\n", "first": first, "own_get": own_get, "holds": ""}
    held = conventions.held_session
    own_get = f"self.get({row_id})"
    values = {"class_name": name, "static": "", "first": "self", "own_get": own_get, "holds": held}
    return {**values, "session": f"self.{held}"}


def _style(layer: str, conventions: Conventions) -> str:
    return conventions.repository_style if layer == "repository" else conventions.service_style
