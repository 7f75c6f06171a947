"""SCF732: a table is dropped.

Why it matters: the data is gone. When a model was only forgotten to be imported, autogenerate writes this.

Silent for tables that this revision creates, and for revisions that are not new.

Off unless selected, or a release is looked at: ``--since``, ``--migrations``.

How to fix: make sure that it is meant; then ``# scaffold: ignore[SCF732] reason``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Dropped tables."""
    for revision, op in every_operation(subject):
        if op.name == "drop_table" and not op.fresh:
            yield RULE.finding(
                revision.path,
                f"drops {op.table}: the data is gone",
                line=op.line,
                column=op.column,
                symbol=f"{op.table}",
                fix="make sure that no model of it is left, and that the data is not needed",
            )


RULE = Rule(code="SCF732", name="drops-table", find=find, severity="warning", default=False, release=True)
