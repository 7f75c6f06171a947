"""SCF405: two modules that import names from each other before those names exist.

Why it matters: ``cannot import name 'User' from partially initialized module``, as soon as either one is
imported.

Silent for imports under ``TYPE_CHECKING``, inside functions, of whole modules, and for an import that stands
below the definition that the other one needs.

How to fix: move the import of one of the two under ``if TYPE_CHECKING:`` and quote the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.facts import Import
from scaffold.rule import Finding, Rule, Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Pairs that fail whichever is imported first."""
    edges = {(path, home): line for path in subject.paths for home, line in _needs(subject, path)}
    for (path, home), line in sorted(edges.items()):
        if path < home and (home, path) in edges:
            yield RULE.finding(
                path,
                f"{subject.sources.module_of(path)} and {subject.sources.module_of(home)} import from each other",
                line=line,
                symbol=subject.sources.module_of(home),
                fix="move one of the two imports under `if TYPE_CHECKING:`",
            )


def _needs(subject: Subject, path: str) -> Iterator[tuple[str, int]]:
    """The modules whose names this one takes while it is being imported, too early for them to be there."""
    imported = subject.view(_imported)
    for home, item in imported[path]:
        if home == path or home.endswith("__init__.py"):
            continue
        # the other module has to import this one above the definition that is wanted of it
        back = [other.line for origin, other in imported.get(home, ()) if origin == path]
        if not back:
            continue
        defined = _line_of(subject, home, item.attribute)
        if defined is not None and min(back) < defined:
            yield home, item.line


def _imported(subject: Subject) -> Mapping[str, list[tuple[str, Import]]]:
    """What each file takes from which file while it is being imported."""
    return {
        path: [
            (home, item)
            for item in subject.sources.facts(path).imports
            if not (item.type_checking or item.scope or item.attribute in ("", "*"))
            and (home := subject.sources.path_of(item.module, path)) is not None
        ]
        for path in subject.paths
    }


def _line_of(subject: Subject, path: str, name: str) -> int | None:
    facts = subject.sources.facts(path)
    lines = [
        *(item.line for item in facts.classes if item.name == name),
        *(item.line for item in facts.functions if item.name == name and not item.scope),
        *(item.line for item in facts.assignments if item.name == name),
    ]
    return min(lines, default=None)


RULE = Rule(code="SCF405", name="import-cycle", find=find)
