"""SCF753: a migration that does nothing.

Why it matters: autogenerate found no change, usually because a model was not imported or the change is one that
it cannot see.

Silent for merges, for anchors of a branch, and when there is any statement besides ``pass``.

How to fix: delete the file, or write what it should have done.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import function, linted


def find(subject: Subject) -> Iterator[Finding]:
    """Upgrades without a statement."""
    for revision in linted(subject):
        upgrade = function(subject, revision, "upgrade")
        if upgrade is None or len(revision.down) > 1 or revision.branches:
            continue
        if all(
            isinstance(item, ast.Pass) or (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))
            for item in upgrade.body
        ):
            yield RULE.finding(
                revision.path,
                f"{revision.id} does nothing",
                line=upgrade.lineno,
                column=upgrade.col_offset + 1,
                symbol=revision.id,
                fix="delete it, or write what it should have done",
            )


RULE = Rule(code="SCF753", name="empty-migration", find=find, severity="warning")
