"""SCF103: a table model has no primary key.

Why it matters: SQLAlchemy refuses to map the class, so the application does not start.

Silent when a base that cannot be read may bring the key, when ``__mapper_args__`` names one, and for a key that
is part of ``sa_column=Column(..., primary_key=True)``. A link model is SCF516's.

How to fix: add ``id: int | None = Field(default=None, primary_key=True)``; ``scaffold check --fix --unsafe-fixes``
does, or writes ``primary_key=True`` to the ``id`` that is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.expressions import last
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import every_relation, rewritten, tables

_KEY = "id: int | None = Field(default=None, primary_key=True)"


def find(subject: Subject) -> Iterator[Finding]:
    """Tables without a column that is a key."""
    links = {last(relation.call.keyword("link_model") or "") for _, relation in every_relation(subject)}
    for table in subject.view(tables):
        if table.name in links and len([c for c in table.columns.values() if c.given("foreign_key")]) > 1:
            continue
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
            fix="primary_key=True on id" if "id" in table.columns else f"add {_KEY}",
        )


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """A key, as the first field of the class."""
    for table in subject.view(tables):
        if (table.path, table.name) != (finding.path, finding.symbol):
            continue
        if (column := table.columns.get("id")) is not None:
            return rewritten(column, with_keyword(column.statement.source, "primary_key", "True"))
        fields = [item for item in table.cls.attributes if item.annotation and not item.name.startswith("_")]
        if fields:
            first = fields[0]
            new = f"{_KEY}\n{' ' * (first.column - 1)}{first.source}"
            edit = Edit(path=table.path, line=first.line, column=first.column, old=first.source, new=new)
            return Repair(edits=(edit,))
    return None


RULE = Rule(code="SCF103", name="no-primary-key", find=find, repair=repair, unsafe=True)
