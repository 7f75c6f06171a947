"""SCF743: a foreign key is added and checked in one step.

Why it matters: both tables are locked for writes while every row is checked.

Silent for tables that this revision creates, for ``postgresql_not_valid=True``, for a column that this revision
adds (it is empty), and for SQLite projects.

Off unless selected, or a release is looked at: ``--since``, ``--migrations``.

How to fix: add it with ``postgresql_not_valid=True``, then ``ALTER TABLE ... VALIDATE CONSTRAINT ...`` in the
next revision.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.operations import empty_columns, on_sqlite
from scaffold.rules.view.revisions import every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Foreign keys on tables that are in use."""
    if on_sqlite(subject):
        return
    for revision, op in every_operation(subject):
        if op.name != "create_foreign_key" or op.fresh or op.says("postgresql_not_valid", True):
            continue
        if empty_columns(subject, revision, op):
            continue
        yield RULE.finding(
            revision.path,
            f"checking the foreign key blocks writes to {op.table} and the table that it points to",
            line=op.line,
            column=op.column,
            symbol=f"{op.table}",
            fix="postgresql_not_valid=True, then VALIDATE CONSTRAINT in the next revision",
        )


RULE = Rule(code="SCF743", name="validating-foreign-key", find=find, severity="warning", default=False, release=True)
