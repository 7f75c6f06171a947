"""SCF105: two models write to one table.

Why it matters: the import of the second one fails with ``Table 'posts' is already defined``.

Silent for ``extend_existing``, for tables in different schemas, for a name that is computed, and for models in
different applications (another top folder).

How to fix: give one of them another ``__tablename__``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.tables import Table, tables


def find(subject: Subject) -> Iterator[Finding]:
    """The second model of a table name."""
    seen: dict[tuple[str, str | None, str], Table] = {}
    for table in subject.view(tables):
        arguments = table.cls.attribute("__table_args__")
        if table.table is None or (arguments and "extend_existing" in arguments.value):
            continue
        key = (table.path.partition("/")[0], table.schema, table.table)
        first = seen.setdefault(key, table)
        if first is table:
            continue
        statement = table.cls.attribute("__tablename__")
        yield RULE.finding(
            table.path,
            f'table "{table.table}" is also defined by {first.name} in {first.path}:{first.cls.line}',
            line=statement.line if statement else table.cls.line,
            column=statement.column if statement else table.cls.column,
            symbol=table.name,
            fix="set another __tablename__",
        )


RULE = Rule(code="SCF105", name="table-name-twice", find=find)
