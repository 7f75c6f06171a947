"""SCF204: a schema's field has another type than its column.

Why it matters: an output schema with ``views: str`` over an ``int`` column answers 500, as pydantic does not
turn numbers into text. An input schema lets through what the database refuses.

Silent for spellings of one type (``EmailStr`` and ``str``, ``AwareDatetime`` and ``datetime``), for numbers
among each other, for values that are kept as text and read from it (a UUID in a ``str`` column), for types that
we cannot name, for a column whose ``sa_type`` or ``sa_column`` is not the annotation's, for a value that code
converts (``strptime``, ``PostOut(day=post.day.isoformat())``), for fields with an alias, a validator or a serializer,
for computed fields, and for a base that the schemas of several entities have.

How to fix: the model's type; ``scaffold check --fix`` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.calls import every_call
from scaffold.rules.view.imports import imports_for
from scaffold.rules.view.schemas import Schema, SchemaField, schemas, shared
from scaffold.rules.view.statements import with_annotation
from scaffold.rules.view.tables import Column

_NUMBERS = frozenset({"int", "float", "Decimal", "bool"})
_TEXT = frozenset({"str", "url"})
_FROM_TEXT = frozenset({"uuid", "datetime", "date", "time", "timedelta", "url", "bytes"})  # pydantic reads them
_CONVERSION = re.compile(r"(?:strptime|fromisoformat|isoparse|\bparse\w*|UUID|\bint|\bfloat|Decimal)\(")


def find(subject: Subject) -> Iterator[Finding]:
    """Fields that do not fit their column, each statement once."""
    told: set[tuple[str, int]] = set()
    for field, column in _different(subject):
        place = (field.path, field.statement.line)
        if place in told:
            continue
        told.add(place)
        yield RULE.finding(
            field.path,
            f"{field.owner}.{field.name} is {field.statement.annotation}, "
            f"{column.owner}.{column.name} is {column.statement.annotation}",
            line=field.statement.line,
            column=field.statement.column,
            symbol=f"{field.owner}.{field.name}",
            fix=f"change the annotation to {column.kind.core}",
            fixable=_repaired(field, column) is not None,
        )


def _different(subject: Subject) -> Iterator[tuple[SchemaField, Column]]:
    for schema in subject.view(schemas):
        if schema.table is None:
            continue
        for field in schema.fields.values():
            column = schema.table.columns.get(field.name)
            if column is None or field.aliased or schema.by_hand(field.name):
                continue
            if column.statement is field.statement or not _differs(field, column):
                continue
            answered = schema.role == "out"
            converted = _computed(subject, schema, field) if answered else _converted(subject, field)
            if not shared(subject, field) and not converted:
                yield field, column


def _computed(subject: Subject, schema: Schema, field: SchemaField) -> bool:
    """Code gives the field what a call makes of the column."""
    # PostOut(published_at=post.published_at.isoformat())
    if any("(" in (call.keyword(field.name) or "") for _, call in every_call(subject, schema.name)):
        return True
    # {"published_at": iso(post.published_at)}        cls(published_at=iso(post.published_at))
    made = re.compile(rf"[\"']{field.name}[\"']\s*:[^,\n]*\(|\bcls\([^)]*\b{field.name}\s*=[^,\n]*\(")
    names = (schema.name, schema.table.name if schema.table else schema.name)
    texts = (subject.files[path] for path in subject.paths)
    return any(made.search(text) for text in texts if any(name in text for name in names))


def _converted(subject: Subject, field: SchemaField) -> bool:
    """A service makes a value of the text: ``datetime.strptime(data.published_date, ...)``."""
    if field.kind.family != "str":
        return False
    return any(re.search(rf"\b{field.name}\b", line) for line in subject.view(_conversions))


def _conversions(subject: Subject) -> tuple[str, ...]:
    """The lines that make a value of a text."""
    return tuple(line for path in subject.paths for line in subject.files[path].split("\n") if _CONVERSION.search(line))


def _differs(field: SchemaField, column: Column) -> bool:
    mine, theirs = field.kind.family, column.family
    if not mine or not theirs or mine == theirs:
        return False
    if theirs == "str" and mine in _FROM_TEXT:
        return False
    return not ({mine, theirs} <= _NUMBERS or {mine, theirs} <= _TEXT)


def _repaired(field: SchemaField, column: Column) -> str | None:
    annotation, core = field.statement.annotation, field.kind.core
    if annotation.count(core) != 1:
        return None
    return with_annotation(field.statement.source, annotation.replace(core, column.kind.core))


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The column's type, with its import."""
    for field, column in _different(subject):
        statement = field.statement
        if (field.path, statement.line, f"{field.owner}.{field.name}") != (
            finding.path,
            finding.line,
            finding.symbol,
        ):
            continue
        if (new := _repaired(field, column)) is None:
            return None
        edit = Edit(path=field.path, line=statement.line, column=statement.column, old=statement.source, new=new)
        needed = imports_for(subject, column.kind.core, column.path, field.path)
        return Repair(edits=(edit,), fragments=needed)
    return None


RULE = Rule(code="SCF204", name="type-differs", find=find, repair=repair)
