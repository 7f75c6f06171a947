"""The endpoints of a file, and which files are routers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scaffold.facts import Call, Facts, Function
from scaffold.project.look import Look

_METHODS = ("get", "post", "put", "patch", "delete", "api_route")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``@receiver.method(route, ...)`` on a function or method."""

    receiver: str
    method: str
    route: str
    decorator: Call
    function: Function


def endpoints(facts: Facts) -> Iterator[Endpoint]:
    """Every endpoint of a file, methods of classes included."""
    methods = [method for item in facts.classes for method in item.methods]
    for function in (*facts.functions, *methods):
        for call in function.decorators:
            receiver, _, method = call.func.rpartition(".")
            path = call.args[0] if call.args else call.keyword("path")
            if receiver and method in _METHODS and path is not None:
                yield Endpoint(receiver, method, path.strip("rRfF").strip("\"'"), call, function)


def is_router(look: Look, path: str) -> bool:
    """A module that declares endpoints on an ``APIRouter`` of its own."""
    facts = look.sources.facts(path)
    return any(
        item.call and look.sources.origin(path, item.call.func).rpartition(".")[2].endswith("APIRouter")
        for item in facts.assignments
    ) and bool(list(endpoints(facts)))


def endpoints_on_the_application(look: Look) -> list[str]:
    """The files whose endpoints hang on an application instead of a router, and that use a model."""
    found = []
    names = {table.item.name for table in look.models}
    for path in look.application:
        facts = look.sources.facts(path)
        if is_router(look, path) or not any(endpoints(facts)):
            continue
        used = {item.attribute for item in facts.imports} | {item.name for item in facts.classes}
        if names & used:
            found.append(path)
    return found
