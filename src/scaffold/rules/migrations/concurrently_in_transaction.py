"""SCF742: ``CONCURRENTLY`` inside a transaction.

Why it matters: PostgreSQL refuses: ``CREATE INDEX CONCURRENTLY cannot run inside a transaction block``.

Silent inside ``autocommit_block()``, and when the environment runs without a transaction
(``transactional_ddl=False``, ``AUTOCOMMIT``).

How to fix: ``with op.get_context().autocommit_block():`` around it.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.alembic import env_of
from scaffold.rules.view.operations import concurrent
from scaffold.rules.view.revisions import every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Statements that PostgreSQL will refuse."""
    env = env_of(subject)
    text = subject.files[env] if env else ""
    if "AUTOCOMMIT" in text or "transactional_ddl=False" in text.replace(" ", ""):
        return
    for revision, op in every_operation(subject):
        plain = op.name in ("create_index", "drop_index") and op.says("postgresql_concurrently", True)
        if not op.autocommit and (plain or concurrent(op)):
            yield RULE.finding(
                revision.path,
                "CONCURRENTLY cannot run inside a transaction",
                line=op.line,
                column=op.column,
                symbol=f"{op.table}" if plain else revision.id,
                fix="wrap it in `with op.get_context().autocommit_block():`",
            )


RULE = Rule(code="SCF742", name="concurrently-in-transaction", find=find)
