"""SCF734: a table is renamed.

Why it matters: code that still runs while the deployment rolls out asks for the old name.

Silent for tables that this revision creates, and for revisions that are not new.

Off unless selected, or a release is looked at: ``--since``, ``--migrations``.

How to fix: leave a view under the old name, or accept a moment of errors.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Renamed tables."""
    for revision, op in every_operation(subject):
        if op.name == "rename_table" and not op.fresh:
            yield RULE.finding(
                revision.path,
                f"renames {op.table}: code that is still running breaks",
                line=op.line,
                column=op.column,
                symbol=f"{op.table}",
                fix="leave a view under the old name",
            )


RULE = Rule(code="SCF734", name="renames-table", find=find, severity="warning", default=False, release=True)
