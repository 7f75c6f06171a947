"""SCF722: a constraint is created or dropped without a name.

Why it matters: ``drop_constraint(None, ...)`` fails, so the downgrade does; on SQLite the upgrade fails too.

Silent for constraints of tables that this revision creates, and for projects with a naming convention in their
metadata (Alembic then names them).

How to fix: give it the name that PostgreSQL would: ``posts_slug_key``, ``posts_author_id_fkey``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.revisions import every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Constraints called ``None``."""
    if any("naming_convention" in subject.files[path] for path in subject.paths):
        return
    for revision, op in every_operation(subject):
        if op.name not in ("create_foreign_key", "create_unique_constraint", "create_check_constraint") or op.fresh:
            continue
        first = op.node.args[0] if op.node.args else op.keyword("constraint_name")
        if isinstance(first, ast.Constant) and first.value is None:
            yield RULE.finding(
                revision.path,
                f"{op.name}(None, ...) on {op.table}: a downgrade cannot drop what has no name",
                line=op.line,
                column=op.column,
                symbol=f"{op.table}",
                fix=f'name it, "{op.table}_..._{"fkey" if "foreign" in op.name else "key"}"',
            )


RULE = Rule(code="SCF722", name="anonymous-constraint-in-migration", find=find)
