"""The endpoints of a file."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.dataclass import dataclass
from scaffold.facts import Call, Facts, Function

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
