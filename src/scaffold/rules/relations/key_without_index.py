"""SCF504: a foreign key without an index.

Why it matters: PostgreSQL does not index foreign keys. Loading ``user.posts`` scans the table, and so does
every delete of a user.

Silent for keys that are unique, part of the primary key, or first in an ``Index`` or ``UniqueConstraint`` of
``__table_args__``. Off unless selected: small tables do well without, and many projects are content so.

How to fix: ``index=True``; ``scaffold check --select SCF504 --fix`` writes it. A migration has to follow.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.keys import keys
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import Column, column_at, rewritten


def find(subject: Subject) -> Iterator[Finding]:
    """Keys that nothing indexes."""
    for key in subject.view(keys):
        column = key.column
        if column.custom or column.primary or column.on("index") or column.on("unique"):
            continue
        arguments = key.table.cls.attribute("__table_args__")
        if arguments and f'"{column.name}"' in arguments.value.replace("'", '"'):
            continue
        yield RULE.finding(
            column.path,
            f"{column.owner}.{column.name} is a foreign key without an index",
            line=column.statement.line,
            column=column.statement.column,
            symbol=f"{column.owner}.{column.name}",
            fix="add index=True",
            fixable=_repaired(column) is not None,
        )


def _repaired(column: Column) -> str | None:
    own = column.call is not None and column.call is column.statement.call
    return with_keyword(column.statement.source, "index", "True") if own else None


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The field with an index."""
    column = column_at(subject, finding)
    return rewritten(column, _repaired(column)) if column else None


RULE = Rule(
    code="SCF504",
    name="foreign-key-without-index",
    find=find,
    severity="warning",
    repair=repair,
    default=False,
)
