"""SCF106: a table or index name that PostgreSQL cannot hold.

Why it matters: identifiers have at most 63 characters. SQLAlchemy refuses longer ones of its own making, and
autogenerate stops with an ``IdentifierError``.

Silent for projects whose own naming convention names the indexes, as the length cannot be known then.

How to fix: a shorter ``__tablename__``, or an ``Index`` with a name of its own in ``__table_args__``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.tables import tables

LIMIT = 63


def find(subject: Subject) -> Iterator[Finding]:
    """Names that are longer than an identifier may be."""
    convention = any(
        "naming_convention" in subject.files[path] for path in subject.paths if "metadata" in subject.files[path]
    )
    for table in subject.view(tables):
        if table.table is None:
            continue
        if len(table.table) > LIMIT:
            statement = table.cls.attribute("__tablename__")
            yield RULE.finding(
                table.path,
                f'table name "{table.table}" is {len(table.table)} characters, PostgreSQL allows {LIMIT}',
                line=statement.line if statement else table.cls.line,
                symbol=table.name,
                fix="set a shorter __tablename__",
            )
        for column in table.columns.values() if not convention else ():
            name = f"ix_{table.table}_{column.name}"
            if column.on("index") and len(name) > LIMIT:
                yield RULE.finding(
                    column.path,
                    f"{name} is {len(name)} characters, PostgreSQL allows {LIMIT}",
                    line=column.statement.line,
                    column=column.statement.column,
                    symbol=f"{column.owner}.{column.name}",
                    fix="replace index=True by an Index with a short name in __table_args__",
                )


RULE = Rule(code="SCF106", name="name-too-long", find=find)
