"""SCF754: a new enum value is used in the transaction that adds it.

Why it matters: PostgreSQL refuses: ``unsafe use of new value``.

Silent when the type is created in the same revision, inside ``autocommit_block()``, and when the value is not
mentioned again.

How to fix: add the value in one revision, use it in the next.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Values that are added and used at once."""
    for revision, op in every_operation(subject):
        if op.name != "execute" or op.autocommit:
            continue
        added = re.search(r"(?i)add\s+value\s+(?:if\s+not\s+exists\s+)?\\?'([^'\\]+)", ast.unparse(op.node))
        text = subject.files[revision.path]
        if not added or "CREATE TYPE" in text.upper():
            continue
        later = text.split("\n")[op.node.end_lineno or op.line :]
        end = next((i for i, line in enumerate(later) if line.startswith("def ")), len(later))
        if re.search(rf"['\"]{re.escape(added[1])}\\?['\"]", "\n".join(later[:end])):
            yield RULE.finding(
                revision.path,
                f'the new value "{added[1]}" is used in the transaction that adds it',
                line=op.line,
                column=op.column,
                symbol=revision.id,
                fix="use it in the next revision",
            )


RULE = Rule(code="SCF754", name="enum-value-used-at-once", find=find)
