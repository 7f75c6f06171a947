"""SCF731: a column is dropped.

Why it matters: the data is gone, and code that still runs while the deployment rolls out fails on it.

Silent for tables that this revision creates, for SQLite batches of a column that it also adds, and for
revisions that are not new.

Off unless selected, or a release is looked at: ``--since``, ``--migrations``.

How to fix: stop using the column in one release, drop it in the next; then ``# scaffold: ignore[SCF731] unused
since ...``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import constant, every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Dropped columns."""
    for revision, op in every_operation(subject):
        if op.name == "drop_column" and not op.fresh:
            name = constant(op.argument(1, "column_name"))
            yield RULE.finding(
                revision.path,
                f"drops {op.table}.{name}: code that is still running breaks, the data is gone",
                line=op.line,
                column=op.column,
                symbol=f"{op.table}.{name}",
                fix="drop it one release after the code stopped using it",
            )


RULE = Rule(code="SCF731", name="drops-column", find=find, severity="warning", default=False, release=True)
