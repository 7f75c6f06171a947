"""SCF711: a NOT NULL column is added without a server default.

Why it matters: it works on an empty table and fails as soon as there is a row, so it passes every test and
stops the deployment.

Silent for tables that this revision creates, for a server default, for computed and identity columns, and when
the revision sets the column later (add nullable, fill, then NOT NULL).

How to fix: ``server_default=...``, dropped again in the next statement; or add it nullable, fill it, then alter
it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.operations import generated, keyword, primary, says
from scaffold.rules.view.revisions import constant, every_operation


def find(subject: Subject) -> Iterator[Finding]:
    """Columns that no existing row can have."""
    for revision, op in every_operation(subject):
        column = op.argument(1, "column") if op.name == "add_column" and not op.fresh else None
        if not isinstance(column, ast.Call) or not says(column, "nullable", False):
            continue
        if keyword(column, "server_default") is not None or primary(column) or generated(column):
            continue
        name = constant(column.args[0]) if column.args else None
        yield RULE.finding(
            revision.path,
            f"{op.table}.{name} is NOT NULL without a server default: it fails as soon as {op.table} has rows",
            line=op.line,
            column=op.column,
            symbol=f"{op.table}.{name}",
            fix="add server_default=..., or add it nullable, fill it and alter it",
        )


RULE = Rule(code="SCF711", name="not-null-without-default", find=find)
