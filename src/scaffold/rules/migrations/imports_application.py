"""SCF751: a migration imports the application.

Why it matters: the models go on changing. In a year the migration runs with columns that it does not know, or
fails to import at all.

Silent for custom column types and enums of the application, which autogenerate has to name.

How to fix: write the table down: ``sa.table("posts", sa.column("id"))``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import linted
from scaffold.rules.view.tables import tables


def find(subject: Subject) -> Iterator[Finding]:
    """Imports of table models."""
    models = {(table.path, table.name) for table in subject.view(tables)}
    for revision in linted(subject):
        for item in revision.facts.imports:
            found = subject.sources.find_class(revision.path, item.name) if item.attribute else None
            if found is not None and (found[0], found[1].name) in models:
                yield RULE.finding(
                    revision.path,
                    f"{revision.id} imports the model {found[1].name}, which will change",
                    line=item.line,
                    symbol=item.name,
                    fix=f'write it down: sa.table("{found[1].name.lower()}", sa.column(...))',
                )


RULE = Rule(code="SCF751", name="imports-application", find=find, severity="warning")
