"""What packages hand on of an entity's modules, where they hand on those of its siblings.

What a package hands on already it keeps handing on, also when a sibling that it leaves out came later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scaffold.desired.layout import Layout, layout_of, module_of
from scaffold.desired.rendering import Draft
from scaffold.facts import read
from scaffold.fragment import Fragment
from scaffold.project.project import Project
from scaffold.spec.entity import Entity


def exports(entity: Entity, project: Project, written: Sequence[Fragment]) -> Iterator[Draft]:
    """One part for each package and layer; ``written`` is what the modules of the entity are about to say."""
    conventions, layout = project.conventions, layout_of(entity, project)
    registered = conventions.registry.path if conventions.registry else None
    for layer, path in layout.paths.items():
        found, _, names = conventions.exports.get(layer, "").partition(":")
        package = found or f"{path.rpartition('/')[0]}/__init__.py".lstrip("/")
        elsewhere = {"model": conventions.models_package, "router": registered}.get(layer)
        if layer == "tests" or package not in project.files or package in (path, elsewhere):
            continue
        defined = _defined(path, entity, written)
        wanted = [*_following(names.split(","), layer, layout, defined)]
        wanted += _standing(package, layout.modules[layer], project, defined)
        if wanted:
            yield Draft(
                package, "package.py.jinja", {"imports": "\n".join(dict.fromkeys(wanted))}, entity.name, layer, "part"
            )


def _defined(path: str, entity: Entity, written: Sequence[Fragment]) -> frozenset[str]:
    texts = (each.text for each in written if each.path == path and each.owner == entity.name)
    return frozenset().union(*(read(text).defined for text in texts))


def _following(names: Sequence[str], layer: str, layout: Layout, defined: frozenset[str]) -> Iterator[str]:
    """The names that siblings are handed on by, as far as the new module has them."""
    module = layout.modules[layer]
    for pattern in names:
        name, _, alias = layout.fill(pattern).partition(" as ")
        if name == ".":
            package, _, stem = module.rpartition(".")
            yield _statement(package, stem, alias)
        elif name in defined or (name == "*" and defined):
            yield _statement(module, name, alias)


def _standing(package: str, module: str, project: Project, defined: frozenset[str]) -> Iterator[str]:
    """What the package imports of the module already, or the module itself."""
    own = module_of(package, project.conventions)
    for item in read(project.files[package]).imports:
        if not item.attribute or item.scope or item.type_checking:
            continue
        # from .post import PostCreate        from . import post
        origin = f"{own}{item.module}".rstrip(".") if item.module.startswith(".") else item.module
        if (origin == module and item.attribute in (*defined, "*")) or f"{origin}.{item.attribute}" == module:
            yield _statement(origin, item.attribute, item.name)


def _statement(module: str, name: str, alias: str) -> str:
    return f"from {module} import {name}" + (f" as {alias}" if alias not in ("", name) else "")
