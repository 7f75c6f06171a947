"""Which file makes the application, and which package it is."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.facts import Call
from scaffold.project.findings import Found
from scaffold.project.look import Look

_LAYER_FOLDERS = {
    "models",
    "model",
    "db",
    "database",
    "entities",
    "entity",
    "domain",
    "schemas",
    "core",
    "tables",
    "sql",
}
_USUAL = ("main", "app", "application", "server", "api", "__init__", "asgi")


def find_application(look: Look) -> Iterator[Found]:
    """``main`` and ``package``."""
    made = sorted(_applications(look), key=lambda item: _rank(look, *item))
    main, line = made[0] if made else ("", 0)
    package = _package(look, main)
    folder = package.rstrip("/")
    if main:
        others = ", ".join(path for path, _ in made[1:])
        yield Found(
            key="main",
            value=main,
            reason="FastAPI(...) is made here" + (f"; also in {others}" if others else ""),
            path=main,
            line=line,
            sure=len(made) == 1,
        )
        yield from _variable(look, main)
    else:
        yield Found(
            key="main",
            value=f"{folder}/main.py".lstrip("/"),
            reason="no file makes a FastAPI(...); this is the usual place",
            sure=False,
        )
    yield Found(
        key="package",
        value=_dotted(look, folder),
        reason="the folder that the application and the models share" if main else "the models' package",
        path=main,
        sure=bool(main),
    )


def package_folder(look: Look, package: str) -> str:
    """The folder of a dotted package, with its final slash; ``""`` for the project root."""
    parts = [part for part in (look.sources.source_root, package.replace(".", "/")) if part]
    return "".join(f"{part}/" for part in parts)


def _variable(look: Look, main: str) -> Iterator[Found]:
    """What the application is called, and the function that it is made in."""
    facts = look.sources.facts(main)
    name, scope, line = "app", "", 0
    for item in facts.assignments:
        # app = FastAPI()
        if item.call and _makes_application(look, main, item.call):
            name, line = item.name, item.line
            break
    else:
        for function in facts.functions:
            for call in function.calls:
                if _makes_application(look, main, call):
                    # def create_app(): application = FastAPI(); ...; return application
                    returned = function.returned[-1] if function.returned else ""
                    name = returned if returned.isidentifier() else name
                    scope, line = function.name, call.line
    if scope and (served := _served(look, main, scope)) is not None:
        yield served
    for key, value, reason in (
        ("application", name, "the variable that holds it"),
        ("application_scope", scope, "the function that makes it" if scope else "it is made at module level"),
    ):
        yield Found(key=key, value=value, reason=reason, path=main, line=line)


def _served(look: Look, main: str, scope: str) -> Found | None:
    """Where the function is called for the application that a server runs: ``api = create_app(settings)``."""
    maker = f"{look.sources.module_of(main)}.{scope}"
    for path in look.application:
        for item in look.sources.facts(path).assignments:
            called = item.call and (item.call.func if path == main else look.sources.origin(path, item.call.func))
            if called in (maker, scope if path == main else maker):
                return Found(
                    key="served_as",
                    value=f"{look.sources.module_of(path)}:{item.name}",
                    reason=f"{scope} is called here",
                    path=path,
                    line=item.line,
                )
    return None


def _makes_application(look: Look, path: str, call: Call) -> bool:
    return look.sources.origin(path, call.func) in ("fastapi.FastAPI", "fastapi.applications.FastAPI")


def _applications(look: Look) -> Iterator[tuple[str, int]]:
    for path in look.application:
        facts = look.sources.facts(path)
        calls = [item.call for item in facts.assignments if item.call]
        calls += [*facts.calls, *(call for function in facts.functions for call in function.calls)]
        for call in calls:
            if _makes_application(look, path, call):
                yield path, call.line
                break


def _rank(look: Look, path: str, _line: int) -> tuple[int, int, int, int]:
    stem = path.rpartition("/")[2].removesuffix(".py")
    facts = look.sources.facts(path)
    calls = [*facts.calls, *(call for function in facts.functions for call in function.calls)]
    includes = sum(call.func.endswith(".include_router") for call in calls)
    usual = _USUAL.index(stem) if stem in _USUAL else len(_USUAL)
    served = any(call.func == "uvicorn.run" for call in calls)
    return (0 if includes else 1, usual, 0 if served else 1, path.count("/"))


def _package(look: Look, main: str) -> str:
    """The folder, with a final slash, below the source root; ``""`` for a project without a package."""
    root = f"{look.sources.source_root}/" if look.sources.source_root else ""
    models = [table.path.rpartition("/")[0] + "/" for table in look.models if "/" in table.path]
    models = [folder for folder in models if folder.startswith(root)]
    here = main.rpartition("/")[0] + "/" if "/" in main else ""
    common = _common([*models, here]) if main else _common(models)
    if len(common) > len(root):
        return common if main else _without_layers(look, common, root)
    if here and len(here) > len(root):
        # config/app.py beside models/: the packages stand side by side at the root
        return root if models else here
    if not main and not look.models:
        return f"{root}{_only_package(look, root) or 'app'}/"
    # main.py beside the package: the first folder that holds models
    tops = [folder[len(root) :].partition("/")[0] for folder in models]
    best = max(sorted(set(tops)), key=tops.count, default="")
    # users/models.py beside main.py: the folder is one entity's, the next one gets its own
    return f"{root}{best}/" if best and best not in _LAYER_FOLDERS and not look.in_name(best) else root


def _only_package(look: Look, root: str) -> str:
    """The package of a project that has no more than that, a configuration say."""
    inits = [path[len(root) :] for path in look.application if path.startswith(root) and path.endswith("__init__.py")]
    found = {path.partition("/")[0] for path in inits if path.count("/") == 1} - {"migrations", "alembic", "scripts"}
    return found.pop() if len(found) == 1 else ""


def _common(folders: list[str]) -> str:
    if not folders:
        return ""
    parts = [folder.rstrip("/").split("/") for folder in folders]
    shared = []
    for column in zip(*parts, strict=False):
        if len(set(column)) > 1:
            break
        shared.append(column[0])
    return "".join(f"{part}/" for part in shared if part)


def _without_layers(look: Look, folder: str, root: str) -> str:
    parts = folder[len(root) :].rstrip("/").split("/")
    while len(parts) > 1 and (parts[-1] in _LAYER_FOLDERS or look.in_name(parts[-1])):
        parts.pop()
    return root + "/".join(parts) + "/"


def _dotted(look: Look, folder: str) -> str:
    root = look.sources.source_root
    return folder.removeprefix(root).strip("/").replace("/", ".") if root else folder.replace("/", ".")
