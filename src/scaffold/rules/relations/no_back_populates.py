"""SCF512: two relations over one foreign key that do not know each other.

Why it matters: SQLAlchemy keeps two views of one key. ``post.author = user`` does not show in ``user.posts``,
and it warns: ``relationship X will copy column Q to column P, which conflicts with relationship(s)``.

Silent for a relation that has no other side at all (that is a choice), for ``viewonly`` and ``overlaps``, and
when several relations could be the other side.

How to fix: ``back_populates`` on both. ``scaffold check --fix --unsafe-fixes`` writes it: it changes what is
loaded.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.keys import joining, told
from scaffold.rules.view.sides import candidates
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import Relation, Table, every_relation, relation_at, rewritten, target_of


def find(subject: Subject) -> Iterator[Finding]:
    """Relations that another one should be tied to."""
    for table, relation in every_relation(subject):
        other = _other(subject, table, relation)
        if other is not None:
            yield RULE.finding(
                relation.path,
                f"{relation.owner}.{relation.name} and {other.owner}.{other.name} are two sides of one key "
                "and do not know each other",
                line=relation.statement.line,
                column=relation.statement.column,
                symbol=f"{relation.owner}.{relation.name}",
                fix=f'add back_populates="{other.name}"',
            )


def _other(subject: Subject, table: Table, relation: Relation) -> Relation | None:
    if relation.back is not None or relation.call.keyword("back_populates") or not relation.plain:
        return None
    if any(told(relation, word) for word in ("viewonly", "overlaps", "backref", "primaryjoin")):
        return None
    target = target_of(subject, relation)
    found = candidates(subject, table, relation)
    if target is None or len(found) != 1 or found[0].back not in (None, relation.name):
        return None
    own = [item for item in table.relations.values() if target_of(subject, item) is target]
    if len(own) != 1 or told(found[0], "viewonly") or told(found[0], "overlaps"):
        return None
    linked = relation.call.keyword("link_model") is not None
    return found[0] if linked or len(joining(subject, table, target)) == 1 else None


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """This side's half; the other side is a finding of its own."""
    for table, relation in every_relation(subject):
        if relation is relation_at(subject, finding) and (other := _other(subject, table, relation)):
            source = with_keyword(relation.statement.source, "back_populates", f'"{other.name}"')
            return rewritten(relation, source)
    return None


RULE = Rule(code="SCF512", name="no-back-populates", find=find, severity="warning", repair=repair, unsafe=True)
