"""SCF518: two tables with foreign keys to each other.

Why it matters: neither can be created first. Autogenerate writes a migration that PostgreSQL refuses, and rows
have to be written in two steps.

Silent for a table that points to itself, and for ``use_alter``. Off unless selected: a cycle can be meant.

How to fix: make one key nullable and create its constraint after both tables; ``scaffold`` writes such
migrations.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.keys import keys


def find(subject: Subject) -> Iterator[Finding]:
    """The later key of each pair."""
    seen: set[tuple[str, str]] = set()
    for key in subject.view(keys):
        if key.target is None or key.target is key.table:
            continue
        if (key.target.name, key.table.name) in seen and "use_alter" not in (key.column.given("sa_column") or ""):
            yield RULE.finding(
                key.column.path,
                f"{key.table.name} and {key.target.name} have foreign keys to each other",
                line=key.column.statement.line,
                column=key.column.statement.column,
                symbol=f"{key.column.owner}.{key.column.name}",
                fix="create one of the two constraints after both tables",
            )
        seen.add((key.table.name, key.target.name))


RULE = Rule(code="SCF518", name="circular-foreign-keys", find=find, severity="warning", default=False)
