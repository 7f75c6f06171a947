"""Where the modules that generated code leans on are, or go: the project's own where it has one.

A path is chosen so that it neither hides a module of the project (``app/db/errors.py`` beside ``app/db.py``) nor
is taken by a file that says something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.facts import Class
from scaffold.project.conventions import Conventions
from scaffold.project.findings import Found
from scaffold.project.look import Look

# what generated code imports from each of them
_NAMES: Mapping[str, tuple[str, ...]] = {
    "metadata": ("NAMING_CONVENTION",),
    "db_errors": ("violation_of", "is_bad_value"),
    "service_errors": ("ServiceError", "NotFoundError", "ConflictError", "InvalidReferenceError"),
    "unit_of_work": ("unit_of_work",),
    "api_errors": ("register_error_handlers",),
    "params": ("RowId", "Offset", "Limit"),
    "responses": ("NOT_FOUND", "CONFLICT"),
    "common": ("MAX_INT", "ErrorOut"),
}
# layer or part that each belongs to, its name there, and its name in a folder that it shares with the others
_HOME = {
    "metadata": ("db", "metadata", "metadata"),
    "db_errors": ("db", "errors", "db_errors"),
    "service_errors": ("services", "errors", "errors"),
    "unit_of_work": ("services", "unit_of_work", "unit_of_work"),
    "api_errors": ("api", "errors", "error_handlers"),
    "params": ("api", "params", "params"),
    "responses": ("api", "responses", "responses"),
    "common": ("schemas", "common", "schemas"),
}
_SHARED = ("core", "common", "shared", "base", "utils", "lib")


def find_support(look: Look, folder: str, conventions: Conventions) -> Iterator[Found]:
    """``support``, entry by entry; ``conventions`` are those found so far."""
    yield _config(look, folder)
    session = look.sources.path_of(conventions.session_provider.module)
    yield Found(
        key="support.session",
        value=session or free_path(look, f"{folder}db", "session"),
        reason="the session's provider" if session else "the project has no session module",
        path=session or "",
        sure=session is not None,
    )
    homes, shared = _homes(look, conventions, folder), _shared(look, folder)
    for key, (part, name, among_others) in _HOME.items():
        wanted, home = _NAMES.get(key, ()), homes.get(part)
        path = _declaring(look, folder, wanted)
        path = path or (free_path(look, home, name, wanted) if home else free_path(look, shared, among_others, wanted))
        there = path in look.sources.files
        yield Found(
            key=f"support.{key}",
            value=path,
            reason="is there" if there else "is written when it is first needed",
            path=path if there else "",
        )
    registry = conventions.registry
    yield Found(
        key="support.router",
        value=registry.path if registry else f"{folder}api/router.py",
        reason="where routers are registered",
        path=registry.path if registry else "",
    )
    conftest = _conftest(look, conventions.layers.get("tests", "tests/x"))
    yield Found(
        key="support.conftest",
        value=conftest,
        reason="fixtures of the tests",
        path=conftest if conftest in look.sources.files else "",
    )


def _conftest(look: Look, pattern: str) -> str:
    """The conftest that is nearest above the tests; where there is none, at the top of them."""
    folders = pattern.partition("{")[0].split("/")[:-1]
    for end in range(len(folders), -1, -1):
        path = "/".join([*folders[:end], "conftest.py"])
        if path in look.sources.files:
            return path
    top = folders[: folders.index("tests") + 1] if "tests" in folders else folders
    return "/".join([*top, "conftest.py"])


def _homes(look: Look, conventions: Conventions, folder: str) -> dict[str, str]:
    """The folder of each part that has one: beside the layer that it belongs to. The other parts share a folder."""
    layers = conventions.layers
    undecided = not look.models or not any(path.startswith(folder) for path in look.routers)
    homes: dict[str, str] = {}
    session = (look.sources.path_of(conventions.session_provider.module) or "").rpartition("/")[0]
    for part, layer, names in (
        ("db", "", ("db", "database")),
        ("services", "service", ("services", "service")),
        ("schemas", "schema", ("schemas", "schema")),
        ("api", "router", ("api",)),
    ):
        own = _own_folder(layers.get(layer, ""), folder)
        existing = (f"{folder}{name}" for name in names if _is_folder(look, f"{folder}{name}"))
        usual = f"{folder}{names[0]}" if undecided else None
        homes |= {part: place} if (place := own or next(existing, usual)) else {}
    if session.rpartition("/")[2] in ("db", "database"):
        homes["db"] = session
    router = homes.get("api", "").split("/")
    if "api" in router:
        # app/api/v1/endpoints: the parts of every version
        homes["api"] = "/".join(router[: router.index("api") + 1])
    if conventions.registry is not None and conventions.registry.style == "auto":
        # whatever stands among the routers would be taken for one
        homes.pop("api", None)
    return homes


def _own_folder(pattern: str, folder: str) -> str | None:
    """``app/schemas`` of ``app/schemas/{snake}.py``, but nothing of ``app/{plural}/schemas.py`` or `app/schemas.py`."""
    place, _, name = pattern.rpartition("/")
    inside = place.startswith(folder) and f"{place}/" != folder
    return place if inside and "{" in name and "{" not in place else None


def _is_folder(look: Look, place: str) -> bool:
    return any(path.startswith(f"{place}/") for path in look.application)


def _shared(look: Look, folder: str) -> str:
    """The folder for what belongs to no layer: the project's own, else ``common``."""
    return next((f"{folder}{name}" for name in _SHARED if _is_folder(look, f"{folder}{name}")), f"{folder}common")


def _config(look: Look, folder: str) -> Found:
    found = [
        (path, item)
        for path in look.application
        for item in look.sources.facts(path).classes
        if any(root.endswith("BaseSettings") for root in look.sources.roots(path, item))
    ]
    if found:
        path, item = min(found, key=lambda pair: _unlike_settings(folder, *pair))
        path, line = _instance(look, path, item) or (path, item.line)
        return Found(key="support.config", value=path, reason="the settings", path=path, line=line)
    return Found(
        key="support.config",
        value=free_path(look, folder.rstrip("/"), "config"),
        reason="the project has no settings class",
        sure=False,
    )


def _instance(look: Look, path: str, item: Class) -> tuple[str, int] | None:
    """Where ``settings`` is bound, if that is another module than the one of its class."""
    homes = [each for each in look.sources.facts(path).assignments if each.name == "settings"]
    makers = {item.name, *(each.name for each in look.sources.facts(path).functions)}
    made = {f"{look.sources.module_of(path)}.{name}" for name in makers}
    for place in () if homes else look.application:
        for each in look.sources.facts(place).assignments:
            # settings = get_settings()   in config/__init__.py
            if each.name == "settings" and each.call and look.sources.origin(place, each.call.func) in made:
                return place, each.line
    return None


def _unlike_settings(folder: str, path: str, item: Class) -> tuple[bool, bool, bool, int]:
    stem = path.rpartition("/")[2].removesuffix(".py")
    usual = item.name.lower().endswith(("settings", "config"))
    return not path.startswith(folder), stem not in ("config", "settings"), not usual, path.count("/")


def _declaring(look: Look, folder: str, wanted: tuple[str, ...]) -> str | None:
    """The file of the project that already declares every one of these names."""
    if not wanted:
        return None
    for path in look.application:
        if path.startswith(folder) and _declares(look, path, wanted):
            return path
    return None


def _declares(look: Look, path: str, wanted: tuple[str, ...]) -> bool:
    facts = look.sources.facts(path)
    groups = (facts.classes, facts.functions, facts.assignments)
    return {item.name for group in groups for item in group}.issuperset(wanted)


def free_path(look: Look, home: str, name: str, wanted: tuple[str, ...] = ()) -> str:
    """A path that hides nothing and is not taken."""
    stem = f"{home}_{name}" if f"{home}.py" in look.sources.files else f"{home}/{name}".lstrip("/")
    path, number = f"{stem}.py", 1
    while wanted and path in look.sources.files:
        head, _, last = stem.rpartition("/")
        number += 1
        path = f"{head}/crud_{last}{number if number > 2 else ''}.py".lstrip("/")
    return path
