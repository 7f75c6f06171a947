"""SCF114: a list or dict column without a column type.

Why it matters: SQLModel has no type for ``list[str]`` or ``dict`` and raises when the class is defined.

Silent when ``sa_type`` or ``sa_column`` says the type, for ``Mapped`` and ``Relationship``, and for names that
are aliases of something else.

How to fix: ``sa_type=sqlalchemy.JSON``, or ``ARRAY(String)`` on PostgreSQL. ``scaffold check --fix
--unsafe-fixes`` writes ``JSON``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.fragment import Fragment
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.statements import with_keyword, with_value
from scaffold.rules.view.tables import Column, column_at, every_column, rewritten


def find(subject: Subject) -> Iterator[Finding]:
    """Collections that no column type is given for."""
    for _, column in every_column(subject):
        if not (column.kind.many or column.kind.family == "dict"):
            continue
        if any(column.given(key) for key in ("sa_type", "sa_column", "**")):
            continue
        if "sqlalchemy.orm" in subject.sources.origin(column.path, column.statement.annotation.partition("[")[0]):
            continue
        yield RULE.finding(
            column.path,
            f"{column.owner}.{column.name}: {column.statement.annotation} needs sa_type=JSON, or ARRAY on PostgreSQL",
            line=column.statement.line,
            column=column.statement.column,
            symbol=f"{column.owner}.{column.name}",
            fix="sa_type=JSON",
            fixable=_typed(column) is not None,
        )


def _typed(column: Column) -> str | None:
    statement = column.statement
    if statement.call is not None:
        return with_keyword(statement.source, "sa_type", "JSON") if column.call is statement.call else None
    value = f"default={statement.value}, " if statement.value else ""
    return with_value(statement.source, f"Field({value}sa_type=JSON)")


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The portable type, and its import."""
    column = column_at(subject, finding)
    rewrite = rewritten(column, _typed(column)) if column else None
    if column is None or rewrite is None:
        return None
    imported = {item.name for item in subject.sources.facts(column.path).imports}
    wanted = {"JSON": "from sqlalchemy import JSON\n", "Field": "from sqlmodel import Field\n"}
    fragments = tuple(
        Fragment(path=column.path, owner="", text=text, kind="part")
        for name, text in wanted.items()
        if name not in imported
    )
    return Repair(edits=rewrite.edits, fragments=fragments)


RULE = Rule(code="SCF114", name="collection-without-type", find=find, repair=repair, unsafe=True)
