"""SCF750: a migration without a lock timeout.

Why it matters: an ALTER that waits behind one long query makes every new query wait behind it.

Silent when the revision or the environment sets ``lock_timeout``, for revisions that only create tables, and
for SQLite projects. Off unless selected: many databases are never that busy.

How to fix: ``op.execute("SET LOCAL lock_timeout = '5s'")`` first, best in ``script.py.mako``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.alembic import env_of
from scaffold.rules.view.operations import DDL, on_sqlite
from scaffold.rules.view.revisions import linted, operations


def find(subject: Subject) -> Iterator[Finding]:
    """Revisions that may wait for ever."""
    env = env_of(subject)
    if on_sqlite(subject) or (env and "lock_timeout" in subject.files[env]):
        return
    by_path = subject.view(operations)
    for revision in linted(subject):
        waits = [
            op for op in by_path.get(revision.path, ()) if op.name in DDL and not op.fresh and op.name != "create_table"
        ]
        if waits and "lock_timeout" not in subject.files[revision.path]:
            yield RULE.finding(
                revision.path,
                f"{waits[0].name} may wait for a lock, and everybody behind it",
                line=waits[0].line,
                column=waits[0].column,
                symbol=revision.id,
                fix="op.execute(\"SET LOCAL lock_timeout = '5s'\")",
            )


RULE = Rule(code="SCF750", name="no-lock-timeout", find=find, severity="warning", default=False)
