"""SCF721: a column with a native enum is added, and nobody creates the type.

Why it matters: PostgreSQL answers ``type "status" does not exist``. ``create_table`` makes the type by itself,
``add_column`` does not.

Silent for ``native_enum=False``, when the revision creates the type (``.create(``, ``CREATE TYPE``), for SQLite
batches, and when an earlier revision has the type.

How to fix: ``sa.Enum(..., name="status").create(op.get_bind())`` before the column.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.operations import created_types, enum_of, keyword, says
from scaffold.rules.view.revisions import constant, every_operation, revisions


def find(subject: Subject) -> Iterator[Finding]:
    """Enum columns whose type is missing."""
    made = {name for item in subject.view(revisions) for name in created_types(subject.files[item.path])}
    for revision, op in every_operation(subject):
        column = op.argument(1, "column") if op.name == "add_column" and not op.batch else None
        enum = enum_of(column) if isinstance(column, ast.Call) else None
        if enum is None or op.fresh or says(enum, "native_enum", False) or says(enum, "create_type", False):
            continue
        text = subject.files[revision.path]
        name = constant(keyword(enum, "name"))
        if name in made or ".create(" in text or "CREATE TYPE" in text.upper():
            continue
        yield RULE.finding(
            revision.path,
            f'the enum type "{name}" is not created before {op.table} gets a column of it',
            line=op.line,
            column=op.column,
            symbol=f"{op.table}",
            fix=f'create it first: sa.Enum(..., name="{name}").create(op.get_bind())',
        )


RULE = Rule(code="SCF721", name="enum-type-missing", find=find)
