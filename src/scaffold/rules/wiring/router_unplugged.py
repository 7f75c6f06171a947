"""SCF402: a router with endpoints that the application never includes.

Why it matters: its endpoints answer 404, and no test of the module itself notices.

Silent when routers are found by code (a glob, a loop over modules), when the router is used in any other way
that we cannot follow (handed to a function that includes it, say), and in projects where no application can be seen.

How to fix: ``api_router.include_router(posts.router)`` where the others are included; ``scaffold check --fix``
writes it, and with ``--unsafe-fixes`` also where the prefix is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.fragment import Fragment
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.endpoints import Inclusion, Place, Router, endpoints, inclusions, prefixes, routers
from scaffold.rules.view.plugging import mention, plug_of

# what finds routers that no code names
_LOOKED_UP = re.compile(
    r"\b(?:import_module|__import__|iter_modules|walk_packages|entry_points|getmembers|getattr|vars|globals|glob)\b"
)
_MADE = re.compile(r"(?m)^[ \t]+(?:return |\w+(?:: [^=\n]+)? = )(?:fastapi\.)?FastAPI\(")
_EXPORTS = re.compile(r"(?m)^__all__\b[^\[(]*[\[(][^\])]*[\])]")
_IMPORT = re.compile(r"(?m)^[ \t]*(?:from[^\n]*import \([^)]*\)|(?:from|import) .*$)")


def find(subject: Subject) -> Iterator[Finding]:
    """Routers that nobody plugs in."""
    reached = subject.view(prefixes)
    if not _has_application(subject):
        return
    registry = subject.project.conventions.registry
    if (registry is not None and registry.style in ("auto", "computed")) or _by_code(subject):
        return
    busy = _busy(subject)
    for place, router in subject.view(routers).items():
        if router.is_app or place in reached or place not in busy or _used(subject, router):
            continue
        plug = plug_of(subject, router)
        yield RULE.finding(
            router.path,
            f"{router.name} is never included in the application",
            line=router.line,
            column=router.column,
            symbol=router.name,
            fix=f"add {plug.line} to {plug.registry.path}" if plug else "include it in the application",
            fixable=plug is not None,
            unsafe=plug is not None and not plug.sure,
        )


def _has_application(subject: Subject) -> bool:
    """One of a module, or one that a function makes."""
    return any(router.is_app for router in subject.view(routers).values()) or any(
        _MADE.search(subject.files[path]) for path in subject.paths if "FastAPI(" in subject.files[path]
    )


def _busy(subject: Subject) -> set[Place]:
    """The routers that have endpoints, of their own or of those that they include."""
    busy = {endpoint.router.place for endpoint in subject.view(endpoints) if endpoint.router}
    edges = {(item.parent, item.child) for item in subject.view(inclusions) if item.parent}
    while grown := {parent for parent, child in edges if parent and child in busy and parent not in busy}:
        busy |= grown
    return busy


def _by_code(subject: Subject) -> bool:
    """Some router is included under a name that nobody has to write: in a loop, by a module that is looked up."""
    for item in subject.view(inclusions):
        head = _argument(item).partition(".")[0].strip()
        known = head.isidentifier() and _imported(subject, item.path, head)
        if item.call.loop or (item.child is None and not known and _LOOKED_UP.search(subject.files[item.path])):
            return True
    return False


def _argument(inclusion: Inclusion) -> str:
    return inclusion.call.args[0] if inclusion.call.args else inclusion.call.keyword("router") or ""


def _imported(subject: Subject, path: str, name: str) -> bool:
    facts = subject.sources.facts(path)
    return facts.assigned(name) is not None or any(item.name == name for item in facts.imports)


def _used(subject: Subject, router: Router) -> bool:
    """Somebody mentions it beyond the imports: in a list, as an argument, under another name."""
    if any(item.child == router.place for item in subject.view(inclusions)):
        return True
    own = subject.files[router.path]
    if re.search(rf"(?m)include_router\([^)]*(?<![.\w]){router.name}\b", own):
        return True
    handed_on = router.name in subject.view(_attributes)
    for path in subject.paths:
        if path == router.path:
            continue
        rest = ""
        for item in subject.sources.facts(path).imports:
            if (
                item.attribute
                and not item.type_checking
                and (behind := mention(subject, path, item, router)) is not None
            ):
                rest = rest or _EXPORTS.sub("", _IMPORT.sub("", subject.files[path]))
                # def plug(app, module): app.include_router(module.router)    -- then `posts` alone is enough
                if re.search(rf"\b{re.escape(item.name)}{'' if handed_on else re.escape(behind)}\b", rest):
                    return True
    return False


def _attributes(subject: Subject) -> frozenset[str]:
    """``router`` where ``include_router(module.router)`` stands with a ``module`` that is handed in."""
    return frozenset(_argument(item).rpartition(".")[2] for item in subject.view(inclusions) if item.child is None)


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The line beside its siblings."""
    for router in subject.view(routers).values():
        if (router.path, router.line, router.name) != (finding.path, finding.line, finding.symbol):
            continue
        plug = plug_of(subject, router)
        if plug is None:
            return None
        registry = plug.registry
        body = f"def {registry.scope}():\n    {plug.line}\n" if registry.scope else f"{plug.line}\n"
        text = f"{plug.needed}\n\n{body}"
        return Repair(fragments=(Fragment(path=registry.path, owner="", text=text, kind="part"),))
    return None


RULE = Rule(code="SCF402", name="router-unplugged", find=find, repair=repair)
