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
    "db_errors": ("violation_of", "is_bad_value"),
    "service_errors": ("ServiceError", "NotFoundError", "ConflictError", "InvalidReferenceError"),
    "unit_of_work": ("unit_of_work",),
    "api_errors": ("register_error_handlers",),
    "params": ("RowId", "Offset", "Limit"),
    "responses": ("NOT_FOUND", "CONFLICT"),
    "common": ("MAX_INT", "ErrorOut"),
}
_HOME = {
    "metadata": ("db", "metadata"),
    "db_errors": ("db", "errors"),
    "service_errors": ("services", "errors"),
    "unit_of_work": ("services", "unit_of_work"),
    "api_errors": ("api", "errors"),
    "params": ("api", "params"),
    "responses": ("api", "responses"),
    "common": ("schemas", "common"),
}


def find_support(look: Look, folder: str, conventions: Conventions) -> Iterator[Found]:
    """``support``, entry by entry; ``conventions`` are those found so far."""
    yield _config(look, folder)
    session = _path_of(look, conventions.session_provider.module)
    yield Found(
        key="support.session",
        value=session or _free(look, f"{folder}db", "session", ()),
        reason="the session's provider" if session else "the project has no session module",
        path=session or "",
        sure=session is not None,
    )
    homes = _homes(conventions, folder)
    for key, (home, name) in _HOME.items():
        wanted = _NAMES.get(key, ())
        path = _declaring(look, folder, wanted) or _free(look, homes[home], name, wanted)
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


def _homes(conventions: Conventions, folder: str) -> dict[str, str]:
    """The folder of each kind of support module: beside the layer that it belongs to."""
    router = conventions.layers.get("router", "").rpartition("/")[0]
    parts = router.split("/")
    if "api" in parts:
        router = "/".join(parts[: parts.index("api") + 1])
    automatic = conventions.registry is not None and conventions.registry.style == "auto"
    homes = {"db": f"{folder}db", "services": f"{folder}services", "schemas": f"{folder}schemas"}
    inside = router.startswith(folder) and f"{router}/" != folder and "{" not in router
    homes["api"] = router if inside and not automatic else _api(folder)
    for layer, home in (("service", "services"), ("schema", "schemas")):
        # app/schemas/{snake}.py, but neither app/{plural}/schemas.py nor app/schemas.py
        place = conventions.layers.get(layer, "").rpartition("/")[0]
        single = "{" not in conventions.layers.get(layer, "")
        if place.startswith(folder) and f"{place}/" != folder and "{" not in place and not single:
            homes[home] = place
    session = conventions.session_provider.module.split(".")
    if len(session) > 1 and session[-2] in ("db", "database"):
        homes["db"] = folder + "/".join(session[:-1]).removeprefix(conventions.package.replace(".", "/")).lstrip("/")
    return homes


def _api(folder: str) -> str:
    # a package that is itself called `api` needs no second one
    return folder.rstrip("/") if folder.rstrip("/").rpartition("/")[2] == "api" else f"{folder}api"


def _config(look: Look, folder: str) -> Found:
    found = [
        (path, item)
        for path in look.application
        for item in look.sources.facts(path).classes
        if any(root.endswith("BaseSettings") for root in look.sources.roots(path, item))
    ]
    if found:
        path, item = min(found, key=lambda pair: _unlike_settings(folder, *pair))
        return Found(key="support.config", value=path, reason="the settings", path=path, line=item.line)
    return Found(
        key="support.config",
        value=_free(look, folder.rstrip("/"), "config", ()),
        reason="the project has no settings class",
        sure=False,
    )


def _unlike_settings(folder: str, path: str, item: Class) -> tuple[bool, bool, bool, int]:
    stem = path.rpartition("/")[2].removesuffix(".py")
    usual = item.name.lower().endswith(("settings", "config"))
    return not path.startswith(folder), stem not in ("config", "settings"), not usual, path.count("/")


def _path_of(look: Look, module: str) -> str | None:
    return look.sources.path_of(module)


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


def _free(look: Look, home: str, name: str, wanted: tuple[str, ...]) -> str:
    """A path that hides nothing and is not taken."""
    stem = f"{home}_{name}" if f"{home}.py" in look.sources.files else f"{home}/{name}".lstrip("/")
    path, number = f"{stem}.py", 1
    while wanted and path in look.sources.files:
        head, _, last = stem.rpartition("/")
        number += 1
        path = f"{head}/crud_{last}{number if number > 2 else ''}.py".lstrip("/")
    return path
