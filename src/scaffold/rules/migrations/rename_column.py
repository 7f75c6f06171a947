"""SCF733: a column is renamed.

Why it matters: code that still runs while the deployment rolls out asks for the old name.

Silent for tables that this revision creates, and for revisions that are not new.

Off unless selected, or a release is looked at: ``--since``, ``--migrations``.

How to fix: add the new column, write both, move readers, drop the old one; or accept a moment of errors.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import constant, every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Renamed columns."""
    for revision, op in every_operation(subject):
        if op.name == "alter_column" and not op.fresh and op.keyword("new_column_name") is not None:
            name = constant(op.argument(1, "column_name"))
            yield RULE.finding(
                revision.path,
                f"renames {op.table}.{name}: code that is still running breaks",
                line=op.line,
                column=op.column,
                symbol=f"{op.table}.{name}",
                fix="add the new column, write both, then drop the old one",
            )


RULE = Rule(code="SCF733", name="renames-column", find=find, severity="warning", default=False, release=True)
