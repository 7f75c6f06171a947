"""SCF406: a name is imported from a module of the project that does not have it, or is not there.

Why it matters: ``ImportError`` when the application starts.

Silent when the name stands anywhere in that module's text, for star imports, ``__getattr__``, for modules
outside of the project's own packages, for ``_version`` and the like, which a build writes, and for imports
inside ``try``.

How to fix: correct the name, or bring the definition back (``scaffold restore`` when we wrote it).
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.calls import module_at
from scaffold.rules.view.words import words


def find(subject: Subject) -> Iterator[Finding]:
    """Imports that cannot succeed."""
    from difflib import get_close_matches

    for path in subject.paths:
        text = subject.files[path]
        told: set[tuple[str, int]] = set()
        for item in subject.sources.facts(path).imports:
            if not item.attribute or item.attribute == "*" or item.type_checking:
                continue
            home = module_at(subject, item.module, path)
            if (item.module, item.line) in told:
                continue
            if home is None and not item.scope and (gone := _gone(subject, item.module, path)):
                told.add((item.module, item.line))
                yield RULE.finding(
                    path,
                    f"there is no module {item.module}",
                    line=item.line,
                    symbol=item.module,
                    fix=f"bring {gone} back, or remove what imports it",
                )
                continue
            if home is None or home == path or _has(subject, home, item.attribute):
                continue
            if "except ImportError" in text or "except ModuleNotFoundError" in text:
                continue
            if subject.sources.path_of(item.joined, path) is not None:
                continue
            near = get_close_matches(item.attribute, _names(subject, home), n=1, cutoff=0.7)
            yield RULE.finding(
                path,
                f"{item.attribute} is not in {home}",
                line=item.line,
                symbol=item.attribute,
                fix=f"did you mean {near[0]}?" if near else f"define {item.attribute} in {home}",
            )


def _gone(subject: Subject, module: str, importer: str) -> str:
    """The file of a module that should stand in a package of the project, and does not."""
    package, _, name = module.rpartition(".")
    home = module_at(subject, package, importer) if package and not module.startswith(".") else None
    if home is None or not home.endswith("/__init__.py") or name.startswith("_") or "version" in name:
        return ""
    folder = home.removesuffix("__init__.py")
    text = subject.files[importer]
    guarded = (
        "except ImportError" in text or "except ModuleNotFoundError" in text or "__getattr__" in subject.files[home]
    )
    if guarded or any(other.startswith((f"{folder}{name}/", f"{folder}{name}.")) for other in subject.files):
        return ""
    return f"{folder}{name}.py"


def _names(subject: Subject, path: str) -> list[str]:
    facts = subject.sources.facts(path)
    return [
        *(item.name for item in facts.classes),
        *(item.name for item in facts.functions),
        *(item.name for item in facts.assignments),
        *(item.name for item in facts.imports),
    ]


def _has(subject: Subject, path: str, name: str) -> bool:
    text = subject.files[path]
    if name in subject.view(words).of(path) or "import *" in text or "__getattr__" in text:
        return True
    if "globals()" in text or subject.sources.facts(path).problem is not None:
        return True
    folder = path.removesuffix("__init__.py")
    if folder == path:
        return False
    # a package of data, or without an __init__ of its own
    return f"{folder}{name}" in subject.view(_folders) or f"{folder}{name}.py" in subject.files


def _folders(subject: Subject) -> frozenset[str]:
    """Every folder that has a file in it."""
    found: set[str] = set()
    for path in subject.files:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


RULE = Rule(code="SCF406", name="missing-name", find=find)
