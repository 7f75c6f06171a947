"""SCF513: ``back_populates`` names a relation that the other class does not have.

Why it matters: configuring the mappers fails, so the first query of the application fails, whatever it asks
for.

Silent when a base of the other class cannot be read.

How to fix: correct the name where it is misspelt, else write the other side. ``scaffold check --fix`` does
both, when there is one relation that it can mean, or one foreign key that says what the other side is.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.sides import candidates, other_side
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import Relation, Table, every_relation, relation_at, rewritten, target_of


def find(subject: Subject) -> Iterator[Finding]:
    """Relations whose other side is not there."""
    for table, relation in every_relation(subject):
        target = target_of(subject, relation)
        if not relation.back or target is None or target.open or relation.back in target.relations:
            continue
        if relation.back in target.members and relation.back not in target.columns:
            continue  # written by SQLAlchemy's own words
        meant = _meant(subject, table, relation)
        written = other_side(subject, table, relation)
        if meant:
            fix = f'back_populates="{meant.name}"'
        else:
            fix = f"add {written[0]} to {target.name}" if written else f"add {relation.back} to {target.name}"
        yield RULE.finding(
            relation.path,
            f'{target.name} has no relationship "{relation.back}"'
            + (f'; did you mean "{meant.name}"?' if meant else ""),
            line=relation.statement.line,
            column=relation.statement.column,
            symbol=f"{relation.owner}.{relation.name}",
            fix=fix,
            fixable=meant is not None or written is not None,
        )


def _meant(subject: Subject, table: Table, relation: Relation) -> Relation | None:
    """The relation that was misspelt: the only one that leads back here, to this one or to nobody."""
    found = [other for other in candidates(subject, table, relation) if other.back in (None, relation.name)]
    exact = [other for other in found if other.back == relation.name]
    found = exact or found
    return found[0] if len(found) == 1 else None


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The right name, or the other side."""
    relation = relation_at(subject, finding)
    for table, item in every_relation(subject):
        if item is not relation:
            continue
        if meant := _meant(subject, table, item):
            return rewritten(item, with_keyword(item.statement.source, "back_populates", f'"{meant.name}"'))
        written = other_side(subject, table, item)
        return Repair(fragments=(written[1],)) if written else None
    return None


RULE = Rule(code="SCF513", name="other-side-missing", find=find, repair=repair)
