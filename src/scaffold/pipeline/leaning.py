"""Which support modules a plan leans on: those that the code it writes imports, and no others.

What a project does without and nothing new asks for is not written: a field added to hand-written layers brings no
error mapping with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from scaffold.desired import PROJECT
from scaffold.desired.layout import module_of, package_of
from scaffold.desired.modules import imported
from scaffold.desired.rows import rows_path
from scaffold.fragment import Fragment
from scaffold.plan import Change, Plan
from scaffold.project import Conventions, Project


def without_parts(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """``fragments`` without what support adds to files of the project: that alone is no reason for more support."""
    return tuple(f for f in fragments if f.owner != PROJECT or f.kind == "once")


def whole_plan(
    plan: Callable[[tuple[Fragment, ...]], Plan], everything: tuple[Fragment, ...], project: Project
) -> Plan:
    """The plan of what is wanted, and of the parts that the code in the plan leans on."""
    first = without_parts(everything)
    whole = plan(first)
    wanted = needed(everything, whole, project)
    return whole if wanted == first else plan(wanted)


def needed(fragments: Sequence[Fragment], plan: Plan, project: Project) -> tuple[Fragment, ...]:
    """``fragments`` without the support that nothing in ``plan`` leans on."""
    conventions = project.conventions
    fragments = _without_rows(fragments, plan, project)
    paths = {fragment.path for fragment in fragments if fragment.owner != PROJECT}
    if not paths:  # support itself was asked for
        return tuple(fragments)
    own = [change for change in plan.changes if change.path in paths]
    created = {change.layer for change in own if change.before is None}
    standing = [f for f in fragments if f.owner == PROJECT and _asked_for(f, created, own, conventions)]
    roots = [(change.path, change.after or "") for change in own]
    roots += [(fragment.path, fragment.text) for fragment in standing]
    modules = _closure([(path, text) for path, text in roots if path.endswith(".py")], fragments, conventions)
    kept = {
        id(f)
        for f in fragments
        if f.owner != PROJECT
        or f in standing
        or (f.kind == "once" and (f.path in paths or (f.text and module_of(f.path, conventions) in modules)))
    }
    folders = {
        f.path.rpartition("/")[0] for f in fragments if id(f) in kept and (f.owner == PROJECT or f.path in paths)
    }
    return tuple(f for f in fragments if id(f) in kept or (not f.text and _holds(f.path, folders)))


def _without_rows(fragments: Sequence[Fragment], plan: Plan, project: Project) -> tuple[Fragment, ...]:
    """``fragments`` without the rows of other entities where no test that is written makes any."""
    rows = rows_path(project)
    module = module_of(rows, project.conventions).rpartition(".")[2]
    written = [change.after or "" for change in plan.changes if change.path != rows]
    if rows in project.files or any(re.search(rf"\b{module} import\b", text) for text in written):
        return tuple(fragments)
    return tuple(fragment for fragment in fragments if fragment.path != rows)


def _asked_for(fragment: Fragment, created: set[str], own: Sequence[Change], conventions: Conventions) -> bool:
    """Support that no import asks for: the application that answers our errors, fixtures, the Alembic environment."""
    if fragment.kind == "file":  # a package of models that begins to name them names those that are there, too
        return any(change.path == fragment.path for change in own)
    if fragment.layer == "tests":
        return "tests" in created
    if fragment.kind == "part" or fragment.path == conventions.main:
        return bool({"router", "service"} & created) or any(_raises_anew(change, conventions) for change in own)
    return fragment.layer == "migrations" and any(change.layer == "model" for change in own)


def _raises_anew(change: Change, conventions: Conventions) -> bool:
    """Whether a file that was there, the only one of a small project say, raises our errors from now on."""
    errors = module_of(conventions.support.get("service_errors", ""), conventions)
    package = package_of(change.path, conventions)
    return errors in imported(change.after or "", package) and errors not in imported(change.before or "", package)


def _closure(texts: list[tuple[str, str]], fragments: Sequence[Fragment], conventions: Conventions) -> set[str]:
    """The modules that the texts import, and those that support modules among them import."""
    by_module = {module_of(f.path, conventions): (f.path, f.text) for f in fragments if f.path.endswith(".py")}
    modules: set[str] = set()
    while texts:
        path, text = texts.pop()
        for name in imported(text, package_of(path, conventions)) - modules:
            modules.add(name)
            texts += [by_module[name]] if name in by_module else []
    return modules


def _holds(marker: str, folders: set[str]) -> bool:
    """Whether a package marker has something in its folder."""
    folder = marker.rpartition("/")[0]
    return any(other == folder or other.startswith(f"{folder}/") for other in folders)
