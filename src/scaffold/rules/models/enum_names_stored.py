"""SCF120: an enum column stores the names of the members, not their values.

Why it matters: SQLAlchemy writes ``draft`` for ``Draft = "Draft!"``... whatever the member is *called*. A
report or another program that reads the table does not find the values that the API shows.

Silent when names and values are the same, when ``sa_type``, ``sa_column`` or ``values_callable`` decides, and
for integer enums. Off unless selected: it is a choice, as long as it is one.

How to fix: ``sa_type=Enum(Status, values_callable=lambda e: [m.value for m in e])``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.expressions import last, text_of
from scaffold.rules.view.tables import every_column


def find(subject: Subject) -> Iterator[Finding]:
    """String enums whose values are not their names."""
    for _, column in every_column(subject):
        if not column.kind.core or any(column.given(key) for key in ("sa_type", "sa_column", "**")):
            continue
        found = subject.sources.find_class(column.path, column.kind.core)
        if found is None or not any(last(base) in ("StrEnum", "Enum") for base in found[1].bases):
            continue
        values = {item.name: text_of(item.value) for item in found[1].attributes if item.value}
        other = next((name for name, value in values.items() if value is not None and value != name), None)
        if other is not None:
            yield RULE.finding(
                column.path,
                f"{column.owner}.{column.name} stores {other!r}, not {values[other]!r}",
                line=column.statement.line,
                column=column.statement.column,
                symbol=f"{column.owner}.{column.name}",
                fix=f"sa_type=Enum({found[1].name}, values_callable=lambda e: [m.value for m in e])",
            )


RULE = Rule(code="SCF120", name="enum-names-stored", find=find, severity="info", default=False)
