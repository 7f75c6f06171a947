"""SCF115: two enum types of one name with different labels.

Why it matters: PostgreSQL has one type of that name. The second table silently gets the labels of the first,
and its own values are refused when a row is written.

Silent when the labels are the same, when ``native_enum=False`` makes no type, and when a name is given.

How to fix: rename one Enum class, or pass ``sa_type=Enum(Status, name="ticket_status")``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.facts import Class
from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.expressions import last
from scaffold.rules.view.tables import every_column


def find(subject: Subject) -> Iterator[Finding]:
    """Columns whose enum shares its type's name with another enum."""
    seen: dict[tuple[str, str], tuple[str, Class]] = {}
    for table, column in every_column(subject):
        if not column.kind.core or any(column.given(key) for key in ("sa_type", "sa_column", "**")):
            continue
        found = subject.sources.find_class(column.path, column.kind.core)
        if found is None or not any(last(base).endswith("Enum") for base in found[1].bases):
            continue
        key = (table.path.partition("/")[0], found[1].name.lower())
        path, first = seen.setdefault(key, found)
        labels, others = _labels(found[1]), _labels(first)
        if (path, first.name) != (found[0], found[1].name) and labels != others:
            yield RULE.finding(
                column.path,
                f'enum type "{key[1]}" has labels {",".join(labels)} here but {",".join(others)} in {path}',
                line=column.statement.line,
                column=column.statement.column,
                symbol=f"{column.owner}.{column.name}",
                fix=f'rename {found[1].name}, or pass sa_type=Enum({found[1].name}, name="...")',
            )


def _labels(item: Class) -> tuple[str, ...]:
    return tuple(attribute.name for attribute in item.attributes if attribute.value)


RULE = Rule(code="SCF115", name="enum-type-twice", find=find)
