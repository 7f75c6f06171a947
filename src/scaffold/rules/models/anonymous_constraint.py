"""SCF118: a constraint in ``__table_args__`` without a name.

Why it matters: on SQLite, and in every downgrade, a constraint without a name cannot be dropped.

Silent for projects that set a naming convention, which names it. Off unless selected: PostgreSQL names
constraints by itself, and many well-kept projects rely on that.

How to fix: ``UniqueConstraint("a", "b", name="uq_post_a_b")``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.expressions import dotted, last, parsed
from scaffold.rules.view.tables import tables

_NAMED = frozenset({"UniqueConstraint", "CheckConstraint", "ForeignKeyConstraint"})


def find(subject: Subject) -> Iterator[Finding]:
    """Constraints that nothing names."""
    if any("naming_convention" in subject.files[path] for path in subject.paths):
        return
    for table in subject.view(tables):
        arguments = table.cls.attribute("__table_args__")
        for element in arguments.elements if arguments else ():
            call = parsed(element)
            if not isinstance(call, ast.Call) or last(dotted(call.func)) not in _NAMED:
                continue
            if not any(keyword.arg in ("name", None) for keyword in call.keywords) and arguments:
                yield RULE.finding(
                    table.path,
                    f"{last(dotted(call.func))} of {table.name} has no name, so a downgrade cannot drop it",
                    line=arguments.line,
                    column=arguments.column,
                    symbol=f"{table.name}.__table_args__",
                    fix=f'pass name="uq_{table.table or table.name.lower()}_..."',
                )


RULE = Rule(code="SCF118", name="anonymous-constraint", find=find, severity="warning", default=False)
