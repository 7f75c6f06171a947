"""SCF703: a revision on top of one that does not exist.

Why it matters: every Alembic command fails with a ``KeyError``.

Silent for shortened ids that mean one revision, and for parents in another version folder.

How to fix: name the revision that it should follow; ``alembic heads`` of the other branch says which.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import revisions


def find(subject: Subject) -> Iterator[Finding]:
    """Parents that are nowhere."""
    every = subject.view(revisions)
    ids = {item.id for item in every}
    labels = {label for item in every for label in item.branches}
    for item in every:
        for parent in item.down:
            name = parent.partition("@")[0]
            if name in ids or name in labels or any(known.startswith(name) for known in ids if len(name) >= 4):
                continue
            yield RULE.finding(
                item.path,
                f'down_revision "{parent}" does not exist',
                line=item.down_line,
                symbol=item.id,
                fix="name an existing revision",
            )


RULE = Rule(code="SCF703", name="missing-parent", find=find)
