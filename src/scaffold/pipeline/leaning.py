"""Which support modules a plan leans on: those that the code it writes imports, and no others.

What a project does without and nothing new asks for is not written: a field added to hand-written layers brings no
error mapping with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.desired import PROJECT
from scaffold.desired.layout import module_of
from scaffold.desired.modules import imported
from scaffold.fragment import Fragment
from scaffold.plan import Plan
from scaffold.project import Conventions


def without_parts(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """``fragments`` without what support adds to files of the project: that alone is no reason for more support."""
    return tuple(f for f in fragments if f.owner != PROJECT or f.kind != "part")


def needed(fragments: Sequence[Fragment], plan: Plan, conventions: Conventions) -> tuple[Fragment, ...]:
    """``fragments`` without the support that nothing in ``plan`` leans on."""
    paths = {fragment.path for fragment in fragments if fragment.owner != PROJECT}
    if not paths:  # support itself was asked for
        return tuple(fragments)
    own = [change for change in plan.changes if change.path in paths]
    created = {change.layer for change in own if change.before is None}
    standing = [
        f for f in fragments if f.owner == PROJECT and _asked_for(f, created, {c.layer for c in own}, conventions)
    ]
    roots = [change.after or "" for change in own if change.path.endswith(".py")]
    modules = _closure([*roots, *(f.text for f in standing if f.path.endswith(".py"))], fragments, conventions)
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


def _asked_for(fragment: Fragment, created: set[str], changed: set[str], conventions: Conventions) -> bool:
    """Support that no import asks for: the application that answers our errors, fixtures, the Alembic environment."""
    if fragment.layer == "tests":
        return "tests" in created
    if fragment.kind == "part" or fragment.path == conventions.main:
        return bool({"router", "service"} & created)
    return fragment.layer == "migrations" and "model" in changed


def _closure(texts: list[str], fragments: Sequence[Fragment], conventions: Conventions) -> set[str]:
    """The modules that the texts import, and those that support modules among them import."""
    by_module = {module_of(f.path, conventions): f.text for f in fragments if f.path.endswith(".py")}
    modules: set[str] = set()
    while texts:
        for name in imported(texts.pop()) - modules:
            modules.add(name)
            texts += [by_module[name]] if name in by_module else []
    return modules


def _holds(marker: str, folders: set[str]) -> bool:
    """Whether a package marker has something in its folder."""
    folder = marker.rpartition("/")[0]
    return any(other == folder or other.startswith(f"{folder}/") for other in folders)
