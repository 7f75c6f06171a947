"""SCF206: an input schema allows more characters than the column holds.

Why it matters: the value passes validation and fails at the database, as a 500.

Silent when either limit is not said plainly, and for a schema that says none at all.

How to fix: the column's limit; ``scaffold check --fix`` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.expressions import literal
from scaffold.rules.view.schemas import SchemaField, schemas
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import Column

_CONSTRAINT = re.compile(r"\bmax_length=(\d+)")


def find(subject: Subject) -> Iterator[Finding]:
    """Input fields whose limit is beyond the column's."""
    for schema in subject.view(schemas):
        if schema.role not in ("create", "update") or schema.table is None:
            continue
        for field in schema.fields.values():
            column = schema.table.columns.get(field.name)
            if column is None or column.statement is field.statement or schema.by_hand(field.name):
                continue
            mine, theirs = _limit(field), _limit(column)
            if mine is not None and theirs is not None and mine > theirs:
                yield RULE.finding(
                    field.path,
                    f"{schema.name}.{field.name} allows {mine} characters, the column {theirs}",
                    line=field.statement.line,
                    column=field.statement.column,
                    symbol=f"{schema.name}.{field.name}",
                    fix=f"max_length={theirs}",
                    fixable=field.call is not None and field.call is field.statement.call,
                )


def _limit(field: SchemaField | Column) -> int | None:
    given = literal(field.given("max_length"))
    if isinstance(given, int):
        return given
    found = next((m for part in field.kind.metadata if (m := _CONSTRAINT.search(part))), None)
    return int(found[1]) if found else None


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The column's limit."""
    for schema in subject.view(schemas):
        field = schema.fields.get(finding.symbol.removeprefix(f"{schema.name}."))
        if field is None or schema.table is None or field.statement.line != finding.line:
            continue
        column, statement = schema.table.columns[field.name], field.statement
        new = with_keyword(statement.source, "max_length", str(_limit(column)))
        if new is not None and field.path == finding.path:
            edit = Edit(path=field.path, line=statement.line, column=statement.column, old=statement.source, new=new)
            return Repair(edits=(edit,))
    return None


RULE = Rule(code="SCF206", name="longer-than-column", find=find, severity="warning", repair=repair)
