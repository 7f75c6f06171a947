"""SCF744: a unique constraint is added and its index built under an exclusive lock.

Why it matters: nobody reads or writes the table until the index is built.

Silent for tables that this revision creates, and for SQLite projects.

Off unless selected, or a release is looked at: ``--since``, ``--migrations``.

How to fix: build a unique index concurrently, then ``ADD CONSTRAINT ... UNIQUE USING INDEX``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.operations import on_sqlite
from scaffold.rules.view.revisions import every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Unique constraints on tables that are in use."""
    if on_sqlite(subject):
        return
    for revision, op in every_operation(subject):
        if op.name == "create_unique_constraint" and not op.fresh:
            yield RULE.finding(
                revision.path,
                f"adding UNIQUE locks {op.table} against reads and writes while the index is built",
                line=op.line,
                column=op.column,
                symbol=f"{op.table}",
                fix="build a unique index concurrently, then ADD CONSTRAINT ... USING INDEX",
            )


RULE = Rule(code="SCF744", name="blocking-unique", find=find, severity="warning", default=False, release=True)
