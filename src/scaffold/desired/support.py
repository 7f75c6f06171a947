"""The modules that generated code leans on: where each is, and the text of those that the project lacks.

Which ones are needed is read off the imports of what was rendered, so no list of dependencies is kept. A path that
holds something else already is left alone: our module then goes beside it under another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from scaffold.dataclass import dataclass
from scaffold.desired.keys import keys_are_big
from scaffold.desired.layout import module_of
from scaffold.desired.older_python import python_of
from scaffold.desired.sqlmodel_versions import keeps_zones
from scaffold.desired.statements import bound_in
from scaffold.desired.values import spelling
from scaffold.fieldtypes import Import
from scaffold.project.conventions import Conventions
from scaffold.project.project import Project

_PRAGMA = re.compile(r"PRAGMA\s+foreign_keys", re.IGNORECASE)
PROJECT = "project"  # the owner of what belongs to no entity; never the name of a class


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One module: its template, and the names that other generated code imports from it."""

    key: str
    names: tuple[str, ...]
    beside: str = ""  # the module in whose folder it stands, for projects that never heard of it
    file: str = ""

    @property
    def template(self) -> str:
        """Its template."""
        return f"support/{self.key}.py.jinja"


SESSION = Support(key="session", names=("SessionDep", "get_session", "make_engine"))
SUPPORT = (
    Support(key="config", names=("settings",)),
    SESSION,
    Support(key="metadata", names=("NAMING_CONVENTION",)),
    Support(key="db_errors", names=("Violation", "violation_of", "is_bad_value")),
    Support(
        key="service_errors",
        names=("ServiceError", "NotFoundError", "ConflictError", "InvalidReferenceError"),
    ),
    Support(key="unit_of_work", names=("unit_of_work",)),
    Support(key="references", names=("require_references",), beside="unit_of_work", file="references.py"),
    Support(key="links", names=("set_links",), beside="unit_of_work", file="links.py"),
    Support(key="common", names=("MAX_INT", "Reference", "ErrorOut")),
    Support(
        key="types",
        names=(
            *(
                "Text",
                "Integer",
                "BigInteger",
                "Timestamp",
                "TimeOfDay",
                "Duration",
                "Url",
                "Base64",
                "JsonObject",
                "places",
            ),
        ),
        beside="common",
        file="types.py",
    ),
    Support(key="zones", names=("UtcDatetime",), beside="common", file="zones.py"),
    Support(key="updates", names=("Omittable",), beside="common", file="updates.py"),
    Support(key="params", names=("RowId", "Offset", "Limit")),
    Support(key="responses", names=("NOT_FOUND", "CONFLICT")),
    Support(key="api_errors", names=("register_error_handlers",)),
)


def support_path(support: Support, project: Project) -> str:
    """The file of a support module."""
    known = project.conventions.support
    path = known.get(support.key) or _sibling(known.get(support.beside) or "", support.file)
    if _offers(project, path, support.names) or support.key in ("config", "session"):
        return path
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}scaffold_{name}"


def support_module(key: str, project: Project) -> str:
    """The dotted name of a support module."""
    support = next(item for item in SUPPORT if item.key == key)
    return module_of(support_path(support, project), project.conventions)


def imports_from_support(project: Project) -> tuple[Import, ...]:
    """Where every name of the support modules is imported from."""
    return tuple(
        Import(module_of(support_path(support, project), project.conventions), name)
        for support in SUPPORT
        for name in support.names
    )


def _sibling(path: str, name: str) -> str:
    folder, slash, _ = path.rpartition("/")
    return f"{folder}{slash}{name}"


def _offers(project: Project, path: str, names: Iterable[str]) -> bool:
    """Whether a file gives these names; one that is missing will."""
    text = project.files.get(path)
    if text is None:
        return True
    return bound_in(text).issuperset(names)


def support_values(project: Project) -> dict[str, Any]:
    """What the templates of the support modules are told."""
    conventions = project.conventions
    asynchronous = conventions.is_async
    registry = conventions.registry
    modules = {support.key: module_of(support_path(support, project), conventions) for support in SUPPORT}
    return {
        **modules,
        **spelling(conventions),
        "metadata_package": modules["metadata"].rpartition(".")[0],
        "metadata_name": modules["metadata"].rpartition(".")[2],
        "main": module_of(conventions.main, conventions),
        "registry": module_of(registry.path, conventions) if registry else "",
        "receiver": registry.receiver if registry else "api_router",
        "title": conventions.package,
        "default_url": "sqlite+aiosqlite:///./app.db" if asynchronous else "sqlite:///./app.db",
        "Generator": "AsyncGenerator" if asynchronous else "Generator",
        "contextmanager": "asynccontextmanager" if asynchronous else "contextmanager",
        "keeps_zones": keeps_zones(conventions),
        "python": python_of(project),
        "skips_json_schema": conventions.pydantic >= (2, 1),
        "input_schemas": conventions.pydantic >= (2, 9),
        "sends_nothing": _sends_nothing(conventions),
        "session_import": f"from {conventions.session_class.module} import {conventions.session_class.name}",
        "models": _models_import(project),
        "keys_are_big": keys_are_big(project),
        "keeps_rows": not asynchronous or _keeps_rows(project),
        "enforces_keys": _enforces_keys(project),
    }


def _sends_nothing(conventions: Conventions) -> str:
    """What a generator takes and returns, behind what it yields: since Python 3.13 nothing need be said of it."""
    if conventions.python >= (3, 13):
        return ""
    return ", None" if conventions.is_async else ", None, None"


def _enforces_keys(project: Project) -> bool:
    """Whether SQLite is told to check foreign keys: by our session module, or somewhere in the project."""
    ours = support_path(SESSION, project) not in project.files
    return ours or any(path.endswith(".py") and _PRAGMA.search(text) for path, text in project.files.items())


def _models_import(project: Project) -> str:
    """What makes every table known to whoever imports it."""
    conventions = project.conventions
    if conventions.models_package:
        return f"import {module_of(conventions.models_package, conventions)}  # noqa: F401  (registers every table)"
    modules = sorted({model.module for model in project.models.values()})
    return "\n".join(unused_import(module) for module in modules)


def unused_import(module: str) -> str:
    """A module that is imported for what it does: its tables become known."""
    return f"import {module}  # noqa: F401"


def _keeps_rows(project: Project) -> bool:
    """Whether rows can be read after a commit: in async code an expired one cannot be loaded again."""
    provider = project.conventions.session_provider.module
    texts = [text for path, text in project.files.items() if path.endswith(".py") and "sessionmaker" in text]
    ours = provider == support_module("session", project) and not texts
    return ours or any("expire_on_commit=False" in text.replace(" ", "") for text in texts)
