"""Where routers are plugged in, and whether one more can be plugged in surely."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from scaffold.dataclass import dataclass
from scaffold.facts import Assignment, Call, Facts
from scaffold.project.conventions import Conventions, Registry
from scaffold.project.endpoints import endpoints
from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.spelling import Spelling

_LOADERS = {"import_module", "module_from_spec", "__import__"}
_DISCOVERY = _LOADERS | {"iter_modules", "walk_packages", "glob", "rglob", "listdir", "iterdir"}


@dataclass(frozen=True, slots=True)
class _Include:
    """One ``receiver.include_router(router, ...)``; ``target`` is the file of the router, where it can be told."""

    path: str
    call: Call
    receiver: str
    argument: str
    target: str | None


def find_registry(look: Look, here: Conventions) -> Iterator[Found]:
    """``registry``; ``here`` is what was found so far."""
    includes = [item for path in look.application for item in _includes(look, path)]
    plain = [item for item in includes if item.target and item.target in look.routers]
    best = _most(plain)
    if best:
        yield _by_calls(look, [item for item in plain if (item.path, item.receiver) == best])
    elif repeated := [item for item in includes if item.call.loop or _takes_what_it_loads(look, item)]:
        yield _by_loop(look, repeated[0])
    else:
        yield _empty(look, here)


def _includes(look: Look, path: str) -> Iterator[_Include]:
    facts = look.sources.facts(path)
    calls = [*facts.calls, *(call for function in facts.functions for call in function.calls)]
    seen = set()
    for call in calls:
        receiver, _, method = call.func.rpartition(".")
        argument = call.args[0] if call.args else call.keyword("router") or ""
        if method == "include_router" and argument and (call.line, call.column) not in seen:
            seen.add((call.line, call.column))
            yield _Include(path, call, receiver, argument, _target(look, path, argument))


def _takes_what_it_loads(look: Look, item: _Include) -> bool:
    """``module = import_module(name); app.include_router(module.router)``, in a function that is called for each."""
    facts = look.sources.facts(item.path)
    return item.target is None and _calls_any(_LOADERS, _calls_around(facts, item.call))


def _calls_around(facts: Facts, call: Call) -> tuple[Call, ...]:
    scope = _scope(facts, call)
    return next((f.calls for f in facts.functions if scope and f.name == scope), facts.calls)


def _calls_any(names: set[str], calls: Iterable[Call]) -> bool:
    return any(call.func.rpartition(".")[2] in names for call in calls)


def _target(look: Look, path: str, argument: str) -> str | None:
    """``posts.router`` and ``posts_router``: the file that makes the router."""
    sources, facts = look.sources, look.sources.facts(path)
    head, _, name = argument.rpartition(".")
    if head:
        module = sources.path_of(facts.origin(head), path) or sources.path_of(sources.origin(path, head), path)
        return _maker(look, module, name) if module else None
    return _maker(look, path, argument)


def _maker(look: Look, path: str, name: str) -> str:
    home = look.sources.find_assignment(path, name)
    return home[0] if home else path


def _most(includes: list[_Include]) -> tuple[str, str] | None:
    """The file and receiver with the most routers; a registry of its own before the application."""
    counts: dict[tuple[str, str], int] = {}
    for item in includes:
        if not item.call.loop:
            counts[item.path, item.receiver] = counts.get((item.path, item.receiver), 0) + 1
    return max(counts, key=lambda key: (counts[key], key[1] != "app", key), default=None)


def _by_calls(look: Look, includes: list[_Include]) -> Found:
    last = includes[-1]
    facts = look.sources.facts(last.path)
    dotted = sum("." in item.argument for item in includes) * 2 >= len(includes)
    arguments = _arguments(look, includes) or _mount(includes)
    prefixed = sum(item.call.keyword("prefix") is not None for item in includes) * 2 > len(includes)
    own = re.search(r"\bprefix=[^,]*\{(?:snake|plural|Snake|Plural|Name)\}", arguments)
    return Found(
        key="registry",
        value=Registry(
            path=last.path,
            style="call",
            receiver=last.receiver,
            imports="module" if dotted else "router",
            prefix="include" if own or (prefixed and not arguments) else "router",
            line=last.call.line,
            scope=_scope(facts, last.call),
            alias=_alias(look, [(item.argument, item.target) for item in includes], dotted=dotted),
            arguments=arguments,
        ),
        reason=f"{len(includes)} routers are included here",
        path=last.path,
        line=last.call.line,
    )


def _scope(facts: Facts, call: Call) -> str:
    return next(
        (f.name for f in facts.functions if not f.scope and f.line <= call.line <= f.end_line),
        "",
    )


def _arguments(look: Look, includes: list[_Include]) -> str:
    """What siblings pass beside the router, with the entity's own words replaced; the most usual of them."""
    found: list[str] = []
    for item in includes:
        words = [(key, value) for key, value in item.call.keywords if key != "router"]
        for table, _ in look.in_path(item.target or "")[:1]:
            spelling = look.spelling(table)
            found.append(", ".join(f"{key}={templated(value, spelling)}" for key, value in words))
    return max(sorted(set(found)), key=found.count, default="")


def _mount(includes: list[_Include]) -> str:
    """``prefix=settings.API``, where every router is included below one path that is no router's own."""
    said = [item.call.keyword("prefix") or "" for item in includes]
    is_shared = len(set(said)) == 1 and (len(said) > 1 or not re.search("[\"']", said[0]))
    return f"prefix={said[0]}" if said[0] and is_shared else ""


def _alias(look: Look, routers: list[tuple[str, str | None]], *, dotted: bool) -> str:
    """``{snake}_router`` for `book_router`; ``""`` for a module under its own name, `heroes` in `heroes.router`."""
    found: list[str] = []
    for argument, target in routers:
        name = argument.partition(".")[0] if dotted else argument
        if dotted and target and target.endswith(f"/{name}.py"):
            found.append("")
            continue
        for table in look.in_name(name)[:1]:
            if target is None or target in look.routers:
                found.append(look.spelling(table).named(name))
    return max(sorted(set(found)), key=found.count, default="")


def templated(source: str, spelling: Spelling) -> str:
    """What is written for one entity, with a placeholder wherever it is spelled."""

    # f"{version_prefix}/books"    ["Heroes"]
    def replace(match: re.Match[str]) -> str:
        word = match[0]
        made = spelling.placeholder(word.lower())
        if made is None:
            return word
        return made if word.islower() else "{" + made[1:-1].capitalize() + "}"

    return re.sub(r"[A-Za-z][\w-]*", replace, source)


def _by_loop(look: Look, item: _Include) -> Found:
    """``for r in ROUTERS: app.include_router(r)``: a list to extend, a discovery, or nothing that we can tell."""
    facts = look.sources.facts(item.path)
    scope = _scope(facts, item.call)
    calls = [*facts.calls, *_calls_around(facts, item.call)]
    called = {call.func for call in calls}
    deeper = [call for function in facts.functions if function.name in called for call in function.calls]
    style: Literal["call", "list", "auto", "computed"] = "computed"
    receiver, path, line = item.receiver, item.path, item.call.line
    listed = _list_of_routers(look, item.path)
    imports: Literal["module", "router"] = "module"
    alias = ""
    if _calls_any(_DISCOVERY, calls):
        style = "auto"
    elif listed:
        style, (path, routers) = "list", listed
        receiver, line = routers.name, routers.line
        imports = "module" if all("." in element for element in routers.elements) else "router"
        alias = _alias(look, [(element, None) for element in routers.elements], dotted=imports == "module")
    elif _calls_any(_DISCOVERY, deeper):
        style = "auto"
    return Found(
        key="registry",
        value=Registry(
            path=path,
            style=style,
            receiver=receiver,
            imports=imports,
            alias=alias,
            line=line,
            scope=scope if style != "list" else "",
            arguments=_beside_the_loop(facts, item) if style == "computed" else "",
        ),
        reason={
            "auto": "router modules are discovered",
            "list": "routers are listed, and the list is included in a loop",
            "computed": "routers are included in a loop over something that cannot be told from the text",
            "call": "",
        }[style],
        path=path,
        line=line,
        sure=style != "computed",
    )


def _beside_the_loop(facts: Facts, item: _Include) -> str:
    """What every router of a loop is included with: ``prefix=API``, but not ``prefix=module.prefix``."""
    known = {item.name for item in facts.imports} | {item.name for item in facts.assignments}

    def told(value: str) -> bool:
        return all(node.id in known for node in ast.walk(ast.parse(value)) if isinstance(node, ast.Name))

    return ", ".join(f"{key}={value}" for key, value in item.call.keywords if key != "router" and told(value))


def _list_of_routers(look: Look, path: str) -> tuple[str, Assignment] | None:
    """A module-level list or tuple of routers, in this file or in one that it imports from."""
    sources = look.sources
    places = [path, *(p for i in sources.facts(path).imports if (p := sources.path_of(i.module, path)))]
    places += [
        p
        for i in sources.facts(path).imports
        if i.attribute and (p := sources.path_of(f"{i.module}.{i.attribute}".replace("..", "."), path))
    ]
    for place in places:
        for item in sources.facts(place).assignments:
            routers = [e for e in item.elements if re.search(r"router|\.api\b", e)]
            if routers and len(routers) == len(item.elements) and item.name != "__all__":
                return place, item
    return None


def _empty(look: Look, here: Conventions) -> Found:
    """No router of an entity is plugged in yet: the router that the application includes, else the application."""
    for path in look.application:
        facts = look.sources.facts(path)
        for item in facts.assignments:
            # api_router = APIRouter()   without endpoints of its own
            made = item.call and look.sources.origin(path, item.call.func).endswith("APIRouter")
            if made and not any(endpoint.receiver == item.name for endpoint in endpoints(facts)):
                return Found(
                    key="registry",
                    value=Registry(path=path, receiver=item.name, line=item.line),
                    reason="a router without endpoints of its own, for others to be included in",
                    path=path,
                    line=item.line,
                    sure=False,
                )
    if here.main not in look.sources.files:
        folder = here.layers.get("router", "").rpartition("/")[0]
        return Found(
            key="registry",
            value=Registry(path=f"{folder}/router.py".lstrip("/")),
            reason="there is no application yet; it will include this router",
            sure=False,
        )
    return Found(
        key="registry",
        value=Registry(path=here.main, receiver=here.application, scope=here.application_scope),
        reason="no router is included yet; the application takes them",
        path=here.main if here.main in look.sources.files else "",
        sure=False,
    )
