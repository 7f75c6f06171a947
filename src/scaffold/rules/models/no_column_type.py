"""SCF108: a field whose annotation has no column type.

Why it matters: SQLModel raises ``has no matching SQLAlchemy type`` when the class is defined. ``HttpUrl``,
``Literal``, ``Any``, ``SecretStr`` and pydantic models are of this kind.

Silent when ``sa_type`` or ``sa_column`` says the type, for unions and aliases that cannot be followed, and for
classes of other libraries, which may bring their own type.

How to fix: pass ``sa_type=...``, or store a plain type and validate in the schemas.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.expressions import last
from scaffold.rules.view.schemas import schema_named
from scaffold.rules.view.tables import Column, every_column

# what SQLModel cannot map, by origin
_UNMAPPED = frozenset(
    [
        "typing.Any",
        "typing.Literal",
        "typing.Callable",
        "pydantic.HttpUrl",
        "pydantic.AnyUrl",
        "pydantic.AnyHttpUrl",
        "pydantic.SecretStr",
        "pydantic.Json",
        "pydantic.PastDate",
        "pydantic.FutureDate",
    ]
)


def find(subject: Subject) -> Iterator[Finding]:
    """Columns that SQLModel cannot type."""
    for _, column in every_column(subject):
        if any(column.given(key) for key in ("sa_type", "sa_column", "**")) or column.kind.many:
            continue
        if spelled := _unmapped(subject, column):
            yield RULE.finding(
                column.path,
                f"{column.owner}.{column.name}: {spelled} has no SQLAlchemy type",
                line=column.statement.line,
                column=column.statement.column,
                symbol=f"{column.owner}.{column.name}",
                fix="pass sa_type=..., or store a plain type",
            )


def _unmapped(subject: Subject, column: Column) -> str:
    core = column.kind.core
    if not core:
        literal = last(column.statement.annotation) == "Literal"
        return "Literal" if literal and column.statement.annotation.endswith("]") else ""
    if subject.sources.origin(column.path, core) in _UNMAPPED:
        return core
    schema = schema_named(subject, column.path, core)
    return core if schema is not None and not schema.open else ""


RULE = Rule(code="SCF108", name="no-column-type", find=find)
