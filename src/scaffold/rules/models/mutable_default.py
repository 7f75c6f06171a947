"""SCF113: a list, dict or set as the default of a column.

Why it matters: SQLModel hands the same object to every row of a table model that is not validated, so one row's
change shows up in the next.

Silent for an empty tuple, for factories, and for schemas (pydantic copies their defaults).

How to fix: ``default_factory=list``; ``scaffold check --fix`` writes it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold.fragment import Fragment
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.expressions import parsed
from scaffold.rules.view.statements import with_keyword, with_value, without_keyword
from scaffold.rules.view.tables import Column, column_at, every_column, rewritten


def find(subject: Subject) -> Iterator[Finding]:
    """Columns whose default can be changed in place."""
    for _, column in every_column(subject):
        if (factory := _factory(column)) is not None:
            yield RULE.finding(
                column.path,
                f"{column.owner}.{column.name} has a mutable default",
                line=column.statement.line,
                column=column.statement.column,
                symbol=f"{column.owner}.{column.name}",
                fix=f"default_factory={factory or 'lambda: ...'}",
                fixable=_repaired(column) is not None,
            )


def _factory(column: Column) -> str | None:
    node = parsed(column.default or "")
    kinds = {ast.List: "list", ast.Dict: "dict", ast.Set: "set"}
    name = kinds.get(type(node)) if node is not None else None
    if name is None:
        return None
    empty = not getattr(node, "elts", None) and not getattr(node, "keys", None)
    return name if empty else f"lambda: {column.default}"


def _repaired(column: Column) -> str | None:
    factory, source = _factory(column), column.statement.source
    if factory is None:
        return None
    if column.statement.call is None:
        return with_value(source, f"Field(default_factory={factory})")
    if column.call is not column.statement.call or column.given("default") is None:
        return None
    without = without_keyword(source, "default")
    return with_keyword(without, "default_factory", factory) if without else None


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """A factory in its place."""
    column = column_at(subject, finding)
    rewrite = rewritten(column, _repaired(column)) if column else None
    if column is None or rewrite is None:
        return None
    imported = {item.name for item in subject.sources.facts(column.path).imports}
    needed = () if "Field" in imported else ("from sqlmodel import Field\n",)
    fragments = tuple(Fragment(path=column.path, owner="", text=text, kind="part") for text in needed)
    return Repair(edits=rewrite.edits, fragments=fragments)


RULE = Rule(code="SCF113", name="mutable-default", find=find, repair=repair)
