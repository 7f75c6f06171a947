"""The support modules and packages that the project lacks, written once and its own from then on."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import Any

from scaffold.desired.fixtures import fixtures_of, is_package
from scaffold.desired.hosts import base_url
from scaffold.desired.imports import lines
from scaffold.desired.layout import module_of
from scaffold.desired.mounting import guards_of
from scaffold.desired.postgres_types import has_big_keys, postgres_types
from scaffold.desired.rendering import Draft
from scaffold.desired.support import PROJECT, SESSION, SUPPORT, support_module, support_path, support_values
from scaffold.desired.templates import Renderer
from scaffold.facts import parse, read
from scaffold.fieldtypes import Import
from scaffold.fragment import Fragment
from scaffold.project.project import Project

_BY_STYLE = ("session",)  # async and sync have a template each


def missing_modules(fragments: Iterable[Fragment], project: Project, renderer: Renderer) -> list[Fragment]:
    """Every module that the fragments import, and those that these import, as far as the project lacks them."""
    found: dict[str, Fragment] = {}
    possible = {module_of(draft.path, project.conventions): draft for draft in _drafts(project)}
    pending = [fragment for fragment in fragments if not fragment.path.endswith((".ini", ".mako"))]
    while pending:
        for module in sorted(imported(pending.pop().text) & possible.keys()):
            draft = possible[module]
            if draft.path not in found:
                found[draft.path] = draft.rendered(renderer)
                pending.append(found[draft.path])
    return list(found.values())


def imported(text: str, package: str = "") -> set[str]:
    """The dotted names of the modules that a text of ``package`` imports, and of what it imports from packages."""
    names: set[str] = set()
    above = package.split(".") if package else []
    for node in ast.walk(parse(text)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # from ..models import Item
            near = above[: len(above) - node.level + 1] if node.level else []
            module = ".".join([*near, *([node.module] if node.module else [])])
            names.update((module, *(f"{module}.{alias.name}" for alias in node.names)))
    return names


def _drafts(project: Project) -> Iterator[Draft]:
    """Every module that we could write and that is not there."""
    conventions = project.conventions
    style = "async" if conventions.is_async else "sync"
    values = support_values(project)
    for support in SUPPORT:
        name = f"{support.key}_{style}" if support.key in _BY_STYLE else support.key
        yield from _once(project, support_path(support, project), f"support/{name}.py.jinja", values)
    if conventions.models_package:
        models = {**values, "models": models_beside(conventions.models_package, project)}
        yield from _once(project, conventions.models_package, "support/models_package.py.jinja", models)
    if conventions.registry is not None:
        yield from _once(project, conventions.registry.path, "support/router.py.jinja", values)
    yield from _once(project, conventions.main, "support/main.py.jinja", values)


def models_beside(package: str, project: Project) -> list[tuple[str, str]]:
    """The models that stand in the folder of their package already, with their modules."""
    folder = package.rpartition("/")[0]
    return [
        (model.module, name)
        for name, model in sorted(project.models.items())
        if model.path.startswith(f"{folder}/") and model.path in project.files
    ]


def test_support(project: Project, renderer: Renderer) -> Iterator[Fragment]:
    """The fixtures, where the project's tests have none that fit."""
    fixtures = fixtures_of(project)
    if not fixtures.path:
        return
    style = "async" if project.conventions.is_async else "sync"
    values = {
        **support_values(project),
        **_engine(project),
        **_types(project),
        "fixture": fixtures.decorator,
        "client": fixtures.client,
        "maker": fixtures.maker,
        "imports": "import pytest\nimport pytest_asyncio" if fixtures.mark == "asyncio" else "import pytest",
        "backend": fixtures.backend,
        "base_url": base_url(project),
    }
    for draft in _once(project, fixtures.path, f"support/conftest_{style}.py.jinja", values, "tests"):
        yield draft.rendered(renderer)


def _engine(project: Project) -> dict[str, Any]:
    """How the tests make an engine and replace the session: through our session module, or beside the project's."""
    conventions = project.conventions
    ours = support_path(SESSION, project)
    makes = ours not in project.files or "make_engine" in project.files[ours]
    name = "make_engine" if makes else "create_async_engine" if conventions.is_async else "create_engine"
    home = "sqlalchemy.ext.asyncio" if conventions.is_async else "sqlalchemy"
    provider = conventions.session_provider
    return {
        "make_engine": name,
        "engine_import": f"from {module_of(ours, conventions) if makes else home} import {name}",
        "provider": provider.name,
        "provider_import": f"from {provider.module} import {provider.name}",
        **_application(project),
    }


def _types(project: Project) -> dict[str, Any]:
    """What SQLite keeps another way: types that only PostgreSQL has, and keys that it would not count."""
    found, big = postgres_types(project), has_big_keys(project)
    names = ", ".join(each.binds for each in found)
    standing_in = [Import("sqlalchemy", name) for name in ["JSON"] * bool(found) + ["BigInteger", "Integer"] * big]
    return {
        "types": f"({names})" if len(found) > 1 else names,
        "big_keys": big,
        "type_imports": lines([*standing_in, *found]),
    }


def _application(project: Project) -> dict[str, Any]:
    """How the tests get the application, and past what stands before its endpoints."""
    conventions, guards = project.conventions, guards_of(project)
    module, _, name = conventions.served_as.partition(":")
    made = conventions.application_scope and not name
    return {
        "main": module or module_of(conventions.main, conventions),
        "application": name or conventions.application,
        "factory": conventions.application_scope if made else "",
        "guards": [guard.name for guard in guards],
        "guard_imports": lines(guards),
    }


def alembic(project: Project, renderer: Renderer) -> Iterator[Fragment]:
    """The Alembic environment, where there is none and it can be told which database it is for."""
    conventions = project.conventions
    folder, url = conventions.migrations, _url(project)
    if conventions.alembic_ini is None or folder is None or conventions.alembic_ini in project.files or url is None:
        return
    style = "async" if conventions.is_async else "sync"
    values = {**support_values(project), **url, "folder": folder}
    for path, name in (
        (conventions.alembic_ini, "alembic.ini"),
        (f"{folder}/env.py", f"env_{style}.py"),
        (f"{folder}/script.py.mako", "script.py.mako"),
    ):
        for draft in _once(project, path, f"support/{name}.jinja", values, "migrations"):
            yield draft.rendered(renderer)


def _url(project: Project) -> dict[str, str] | None:
    """Where the database's address is found: in our settings, or in the engine of the project's own session module."""
    conventions = project.conventions
    session, config = support_path(SESSION, project), conventions.support.get("config", "")
    if session not in project.files or "database_url" in project.files.get(config, ""):
        module = support_module("config", project)
        return {"url_import": f"from {module} import settings", "url": "settings.database_url"}
    for item in read(project.files[session]).assignments:
        if item.call and item.call.func.rpartition(".")[2] in ("create_engine", "create_async_engine"):
            origin = f"from {module_of(session, conventions)} import {item.name}"
            return {"url_import": origin, "url": f"{item.name}.url"}
    return None


def packages(paths: Iterable[str], project: Project) -> Iterator[Fragment]:
    """An empty ``__init__.py`` for each new folder of modules; a folder that does without one keeps doing so."""
    conventions = project.conventions
    root = conventions.source_root.strip("/")
    told = set(paths)
    for path in sorted(told):
        folder = path.rpartition("/")[0]
        while folder and folder != root and path.endswith(".py"):
            marker = f"{folder}/__init__.py"
            if (
                marker not in (*told, *project.files)
                and is_package(folder, project)
                and not folder.startswith(conventions.migrations or "\0")
            ):
                told.add(marker)
                yield Fragment(path=marker, owner=PROJECT, text="", kind="once", layer="support")
            folder = folder.rpartition("/")[0]


def _once(
    project: Project, path: str, template: str, values: dict[str, object], layer: str = "support"
) -> Iterator[Draft]:
    if path not in project.files:
        yield Draft(path, template, values, PROJECT, layer, "once")
