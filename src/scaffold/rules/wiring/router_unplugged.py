"""SCF402: a router with endpoints that the application never includes.

Why it matters: its endpoints answer 404, and no test of the module itself notices.

Silent when routers are found by code (a glob, a loop over modules), when the router is used in any other way
that we cannot follow, and in projects where no application or registry can be seen.

How to fix: ``api_router.include_router(posts.router)`` where the others are included; ``scaffold check --fix``
writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.fragment import Fragment
from scaffold.project import Registry
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.endpoints import Place, Router, endpoints, inclusions, prefixes, routers
from scaffold.rules.view.lock import managed


def find(subject: Subject) -> Iterator[Finding]:
    """Routers that nobody plugs in."""
    reached = subject.view(prefixes)
    if not any(router.is_app for router in subject.view(routers).values()):
        return
    registry = subject.project.conventions.registry
    if (registry is not None and registry.style in ("auto", "computed")) or _by_code(subject):
        return
    busy = _busy(subject)
    for place, router in subject.view(routers).items():
        if router.is_app or place in reached or place not in busy or _used(subject, router):
            continue
        line = _line(subject, router, registry)
        yield RULE.finding(
            router.path,
            f"{router.name} is never included in the application",
            line=router.line,
            column=router.column,
            symbol=router.name,
            fix=f"add {line[1]} to {line[0].path}" if line else "include it in the application",
            fixable=line is not None,
        )


def _busy(subject: Subject) -> set[Place]:
    """The routers that have endpoints, of their own or of those that they include."""
    busy = {endpoint.router.place for endpoint in subject.view(endpoints) if endpoint.router}
    edges = {(item.parent, item.child) for item in subject.view(inclusions) if item.parent}
    while grown := {parent for parent, child in edges if parent and child in busy and parent not in busy}:
        busy |= grown
    return busy


def _by_code(subject: Subject) -> bool:
    """Some router is included under a name that is no import: in a loop, from a helper."""
    for item in subject.view(inclusions):
        argument = item.call.args[0] if item.call.args else item.call.keyword("router") or ""
        head = argument.partition(".")[0].strip()
        if item.call.loop or (item.child is None and head.isidentifier() and not _imported(subject, item.path, head)):
            return True
    return False


def _imported(subject: Subject, path: str, name: str) -> bool:
    facts = subject.sources.facts(path)
    return facts.assigned(name) is not None or any(item.name == name for item in facts.imports)


def _used(subject: Subject, router: Router) -> bool:
    """Somebody mentions it beyond the imports: in a list, as an argument, under another name."""
    for item in subject.view(inclusions):
        if item.child == router.place:
            return True
    own = subject.files[router.path]
    if re.search(rf"(?m)include_router\([^)]*\b{router.name}\b", own):
        return True
    for path in subject.paths:
        text = subject.files[path]
        if path == router.path or router.name not in text:
            continue
        for name in subject.sources.facts(path).imports:
            if not name.attribute or name.type_checking:
                continue
            # by the module's last name: another package of the repository may import it by a path we do not know
            if name.attribute == router.name and _same_module(name.module, router.path):
                rest = re.sub(r"(?m)^\s*(?:from|import) .*$", "", text)
                if re.search(rf"\b{re.escape(name.name)}\b", rest):
                    return True
            elif _same_module(f"{name.module}.{name.attribute}", router.path) and re.search(
                rf"\b{re.escape(name.name)}\.{router.name}\b", text
            ):
                return True
    return False


def _same_module(module: str, path: str) -> bool:
    stem = path.removesuffix(".py").removesuffix("/__init__").rpartition("/")[2]
    return module.rpartition(".")[2] == stem or not module.strip(".")


def _line(subject: Subject, router: Router, registry: Registry | None) -> tuple[Registry, str, str] | None:
    """Where the line goes, the line, and the import that it needs."""
    if registry is not None and (registry.path, registry.receiver) == router.place:
        registry = _application(subject)  # the router that gathers the others
    if registry is None or registry.style not in ("call", "list") or registry.path not in subject.files:
        return None
    if registry.style == "call" and (lines := _as_written(subject, router)):
        needed, _, line = lines.partition("\n\n")
        return registry, line.strip(), needed
    module = subject.sources.module_of(router.path)
    package, _, name = module.rpartition(".")
    if not package:
        return None
    if registry.imports == "module":
        target, needed = f"{name}.{router.name}", f"from {package} import {name}"
    else:
        alias = router.name if router.name != "router" else f"{name}_router"
        renamed = "" if alias == router.name else f" as {alias}"
        target, needed = alias, f"from {module} import {router.name}{renamed}"
    if registry.style == "list":
        return registry, f"{registry.receiver} = [{target}]", needed
    extra = _arguments(registry, router, name, package)
    if extra is None:
        return None
    return registry, f"{registry.receiver}.include_router({target}{extra})", needed


def _as_written(subject: Subject, router: Router) -> str:
    """The lines of a managed entity, which know the prefix that its clients use; ``""`` for any other router."""
    from scaffold.desired.parts import registry_lines

    owners = [model for model in subject.project.models.values() if model.paths.get("router") == router.path]
    if len(owners) != 1 or owners[0].entity.name not in subject.view(managed):
        return ""
    return registry_lines(owners[0].entity, subject.project)


def _application(subject: Subject) -> Registry | None:
    """The only application as the place of one more line."""
    found = [router for router in subject.view(routers).values() if router.is_app]
    return (
        Registry(path=found[0].path, style="call", receiver=found[0].name, imports="router")
        if len(found) == 1
        else None
    )


def _arguments(registry: Registry, router: Router, name: str, package: str) -> str | None:
    """What stands behind the router in its siblings' lines; ``None`` when that cannot be said for this one."""
    said = {part.partition("=")[0].strip() for part in registry.arguments.split(", ")}
    if router.prefix if registry.prefix == "include" else said != {"tags"} or router.call.keyword("tags"):
        return ""
    folder = (
        package.rpartition(".")[2] if name in ("router", "routes", "routers", "endpoints", "api", "views") else name
    )
    words = registry.arguments or 'prefix="/{plural}"'
    if "{snake}" in words or "{Snake}" in words:
        return None
    words = words.replace("{plural}", folder).replace("{Plural}", folder.capitalize())
    return f", {words}"


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The line beside its siblings."""
    for router in subject.view(routers).values():
        if (router.path, router.line, router.name) != (finding.path, finding.line, finding.symbol):
            continue
        found = _line(subject, router, subject.project.conventions.registry)
        if found is None:
            return None
        registry, line, needed = found
        body = f"def {registry.scope}():\n    {line}\n" if registry.scope else f"{line}\n"
        text = f"{needed}\n\n{body}"
        return Repair(fragments=(Fragment(path=registry.path, owner="", text=text, kind="part"),))
    return None


RULE = Rule(code="SCF402", name="router-unplugged", find=find, repair=repair)
