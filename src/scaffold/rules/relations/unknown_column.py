"""SCF502: a foreign key to a column that its table does not have.

Why it matters: ``NoReferencedColumnError`` at the first query, or a migration that the database refuses.

Silent when a base of the target cannot be read, and for columns whose name in the database is computed.

How to fix: name the column of the target that is meant, usually its primary key.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.keys import keys


def find(subject: Subject) -> Iterator[Finding]:
    """Keys whose column is not there."""
    for key in subject.view(keys):
        if key.target is None or key.target.open or key.at is not None:
            continue
        if any(column.custom for column in key.target.columns.values()):
            continue
        yield RULE.finding(
            key.column.path,
            f'{key.target.name} has no column "{key.field}"',
            line=key.column.statement.line,
            column=key.column.statement.column,
            symbol=f"{key.column.owner}.{key.column.name}",
            fix=f"name a column of {key.target.name}" + (f": {key.target.key.name}" if key.target.key else ""),
        )


RULE = Rule(code="SCF502", name="foreign-key-to-unknown-column", find=find)
