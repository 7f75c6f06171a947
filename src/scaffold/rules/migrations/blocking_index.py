"""SCF741: an index is built while writes wait.

Why it matters: ``CREATE INDEX`` takes a SHARE lock: nobody writes to the table until it is built (half a second
per million rows, measured).

Silent for tables that this revision creates, for ``postgresql_concurrently=True``, and for SQLite projects.

Off unless selected, or a release is looked at: ``--since``, ``--migrations``.

How to fix: ``with op.get_context().autocommit_block():`` and ``postgresql_concurrently=True``, in a revision of
its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.operations import on_sqlite
from scaffold.rules.view.revisions import constant, every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Indexes on tables that are in use."""
    if on_sqlite(subject):
        return
    for revision, op in every_operation(subject):
        if op.name == "create_index" and not op.fresh and not op.says("postgresql_concurrently", True):
            name = constant(op.argument(0, "index_name"))
            yield RULE.finding(
                revision.path,
                f"building {name or 'an index'} blocks writes to {op.table}",
                line=op.line,
                column=op.column,
                symbol=f"{op.table}.{name}",
                fix="postgresql_concurrently=True inside op.get_context().autocommit_block()",
            )


RULE = Rule(code="SCF741", name="blocking-index", find=find, severity="warning", default=False, release=True)
