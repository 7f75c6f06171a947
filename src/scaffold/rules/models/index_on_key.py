"""SCF112: ``index=True`` on a primary key.

Why it matters: a primary key has its index already; the second one costs at every write and is never used.

Silent for a column that is one part of a composite key and not its first, as that index has a use.

How to fix: remove ``index=True``; ``scaffold check --fix`` does. The next migration drops the index.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.statements import without_keyword
from scaffold.rules.view.tables import column_at, every_column, rewritten


def find(subject: Subject) -> Iterator[Finding]:
    """Keys with an index of their own."""
    for table, column in every_column(subject):
        if column.on("primary_key") and column.on("index") and table.key is column:
            yield RULE.finding(
                column.path,
                f"redundant index on {column.owner}.{column.name}: a primary key has one",
                line=column.statement.line,
                column=column.statement.column,
                symbol=f"{column.owner}.{column.name}",
                fix="remove index=True",
                fixable=column.call is column.statement.call,
            )


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The field without the keyword."""
    column = column_at(subject, finding)
    return rewritten(column, without_keyword(column.statement.source, "index")) if column else None


RULE = Rule(code="SCF112", name="index-on-key", find=find, severity="warning", repair=repair)
