"""SCF401: Alembic's environment never imports a table model.

Why it matters: autogenerate compares the database with the models that were imported. One that was not is taken
for removed: the next migration drops its table.

Silent without Alembic, when the environment finds modules by code, when ``include_object`` or ``include_name``
chooses the tables, and for models that nothing of the application imports at all.

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
    if not known or any("include_" in subject.files[seen.env] for _ in known[:1]):
        return
    for table in everything:
        if table.path in seen.files or table.path.partition("/")[0] != known[0].path.partition("/")[0]:
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
