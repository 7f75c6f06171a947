"""SCF727: a SQLite batch on a table that has triggers.

Why it matters: a batch copies the table and drops the old one. Triggers go with it, without a word.

Silent unless a migration of the project creates a trigger on that table, and for batches that recreate nothing
(``recreate="never"``).

How to fix: create the trigger again after the batch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import every_operation, revisions


def find(subject: Subject) -> Iterator[Finding]:
    """Batches on such tables."""
    triggers = {
        name
        for item in subject.view(revisions)
        for name in re.findall(r"(?is)create\s+trigger.+?\bon\s+[\"']?(\w+)", subject.files[item.path])
    }
    told: set[tuple[str, str | None]] = set()
    for revision, op in every_operation(subject):
        text = subject.files[revision.path]
        if op.batch and op.table in triggers and "create trigger" not in text.lower():
            if (revision.path, op.table) in told or 'recreate="never"' in text.replace("'", '"'):
                continue
            told.add((revision.path, op.table))
            yield RULE.finding(
                revision.path,
                f"the batch on {op.table} loses its triggers on SQLite",
                line=op.line,
                column=op.column,
                symbol=f"{op.table}",
                fix="create the trigger again after the batch",
            )


RULE = Rule(code="SCF727", name="batch-loses", find=find, severity="warning")
