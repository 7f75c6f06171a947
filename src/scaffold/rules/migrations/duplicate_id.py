"""SCF702: two migration files with one revision id.

Why it matters: Alembic takes the last one that it reads and only warns; the other one never runs.

Silent for files of different version folders, which may be different databases.

How to fix: give one of them a new id, and let what follows it name that.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import Revision, revisions


def find(subject: Subject) -> Iterator[Finding]:
    """The later file of each id."""
    seen: dict[tuple[str, str], Revision] = {}
    for item in subject.view(revisions):
        first = seen.setdefault((item.path.rpartition("/")[0], item.id), item)
        if first is not item:
            yield RULE.finding(
                item.path,
                f"revision {item.id} is also {first.path}",
                line=item.line,
                symbol=item.id,
                fix="give one of the two a new id",
            )


RULE = Rule(code="SCF702", name="duplicate-revision", find=find)
