"""SCF122: a table model that inherits from another table model.

Why it matters: SQLModel makes no second table of it. ``class Admin(User, table=True)`` silently drops the
columns that it adds.

Silent when the class configures SQLAlchemy's inheritance itself (``__mapper_args__``).

How to fix: move the shared columns to a base that is no table: ``class UserBase(SQLModel)``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.tables import tables


def find(subject: Subject) -> Iterator[Finding]:
    """Tables below tables."""
    for table in subject.view(tables):
        if "__mapper_args__" in table.members:
            continue
        for _, base in subject.sources.bases(table.path, table.cls):
            if base.keyword("table") == "True":
                yield RULE.finding(
                    table.path,
                    f"{table.name} inherits from the table {base.name}: its own columns get no table",
                    line=table.cls.line,
                    column=table.cls.column,
                    symbol=table.name,
                    fix=f"move the shared columns to {base.name}Base, a class without table=True",
                )
                break


RULE = Rule(code="SCF122", name="inherits-a-table", find=find)
