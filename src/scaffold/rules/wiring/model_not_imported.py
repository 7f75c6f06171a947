"""SCF401: Alembic's environment never imports a table model.

Why it matters: autogenerate compares the database with the models that were imported. One that was not is taken
for removed: the next migration drops its table.

Silent without Alembic, when the environment finds modules by code or imports what we cannot find, when
``include_object`` or ``include_name`` chooses the tables, and for models of another package than those it imports.

How to fix: import the model where the others are imported; ``scaffold check --fix`` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.fragment import Fragment
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.alembic import Reach, reach
from scaffold.rules.view.tables import Table, tables


def find(subject: Subject) -> Iterator[Finding]:
    """Tables that importing ``env.py`` does not define."""
    seen = subject.view(reach)
    if seen is None or seen.unsure:
        return
    everything = subject.view(tables)
    known = [table for table in everything if table.path in seen.files]
    if "include_" in subject.files[seen.env] or not (known or _nothing_hidden(subject, seen)):
        return
    packages = {table.path.partition("/")[0] for table in known[:1] or everything}
    for table in everything:
        if table.path in seen.files or table.path.partition("/")[0] not in packages:
            continue
        home = _home(subject, seen, known)
        yield RULE.finding(
            table.path,
            f"{table.name} is not imported by {home}: autogenerate would drop its table",
            line=table.cls.line,
            column=table.cls.column,
            symbol=table.name,
            fix=f"import {table.name} in {home}",
        )


def _nothing_hidden(subject: Subject, seen: Reach) -> bool:
    """Whether ``env.py`` takes all tables that are imported, and every module it imports is one that we know or none
    of the project's: a name that some folder of the project has, too, may be found by a path that we do not see."""
    if "SQLModel.metadata" not in subject.files[seen.env]:
        return False
    folders = {part for path in subject.paths for part in path.removesuffix(".py").split("/")}
    return not any(
        item.module.lstrip(".").partition(".")[0] in folders and subject.sources.path_of(item.module, path) is None
        for path in seen.files
        for item in subject.sources.facts(path).imports
        if item.module.partition(".")[0] != "alembic"
    )


def _home(subject: Subject, seen: Reach, known: list[Table]) -> str:
    """Where the other models are imported: the package, else the file that imports most of them."""
    package = subject.project.conventions.models_package
    if package and package in seen.files and package in subject.files:
        return package
    names = {table.name for table in known}
    counts = {
        path: len(names & {item.name for item in subject.sources.facts(path).imports})
        for path in sorted(seen.files)
        if path.endswith("__init__.py") or path == seen.env
    }
    best = max(counts, key=lambda path: counts[path], default=seen.env)
    return best if counts.get(best) else seen.env


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The import, as its siblings are imported."""
    seen = subject.view(reach)
    if seen is None:
        return None
    known = [table for table in subject.view(tables) if table.path in seen.files]
    home = _home(subject, seen, known)
    facts = subject.sources.facts(home)
    module = subject.sources.module_of(finding.path)
    name = finding.symbol
    text = f"from {module} import {name} as {name}\n"
    if (exported := facts.assigned("__all__")) and exported.elements:
        text = f'from {module} import {name}\n\n__all__ = ["{name}"]\n'
    return Repair(fragments=(Fragment(path=home, owner="", text=text, kind="part"),))


RULE = Rule(code="SCF401", name="model-not-imported", find=find, repair=repair)
