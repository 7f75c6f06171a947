"""SCF746: NOT NULL is set on a column that exists.

Why it matters: the whole table is scanned under an exclusive lock, and one NULL makes the migration fail.

Silent for tables that this revision creates, for a column that it adds itself, for SQLite projects, and when it
validates a CHECK before.

Off unless selected, or a release is looked at: ``--since``, ``--migrations``.

How to fix: ``CHECK (c IS NOT NULL) NOT VALID``, ``VALIDATE CONSTRAINT``, then ``SET NOT NULL``, which then
scans nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.operations import empty_columns, on_sqlite
from scaffold.rules.view.revisions import constant, every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Columns that are scanned for NULL."""
    if on_sqlite(subject):
        return
    for revision, op in every_operation(subject):
        if op.name != "alter_column" or op.fresh or not op.says("nullable", False):
            continue
        if "VALIDATE" in subject.files[revision.path].upper() or empty_columns(subject, revision, op):
            continue
        name = constant(op.argument(1, "column_name"))
        yield RULE.finding(
            revision.path,
            f"SET NOT NULL on {op.table}.{name} scans the table while nobody can read it",
            line=op.line,
            column=op.column,
            symbol=f"{op.table}.{name}",
            fix="CHECK (... IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT, then SET NOT NULL",
        )


RULE = Rule(code="SCF746", name="set-not-null", find=find, severity="warning", default=False, release=True)
