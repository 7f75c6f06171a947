"""SCF514: the two sides of a relation name different partners.

Why it matters: SQLAlchemy refuses to configure the mappers, or keeps one side stale.

Silent when the name on the other side does not exist at all: that is SCF513, told once.

How to fix: let each side name the other; ``scaffold check --fix`` corrects the one whose partner does not lead
here.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import Relation, Table, every_relation, relation_at, rewritten, target_of


def find(subject: Subject) -> Iterator[Finding]:
    """Relations whose partner names somebody else."""
    for table, relation in every_relation(subject):
        other = _partner(subject, relation)
        if other is None:
            continue
        said = f'points back to "{other.back}"' if other.back else "has no back_populates"
        yield RULE.finding(
            relation.path,
            f"{relation.owner}.{relation.name} names {other.owner}.{other.name}, which {said}",
            line=relation.statement.line,
            column=relation.statement.column,
            symbol=f"{relation.owner}.{relation.name}",
            fix=f'{other.owner}.{other.name}: back_populates="{relation.name}"',
            fixable=_fixable(subject, table, relation, other),
            severity="error" if other.back else "warning",
        )


def _partner(subject: Subject, relation: Relation) -> Relation | None:
    """The other side, where it does not name this one."""
    target = target_of(subject, relation)
    other = target.relations.get(relation.back or "") if target else None
    if target is None or other is None or other is relation or other.back == relation.name:
        return None
    if not other.plain or (other.call.keyword("back_populates") and other.back is None):
        return None
    back_table = target_of(subject, other)
    if other.back and back_table is not None and other.back not in back_table.relations:
        return None
    return other


def _fixable(subject: Subject, table: Table, relation: Relation, other: Relation) -> bool:
    """Only when nobody else claims the other side."""
    rivals = [
        item
        for item in table.relations.values()
        if item is not relation and item.back == other.name and target_of(subject, item) is not None
    ]
    target = target_of(subject, relation)
    claims = [
        item
        for item in (target.relations.values() if target else ())
        if item is not other and item.back == relation.name and other.back is None
    ]
    return not rivals and not claims and target_of(subject, other) is table


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The other side, naming this one."""
    relation = relation_at(subject, finding)
    for table, item in every_relation(subject):
        other = _partner(subject, item) if item is relation else None
        if other is not None and _fixable(subject, table, item, other):
            source = with_keyword(other.statement.source, "back_populates", f'"{item.name}"')
            return rewritten(other, source)
    return None


RULE = Rule(code="SCF514", name="sides-disagree", find=find, repair=repair)
