"""SCF201: a create schema takes the primary key.

Why it matters: the database sets it. A client that sends one overwrites or collides with another row, and the
sequence does not follow.

Silent for keys that are not numbers of the database's own (strings, UUIDs that clients may choose), for keys
that are foreign keys, for a field with an alias, and for one in a base that the schemas of several entities have.

How to fix: remove the field; ``scaffold check --fix`` does where it stands in the schema itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.imports import without_line
from scaffold.rules.view.schemas import Schema, schemas, shared


def find(subject: Subject) -> Iterator[Finding]:
    """Create schemas with the key of their table among their fields."""
    for schema in subject.view(schemas):
        key = schema.table.key if schema.table else None
        field = schema.fields.get(key.name) if key else None
        if schema.role != "create" or key is None or field is None or field.aliased:
            continue
        if key.kind.family != "int" or key.given("foreign_key") or field.given("exclude") or shared(subject, field):
            continue
        yield RULE.finding(
            field.path,
            f"{schema.name}.{field.name} is set by the database",
            line=field.statement.line,
            column=field.statement.column,
            symbol=f"{schema.name}.{field.name}",
            fix="remove it",
            fixable=_removable(schema, field.name),
        )


def _removable(schema: Schema, name: str) -> bool:
    return schema.fields[name].owner == schema.name and len(schema.cls.attributes) > 1


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The schema without it."""
    for schema in subject.view(schemas):
        name = finding.symbol.removeprefix(f"{schema.name}.")
        if finding.path != schema.path or name not in schema.fields or not _removable(schema, name):
            continue
        if (edit := without_line(subject, schema.path, schema.fields[name].statement)) is not None:
            return Repair(edits=(edit,))
    return None


RULE = Rule(code="SCF201", name="create-takes-key", find=find, repair=repair)
