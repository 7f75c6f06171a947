"""SCF209: a create schema defaults to another value than the model.

Why it matters: rows made through the API differ from rows made by code, and nobody sees why.

Silent when either default is not a plain literal, when the schema gives ``None`` and the service fills it in,
and for fields that a validator looks after.

How to fix: decide for one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.expressions import literal
from scaffold.rules.view.schemas import schemas


def find(subject: Subject) -> Iterator[Finding]:
    """Create fields whose literal default is not the column's."""
    for schema in subject.view(schemas):
        if schema.role != "create" or schema.table is None:
            continue
        for field in schema.fields.values():
            column = schema.table.columns.get(field.name)
            if column is None or column.statement is field.statement or schema.by_hand(field.name):
                continue
            mine, theirs = literal(field.default), literal(column.default)
            if mine is None or theirs is None or mine == theirs:
                continue
            yield RULE.finding(
                field.path,
                f"{schema.name}.{field.name} defaults to {mine!r}, the model to {theirs!r}",
                line=field.statement.line,
                column=field.statement.column,
                symbol=f"{schema.name}.{field.name}",
                fix="let both default to the same",
            )


RULE = Rule(code="SCF209", name="default-differs", find=find, severity="warning")
