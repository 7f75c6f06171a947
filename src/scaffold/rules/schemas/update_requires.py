"""SCF203: an update schema that demands a field.

Why it matters: a PATCH sends what changes. One field without a default makes every client send it, and an old
client gets 422.

Silent for schemas that no PATCH takes (a PUT replaces the whole), for those that demand most of their fields
(they are meant so), and for fields that are no column.

How to fix: ``title: str | None = None``; ``scaffold check --fix`` writes it where the field stands in the
schema itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.endpoints import endpoints
from scaffold.rules.view.expressions import kind_of
from scaffold.rules.view.schemas import Schema, SchemaField, schema_named, schemas
from scaffold.rules.view.statements import with_annotation, with_value


def find(subject: Subject) -> Iterator[Finding]:
    """Required fields of what PATCH endpoints take."""
    for schema in _patched(subject):
        if schema.table is None or schema.role != "update":
            continue
        required = [field for field in schema.fields.values() if field.default is None]
        if len(required) * 2 > len(schema.fields) or schema.open:
            continue
        for field in required:
            if field.name not in schema.table.columns or field.kind.missing:
                continue
            yield RULE.finding(
                field.path,
                f"{schema.name}.{field.name} is required, so every PATCH has to send it",
                line=field.statement.line,
                column=field.statement.column,
                symbol=f"{schema.name}.{field.name}",
                fix=f"{field.name}: {_optional(field)} = None",
                fixable=field.owner == schema.name and _repaired(field) is not None,
            )


def _patched(subject: Subject) -> list[Schema]:
    found: dict[tuple[str, str], Schema] = {}
    for endpoint in subject.view(endpoints):
        if endpoint.method != "PATCH":
            continue
        for param in endpoint.function.params:
            core = kind_of(param.annotation).core
            schema = schema_named(subject, endpoint.path, core) if core else None
            if schema is not None:
                found[(schema.path, schema.name)] = schema
    return list(found.values())


def _optional(field: SchemaField) -> str:
    annotation = field.statement.annotation
    return annotation if field.kind.null else f"{annotation} | None"


def _repaired(field: SchemaField) -> str | None:
    if field.statement.call is not None:
        return None
    source = with_annotation(field.statement.source, _optional(field))
    return with_value(source, "None") if source else None


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The field, optional."""
    for schema in subject.view(schemas):
        field = schema.fields.get(finding.symbol.removeprefix(f"{schema.name}."))
        if field is None or field.path != finding.path or field.statement.line != finding.line:
            continue
        new, statement = _repaired(field), field.statement
        if new is not None:
            edit = Edit(path=field.path, line=statement.line, column=statement.column, old=statement.source, new=new)
            return Repair(edits=(edit,))
    return None


RULE = Rule(code="SCF203", name="update-requires", find=find, repair=repair)
