"""SCF110: the annotation and ``nullable=`` say opposite things.

Why it matters: ``title: str | None`` with ``nullable=False`` type-checks and then fails at the database;
``title: str`` with ``nullable=True`` hands out a ``None`` that the type denies.

Silent for keys, which are ``int | None`` until the row or its parent is written, for a column with a default or
a default factory (the model has no value yet, the row always has one), for server defaults, and for
``sa_column``.

How to fix: make one follow the other. Which one is right, only you know.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.expressions import literal
from scaffold.rules.view.tables import Column, every_column


def find(subject: Subject) -> Iterator[Finding]:
    """Columns whose annotation and nullability disagree."""
    for _, column in every_column(subject):
        stated = literal(column.given("nullable"))
        if not isinstance(stated, bool) or column.primary or column.custom or column.given("foreign_key"):
            continue
        if not column.kind.core and not column.kind.many:
            continue
        if column.kind.null and not stated and not _filled(column):
            said = "is Optional but nullable=False"
        elif not column.kind.null and stated:
            said = "may be NULL in the database, but its annotation has no None"
        else:
            continue
        yield RULE.finding(
            column.path,
            f"{column.owner}.{column.name} {said}",
            line=column.statement.line,
            column=column.statement.column,
            symbol=f"{column.owner}.{column.name}",
            fix="let the annotation and nullable= say the same",
        )


def _filled(column: Column) -> bool:
    """Something else puts a value in before the row is written."""
    if column.given("default_factory") is not None or column.default not in (None, "None"):
        return True
    words = column.given("sa_column_kwargs") or ""
    return any(word in words for word in ("server_default", "default", "onupdate"))


RULE = Rule(code="SCF110", name="nullable-mismatch", find=find, severity="warning")
