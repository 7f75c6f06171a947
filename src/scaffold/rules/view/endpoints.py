"""The endpoints, and how routers hang together from the application down.

A router is known by the file and the name that it is assigned to there. What is included in a loop, from a list
that is computed or by a function is not followed: then the tree is ``computed`` and nobody is called unplugged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scaffold.dataclass import dataclass
from scaffold.facts import Call, Facts, Function
from scaffold.rule import Subject
from scaffold.rules.view.expressions import last, text_of
from scaffold.rules.view.tables import defined

METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_PARAMETER = re.compile(r"\{([^}:]+)(?::[^}]*)?\}")
Place = tuple[str, str]  # path of the file, name there


@dataclass(frozen=True, slots=True, kw_only=True)
class Router:
    """``router = APIRouter(prefix="/posts")``. ``prefix`` is ``None`` when it is computed."""

    path: str
    name: str
    prefix: str | None
    call: Call
    line: int
    column: int
    is_app: bool = False

    @property
    def place(self) -> Place:
        """What identifies it."""
        return self.path, self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One route. ``route`` is what the decorator says; ``router`` is ``None`` when it is not one that we know."""

    path: str
    function: Function
    decorator: Call
    method: str
    route: str | None
    router: Router | None

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in braces."""
        return tuple(_PARAMETER.findall(self.route or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """``parent.include_router(child, prefix=...)``. Either end may be unknown."""

    path: str
    call: Call
    parent: Place | None
    child: Place | None
    prefix: str | None


def routers(subject: Subject) -> Mapping[Place, Router]:
    """Every router and application, by place."""
    found: dict[Place, Router] = {}
    for path in subject.paths:
        if "APIRouter" not in subject.files[path] and "FastAPI" not in subject.files[path]:
            continue
        facts = subject.sources.facts(path)
        for assignment in facts.assignments:
            call = assignment.call
            kind = _router_kind(subject, path, facts, call) if call else ""
            if call and kind:
                found[(path, assignment.name)] = Router(
                    path=path,
                    name=assignment.name,
                    prefix=_prefix(call),
                    call=call,
                    line=assignment.line,
                    column=assignment.column,
                    is_app=kind == "app",
                )
    return found


def endpoints(subject: Subject) -> tuple[Endpoint, ...]:
    """Every function with a route decorator, once for each."""
    return tuple(_endpoints(subject))


def inclusions(subject: Subject) -> tuple[Inclusion, ...]:
    """Every ``include_router`` call, of modules and of functions."""
    return tuple(_inclusions(subject))


def prefixes(subject: Subject) -> Mapping[Place, tuple[str, ...] | None]:
    """The paths under which each router is reached; ``None`` when some step is computed, absent when unplugged."""
    found: dict[Place, tuple[str, ...] | None] = {}
    known = subject.view(routers)
    queue: list[tuple[Place, str | None]] = [(router.place, "") for router in known.values() if router.is_app]
    edges: dict[Place | None, list[Inclusion]] = {}
    for item in subject.view(inclusions):
        edges.setdefault(item.parent, []).append(item)
    # an application made inside a function: `app.include_router(api_router)` with an `app` that is no module's own
    queue += [(item.child, _joined("", item.prefix)) for item in edges.get(None, ()) if item.child is not None]
    depth = 0
    while queue and depth < 10_000:
        depth += 1
        place, base = queue.pop()
        router = known.get(place)
        own = _joined(base, router.prefix if router else None) if not (router and router.is_app) else base
        if place in found and (found[place] is None or own in (found[place] or ())):
            continue
        found[place] = None if own is None else (*(found.get(place) or ()), own)
        queue += [(item.child, _joined(own, item.prefix)) for item in edges.get(place, ()) if item.child]
    return found


def _joined(base: str | None, prefix: str | None) -> str | None:
    return None if base is None or prefix is None else base + prefix


def _router_kind(subject: Subject, path: str, facts: Facts, call: Call) -> str:
    name = last(facts.origin(call.func))
    if name == "FastAPI":
        return "app"
    if name == "APIRouter":
        return "router"
    found = subject.sources.find_class(path, call.func) if name.endswith("Router") else None
    if found and any(last(root) == "APIRouter" for root in subject.sources.roots(*found)):
        return "router"
    return ""


def _prefix(call: Call) -> str | None:
    given = call.keyword("prefix")
    if given is None:
        return None if call.keyword("**") is not None else ""
    return text_of(given)


def _endpoints(subject: Subject) -> Iterator[Endpoint]:
    known = subject.view(routers)
    for path in subject.paths:
        facts = subject.sources.facts(path)
        for function in facts.functions:
            for decorator in function.decorators:
                receiver, _, method = decorator.func.rpartition(".")
                if not receiver or method not in METHODS:
                    continue
                place = defined(subject, path, receiver) if (path, receiver) not in known else (path, receiver)
                router = known.get(place) if place else None
                if router is None and not _looks_like_route(decorator):
                    continue
                route = decorator.args[0] if decorator.args else decorator.keyword("path")
                yield Endpoint(
                    path=path,
                    function=function,
                    decorator=decorator,
                    method=method.upper(),
                    route=text_of(route) if route is not None else None,
                    router=router,
                )


def _looks_like_route(decorator: Call) -> bool:
    route = text_of(decorator.args[0]) if decorator.args else None
    return route is not None and (route == "" or route.startswith("/"))


def _inclusions(subject: Subject) -> Iterator[Inclusion]:
    known = subject.view(routers)
    for path in subject.paths:
        if "include_router" not in subject.files[path]:
            continue
        facts = subject.sources.facts(path)
        inner = (call for function in facts.functions for call in function.calls if not function.scope)
        methods = (call for cls in facts.classes for method in cls.methods for call in method.calls)
        for call in (*facts.calls, *inner, *methods):
            receiver, _, name = call.func.rpartition(".")
            if name != "include_router":
                continue
            first = call.args[0] if call.args else call.keyword("router")
            child = place_of(subject, path, first or "")
            parent = place_of(subject, path, receiver)
            yield Inclusion(
                path=path,
                call=call,
                parent=parent if parent in known else None,
                child=child if child in known and not call.loop else None,
                prefix=_prefix(call),
            )


def place_of(subject: Subject, path: str, name: str) -> Place | None:
    """Where ``posts.router``, ``router`` or ``app.api.posts.router`` is defined."""
    head, _, attribute = name.rpartition(".")
    if not name.replace(".", "").isidentifier():
        return None
    if not head:
        return defined(subject, path, name)
    sources = subject.sources
    target = sources.path_of(sources.facts(path).origin(head), path) or sources.path_of(
        sources.origin(path, head), path
    )
    return defined(subject, target, attribute) if target else None


def response_model(endpoint: Endpoint) -> str:
    """The source of what an endpoint answers with: ``response_model``, else the return annotation."""
    declared = endpoint.decorator.keyword("response_model")
    if declared is not None:
        return "" if declared == "None" else declared
    return endpoint.function.returns
