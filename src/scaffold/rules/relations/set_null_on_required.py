"""SCF505: ``ondelete="SET NULL"`` on a column that cannot be NULL.

Why it matters: SQLModel raises when the class is defined; a hand-written constraint fails at the first delete.

Silent when ``nullable=True`` is written, and for ``sa_column``.

How to fix: make the field ``| None``, or use ``CASCADE`` or ``RESTRICT``. Which one, only you know.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.expressions import text_of
from scaffold.rules.view.tables import every_column


def find(subject: Subject) -> Iterator[Finding]:
    """Required columns that a delete would empty."""
    for _, column in every_column(subject):
        if (text_of(column.given("ondelete")) or "").upper() != "SET NULL" or column.custom:
            continue
        if column.kind.null or column.on("nullable") or not column.kind.core:
            continue
        yield RULE.finding(
            column.path,
            f'{column.owner}.{column.name} is required, but ondelete="SET NULL"',
            line=column.statement.line,
            column=column.statement.column,
            symbol=f"{column.owner}.{column.name}",
            fix=f"make {column.name} optional, or use CASCADE or RESTRICT",
        )


RULE = Rule(code="SCF505", name="set-null-on-required", find=find)
