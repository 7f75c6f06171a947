"""Where the routers of the registry are served: the prefixes that are put before ``/posts`` on the way to the app.

Only text is followed: a literal, or a setting with a literal default. What is computed counts as no prefix.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold.dataclass import dataclass
from scaffold.desired.layout import module_of
from scaffold.facts import Call, Facts, read
from scaffold.fieldtypes import Import
from scaffold.project.project import Project
from scaffold.project.sources import Sources

_DEEPEST = 5  # routers in routers


@dataclass(frozen=True, slots=True)
class _Step:
    """A call on the way from a registered router to the application: what makes a router, or includes it."""

    path: str
    call: Call


@dataclass(frozen=True, slots=True)
class _Router:
    """A router or application by the file that names it."""

    path: str
    name: str


def mounted_at(project: Project) -> str:
    """What stands before the paths of a registered router: ``/api/v1``."""
    registry = project.conventions.registry
    prefix = ""
    if registry is not None and registry.style == "call" and registry.prefix == "router":
        # app.include_router(posts.router, prefix="/api/v1"), for each of them
        prefix = value_of(argument_of(registry.arguments, "prefix"), project)
    for step in _steps(project):
        prefix = value_of(_prefix(step, project), project) + prefix
    return prefix.rstrip("/")


def _prefix(step: _Step, project: Project) -> str:
    """What the call is given; what the parameter is by default where it hands one on."""
    given = step.call.keyword("prefix") or ""
    # def register(path, prefix="/v1"): app.include_router(load(path).router, prefix=prefix)
    functions = read(project.files.get(step.path, "")).functions if given.isidentifier() else ()
    around = (f for f in functions if not f.scope and f.line <= step.call.line <= f.end_line)
    return next((p.default for f in around for p in f.params if p.name == given), given)


def guards_of(project: Project) -> tuple[Import, ...]:
    """The dependencies that every registered router answers only after: ``dependencies=[Depends(authent)]``."""
    registry = project.conventions.registry
    said = [(step.path, step.call.keyword("dependencies") or "") for step in _steps(project)]
    said += [(registry.path, registry.arguments)] if registry else []
    found: list[Import] = []
    for path, source in said:
        facts = read(project.files.get(path, ""))
        for name in re.findall(r"\b(?:Depends|Security)\(\s*(\w+)\s*[,)]", source):
            origin = next((item for item in facts.imports if item.name == name and not item.scope), None)
            if origin is not None and origin.attribute == name and not origin.module.startswith("."):
                found.append(Import(origin.module, name))
            elif any(function.name == name for function in facts.functions):
                found.append(Import(module_of(path, project.conventions), name))
    return tuple(dict.fromkeys(found))


def _steps(project: Project) -> Iterator[_Step]:
    """From the registry's own router up to the application."""
    registry = project.conventions.registry
    if registry is None or registry.path not in project.files:
        return
    sources = project.sources or Sources(project.files)
    here, seen = _Router(registry.path, registry.receiver), set[_Router]()
    if registry.style in ("auto", "computed"):
        # for name in names: app.include_router(import_module(name).router, prefix="/v1")
        there = (call for call in _calls(sources.facts(here.path)) if call.func == f"{here.name}.include_router")
        yield from (_Step(here.path, call) for call in there if call.line == registry.line)
    while here not in seen and len(seen) < _DEEPEST:
        seen.add(here)
        home = sources.find_assignment(here.path, here.name)
        if home and home[1].call and home[1].call.func.rpartition(".")[2] in ("APIRouter", "FastAPI"):
            # api_router = APIRouter(prefix="/v1")
            yield _Step(home[0], home[1].call)
        found = _included(_home(here, sources), sources)
        if found is None and registry.style == "list" and here.name == registry.receiver:
            found = _looped(here.name, sources)
        if found is None:
            return
        yield found
        here = _home(_Router(found.path, found.call.func.rpartition(".")[0]), sources)


def _home(router: _Router, sources: Sources) -> _Router:
    """The router where it is made, by the name that it has there."""
    found = sources.find_assignment(router.path, router.name)
    return _Router(found[0], found[1].name) if found else router


def _included(router: _Router, sources: Sources) -> _Step | None:
    # app.include_router(api_router, prefix=settings.API_V1_STR)    app.include_router(api.api_router)
    like_it: _Step | None = None
    for path in _including(sources):
        facts = sources.facts(path)
        for call in _calls(facts):
            given = (call.args[0] if call.args else call.keyword("router") or "").strip()
            if not call.func.endswith(".include_router") or not given:
                continue
            home = sources.find_assignment(path, given)
            if home and (home[0], home[1].name) == (router.path, router.name):
                return _Step(path, call)
            # made in a function, or imported from where nobody looks: a name is all there is
            named = router.name in (given.rpartition(".")[2], _bound_as(given, facts))
            if home is None and named and not call.func.startswith(f"{router.name}."):
                like_it = like_it or _Step(path, call)
    return like_it


def _including(sources: Sources) -> Iterator[str]:
    return (path for path in sources.application if "include_router" in sources.text(path))


def _looped(name: str, sources: Sources) -> _Step | None:
    # for router in ROUTERS: api.include_router(router, prefix="/v1")
    for path in _including(sources):
        if re.search(rf"\b{re.escape(name)}\b", sources.text(path)):
            for call in _calls(sources.facts(path)):
                if call.loop and call.func.endswith(".include_router"):
                    return _Step(path, call)
    return None


def _bound_as(given: str, facts: Facts) -> str:
    # from api.public import api as public_api
    return facts.origin(given).rpartition(".")[2]


def _calls(facts: Facts) -> Iterator[Call]:
    yield from facts.calls
    for function in facts.functions:
        yield from function.calls


def argument_of(arguments: str, name: str) -> str:
    """The source of one of the arguments ``prefix="/posts", tags=["posts"]``; ``""`` where it is not among them."""
    try:
        call = ast.parse(f"call({arguments})", mode="eval").body
    except SyntaxError:
        return ""
    keywords = call.keywords if isinstance(call, ast.Call) else ()
    return next((ast.unparse(each.value) for each in keywords if each.arg == name), "")


def value_of(source: str, project: Project, within: frozenset[str] = frozenset()) -> str:
    """The text of an expression; ``""`` for one that is computed.

    Understood: ``"/api"``, ``f"/api/{version}"``, ``settings.API_PREFIX`` by its default, and sums of these.
    ``within`` are the names whose values are being read: none is made of itself.
    """
    try:
        return _text(ast.parse(source.strip(), mode="eval").body, project, within) if source else ""
    except SyntaxError:
        return ""


def _text(node: ast.expr, project: Project, within: frozenset[str]) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_text(value, project, within) for value in values)
        case ast.FormattedValue(value=value):
            return _text(value, project, within)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _text(left, project, within) + _text(right, project, within)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name not in within:
            return _default(name, project, within | {name})
    return ""


def _default(name: str, project: Project, within: frozenset[str]) -> str:
    # prefix: str = "/api"    prefix = f"/api/{version}"
    written = re.compile(rf"^\s*{re.escape(name)}\s*(?::[^=\n]*)?=[ \t]*([^\s=][^\n]*)", re.MULTILINE)
    registry = project.conventions.registry
    first = (registry.path if registry else "", project.conventions.main)
    for path in dict.fromkeys((*first, *project.files)):
        text = project.files.get(path, "") if path.endswith(".py") else ""
        for found in written.finditer(text) if name in text else ():
            if value := value_of(found[1], project, within):
                return value
    return ""
