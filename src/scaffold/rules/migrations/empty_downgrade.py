"""SCF752: a downgrade that does nothing.

Why it matters: ``alembic downgrade`` says that it succeeded, and the database is still the new one.

Silent when the upgrade does nothing that has to be undone (data, comments), when the downgrade raises, and for
a merge.

How to fix: undo it, or ``raise NotImplementedError("irreversible: ...")``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.operations import DDL
from scaffold.rules.view.revisions import function, linted, operations


def find(subject: Subject) -> Iterator[Finding]:
    """Downgrades without a statement."""
    by_path = subject.view(operations)
    for revision in linted(subject):
        downgrade = function(subject, revision, "downgrade")
        changes = [op for op in by_path.get(revision.path, ()) if op.name in DDL]
        if downgrade is not None and changes and _empty(downgrade):
            yield RULE.finding(
                revision.path,
                f"the downgrade of {revision.id} does nothing",
                line=downgrade.lineno,
                column=downgrade.col_offset + 1,
                symbol=revision.id,
                fix='undo the upgrade, or raise NotImplementedError("irreversible: ...")',
            )


def _empty(node: ast.FunctionDef) -> bool:
    """Nothing but ``pass`` and a docstring."""
    return all(
        isinstance(item, ast.Pass) or (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))
        for item in node.body
    )


RULE = Rule(code="SCF752", name="empty-downgrade", find=find, severity="warning")
