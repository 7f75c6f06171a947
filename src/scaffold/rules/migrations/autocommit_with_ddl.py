"""SCF747: ``autocommit_block()`` beside other operations.

Why it matters: entering the block commits what came before. When something after it fails, the version is not
recorded and the next run stops with ``already exists``.

Silent when the block is all that the revision does, and for several operations inside one block.

How to fix: split it into two revisions.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.operations import DDL
from scaffold.rules.view.revisions import linted, operations


def find(subject: Subject) -> Iterator[Finding]:
    """Operations beside such a block."""
    by_path = subject.view(operations)
    for revision in linted(subject):
        inside = [op for op in by_path.get(revision.path, ()) if op.autocommit]
        outside = [op for op in by_path.get(revision.path, ()) if not op.autocommit and op.name in DDL]
        if inside and outside:
            yield RULE.finding(
                revision.path,
                f"{outside[0].name} is committed before the version is recorded, because of autocommit_block()",
                line=outside[0].line,
                column=outside[0].column,
                symbol=revision.id,
                fix="split it into two revisions",
            )


RULE = Rule(code="SCF747", name="autocommit-with-ddl", find=find)
