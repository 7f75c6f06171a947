"""SCF905: a file of a managed entity is not there.

Why it matters: what imports it fails.

Silent for files that were removed together with everything that needs them, as the lock then records their
absence.

How to fix: ``scaffold sync Post`` writes it; ``scaffold check --fix`` does the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.drift import drifted


def find(subject: Subject) -> Iterator[Finding]:
    """The files that a sync would create."""
    told: set[str] = set()
    for item in subject.view(drifted):
        if item.created and item.path not in told:
            told.add(item.path)
            yield RULE.finding(
                item.path,
                f"{item.path} is missing",
                symbol=item.path,
                fix=" ".join(("scaffold sync", *item.owners)),
                fixable=True,
            )


RULE = Rule(code="SCF905", name="file-missing", find=find)
