"""SCF103: a table model has no primary key.

Why it matters: SQLAlchemy refuses to map the class, so the application does not start.

Silent when a base that cannot be read may bring the key, when ``__mapper_args__`` names one, and for a key that
is part of ``sa_column=Column(..., primary_key=True)``.

How to fix: add ``id: int | None = Field(default=None, primary_key=True)``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.tables import tables


def find(subject: Subject) -> Iterator[Finding]:
    """Tables without a column that is a key."""
    for table in subject.view(tables):
        if table.open or "__mapper_args__" in table.members or "__table__" in table.members:
            continue
        arguments = table.cls.attribute("__table_args__")
        if arguments and "PrimaryKeyConstraint" in arguments.value:
            continue
        if any(column.primary or column.given("**") for column in table.columns.values()):
            continue
        yield RULE.finding(
            table.path,
            f"{table.name} has no primary key",
            line=table.cls.line,
            column=table.cls.column,
            symbol=table.name,
            fix="add id: int | None = Field(default=None, primary_key=True)",
        )


RULE = Rule(code="SCF103", name="no-primary-key", find=find)
