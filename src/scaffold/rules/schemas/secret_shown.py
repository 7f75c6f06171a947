"""SCF205: an output schema shows a secret column.

Why it matters: a password hash in a response is a breach, however the schema came by it (often a shared base).

Silent for ``exclude=True``, for fields that a serializer masks, for ``SecretStr``, and for names that only
speak of a secret (``password_changed_at``).

How to fix: take it out of the output. ``scaffold check --fix --unsafe-fixes`` removes it where it stands in the
schema itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.expressions import literal
from scaffold.rules.view.imports import without_line
from scaffold.rules.view.schemas import schemas
from scaffold.rules.view.secrets import is_secret


def find(subject: Subject) -> Iterator[Finding]:
    """Secret columns among the fields of output schemas."""
    for schema in subject.view(schemas):
        if schema.role != "out" or schema.table is None:
            continue
        for field in schema.fields.values():
            column = schema.table.columns.get(field.name)
            if column is None or not is_secret(field.name) or schema.by_hand(field.name):
                continue
            if field.kind.name.startswith("Secret") or literal(field.given("exclude")) is True:
                continue
            yield RULE.finding(
                field.path,
                f"{schema.name} exposes {field.name}",
                line=field.statement.line,
                column=field.statement.column,
                symbol=f"{schema.name}.{field.name}",
                fix="take it out of the output",
                fixable=field.owner == schema.name and len(schema.cls.attributes) > 1,
            )


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The schema without it."""
    for schema in subject.view(schemas):
        field = schema.fields.get(finding.symbol.removeprefix(f"{schema.name}."))
        if field is None or (field.path, field.statement.line) != (finding.path, finding.line):
            continue
        if (edit := without_line(subject, field.path, field.statement)) is not None:
            return Repair(edits=(edit,))
    return None


RULE = Rule(code="SCF205", name="secret-shown", find=find, repair=repair, unsafe=True)
