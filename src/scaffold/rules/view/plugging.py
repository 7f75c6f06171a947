"""The line that plugs a router in where its siblings are, and what an import must say to mean a router.

An import that stands there already is used as it is, under the name that it has.
"""

from __future__ import annotations

from scaffold.dataclass import dataclass
from scaffold.facts import Import
from scaffold.project import Registry
from scaffold.rule import Subject
from scaffold.rules.view.endpoints import Router, inclusions, routers
from scaffold.rules.view.tables import defined

_PLAIN = ("router", "routes", "routers", "endpoints", "api", "views")


@dataclass(frozen=True, slots=True)
class Plug:
    """Where the line goes, the line, and the import that it needs (``""`` where that stands there).

    ``sure`` says that the path under which the router will answer is no guess.
    """

    registry: Registry
    line: str
    needed: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Spelled:
    """What one router is included with."""

    target: str
    arguments: str = ""
    needed: str = ""
    sure: bool = True


def plug_of(subject: Subject, router: Router) -> Plug | None:
    """How ``router`` is plugged in; ``None`` where nothing says how."""
    gathers = any(item.parent == router.place for item in subject.view(inclusions))
    registry, spelled = _place(subject, router, gathers)
    if registry is None or registry.style not in ("call", "list") or registry.path not in subject.files:
        return None
    spelled = spelled or _by_name(subject, registry, router)
    if spelled is None:
        return None
    known = _known_as(subject, registry.path, router)
    target, needed = known or spelled.target, "" if known else spelled.needed
    if registry.style == "list":
        return Plug(registry, f"{registry.receiver} = [{target}]", needed, sure=True)
    given = ", ".join(filter(None, (target, spelled.arguments)))
    line = f"{registry.receiver}.include_router({given})"
    return Plug(registry, line, needed, sure=spelled.sure and not gathers)


def _place(subject: Subject, router: Router, gathers: bool) -> tuple[Registry | None, _Spelled | None]:
    """Where the line goes, and what it says where its siblings tell."""
    registry = subject.project.conventions.registry
    homes = _homes(subject, router)
    if homes and (registry is None or gathers or registry.path not in homes):
        return _home(subject, router, homes)
    if registry is None or not gathers:
        called = registry is not None and registry.style == "call"
        return registry, _as_siblings(subject, registry, router) if registry and called else None
    return (_application(subject) if (registry.path, registry.receiver) == router.place else None), None


def _homes(subject: Subject, router: Router) -> list[str]:
    """The other files that import the router and have something to include it in: its line stood there."""
    places = {item.path for item in subject.view(inclusions)} | {item.path for item in subject.view(routers).values()}
    return sorted(path for path in places if path != router.path and _known_as(subject, path, router))


def _home(subject: Subject, router: Router, homes: list[str]) -> tuple[Registry | None, _Spelled | None]:
    """The only one of ``homes``, where it has one receiver, and what those beside the router are included with."""
    if len(homes) != 1:
        return None, None
    (path,) = homes
    here = [item for item in subject.view(inclusions) if item.path == path]
    makers = [item for item in subject.view(routers).values() if item.place != router.place]
    receivers = {item.call.func.rpartition(".")[0] for item in here} or {m.name for m in makers if m.path == path}
    if len(receivers) != 1:
        return None, None
    given = {", ".join(f"{key}={value}" for key, value in item.call.keywords) for item in here}
    arguments = given.pop() if len(given) == 1 else ""
    told = not given and (len(here) > 1 or not arguments)
    scope = here[-1].call.scope if here else ""
    return Registry(path=path, style="call", receiver=receivers.pop(), scope=scope), _Spelled("", arguments, sure=told)


def mention(subject: Subject, path: str, item: Import, router: Router) -> str | None:
    """What stands behind the imported name where it means the router: ``""``, or ``".router"`` behind its module.

    ``None`` for an import of something else.
    """
    if defined(subject, path, item.name) == router.place:
        return ""
    if item.attribute == router.name and _is_module(subject, path, item.module, router.path):
        return ""
    return f".{router.name}" if _is_module(subject, path, item.joined, router.path) else None


def _is_module(subject: Subject, importer: str, module: str, path: str) -> bool:
    """Whether ``module`` means ``path``; by its last name where it is one that we cannot find."""
    found = subject.sources.path_of(module, importer)
    stem = path.removesuffix(".py").removesuffix("/__init__")
    if found is not None:
        # two services of one repository: `app.api.users` means another file in each
        return found == path or f"/{stem}".endswith(f"/{module.replace('.', '/')}")
    return module.rpartition(".")[2] == stem.rpartition("/")[2] or not module.strip(".")


def _known_as(subject: Subject, path: str, router: Router) -> str:
    """What the file calls the router already."""
    for item in subject.sources.facts(path).imports:
        if item.attribute and not item.type_checking and not item.scope:
            behind = mention(subject, path, item, router)
            if behind is not None:
                return item.name + behind
    return ""


def _as_siblings(subject: Subject, registry: Registry, router: Router) -> _Spelled | None:
    """For the router of one entity: as `scaffold entity` would write it."""
    from scaffold.desired.layout import layout_of
    from scaffold.desired.parts import registry_lines

    owners = [model.entity for model in subject.project.models.values() if model.paths.get("router") == router.path]
    if len(owners) != 1:
        return None
    needed, _, line = registry_lines(owners[0], subject.project).partition("\n\n")
    inside = line.strip().removeprefix(f"{registry.receiver}.include_router(").removesuffix(")")
    target, _, arguments = inside.partition(", ")
    if router.prefix and registry.prefix == "include":
        return _Spelled(target, needed=needed)
    word = (_known_as(subject, registry.path, router) or target).partition(".")[0].removesuffix("_router")
    layout = layout_of(owners[0], subject.project)
    named = word in (layout.snake, layout.plural, router.path.removesuffix(".py").rpartition("/")[2])
    return _Spelled(
        target, arguments, needed, sure=registry.prefix != "include" or (registry.arguments != "" and named)
    )


def _by_name(subject: Subject, registry: Registry, router: Router) -> _Spelled | None:
    """For a router of no entity: called after its module."""
    module = subject.sources.module_of(router.path)
    package, _, name = module.rpartition(".")
    arguments = _arguments(registry, router, package.rpartition(".")[2] if name in _PLAIN else name)
    if not package or arguments is None:
        return None
    if registry.imports == "module":
        return _Spelled(f"{name}.{router.name}", arguments, f"from {package} import {name}", sure=not arguments)
    alias = router.name if router.name != "router" else f"{name}_router"
    renamed = "" if alias == router.name else f" as {alias}"
    return _Spelled(alias, arguments, f"from {module} import {router.name}{renamed}", sure=not arguments)


def _arguments(registry: Registry, router: Router, name: str) -> str | None:
    """What stands behind the router in its siblings' lines; ``None`` when that cannot be said for this one."""
    said = {part.partition("=")[0].strip() for part in registry.arguments.split(", ")}
    if router.prefix if registry.prefix == "include" else said != {"tags"} or router.call.keyword("tags"):
        return ""
    words = registry.arguments or 'prefix="/{plural}"'
    if "{snake}" in words or "{Snake}" in words:
        return None
    return words.replace("{plural}", name).replace("{Plural}", name.capitalize())


def _application(subject: Subject) -> Registry | None:
    """The only application as the place of one more line."""
    found = [router for router in subject.view(routers).values() if router.is_app]
    if len(found) != 1:
        return None
    return Registry(path=found[0].path, style="call", receiver=found[0].name, imports="router")
