"""SCF519: a relation to the own table, to one row, without ``remote_side``.

Why it matters: SQLAlchemy takes it for the list side. ``category.parent`` silently returns a child, or both
sides together are refused.

Silent for the list side and for the other end of a one-to-one, which need none, and where
``sa_relationship_kwargs`` cannot be read.

How to fix: ``sa_relationship_kwargs={"remote_side": "Category.id"}``. ``scaffold check --fix --unsafe-fixes``
writes it: the relation then means another row.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.keys import told
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import Relation, Table, every_relation, relation_at, rewritten, target_of


def find(subject: Subject) -> Iterator[Finding]:
    """Single relations of a table to itself."""
    for table, relation in every_relation(subject):
        if target_of(subject, relation) is not table or relation.kind.many or not relation.plain:
            continue
        words = relation.call.keyword("sa_relationship_kwargs")
        if told(relation, "remote_side") or (words and not words.lstrip().startswith("{")):
            continue
        if any(told(relation, word) for word in ("primaryjoin", "foreign_keys", "**")):
            continue
        if relation.call.keyword("link_model") or _other_end(table, relation):
            continue
        yield RULE.finding(
            relation.path,
            f"{relation.owner}.{relation.name} points to its own table without remote_side",
            line=relation.statement.line,
            column=relation.statement.column,
            symbol=f"{relation.owner}.{relation.name}",
            fix=f"add sa_relationship_kwargs={_words(table)}",
            fixable=words is None,
        )


def _other_end(table: Table, relation: Relation) -> bool:
    """``edited`` of a pair ``editor``/``edited``: its partner says which side is remote, or holds the key."""
    partner = table.relations.get(relation.back or "")
    if partner is None or partner is relation or partner.kind.many:
        return False
    if told(partner, "remote_side"):
        return True
    return f"{partner.name}_id" in table.columns and f"{relation.name}_id" not in table.columns


def _words(table: Table) -> str:
    return f'{{"remote_side": "{table.name}.{table.key.name if table.key else "id"}"}}'


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The side that is one row."""
    relation = relation_at(subject, finding)
    table = next((t for t, item in every_relation(subject) if item is relation), None)
    if relation is None or table is None or relation.call.keyword("sa_relationship_kwargs"):
        return None
    source = with_keyword(relation.statement.source, "sa_relationship_kwargs", _words(table))
    return rewritten(relation, source)


RULE = Rule(code="SCF519", name="self-without-remote-side", find=find, repair=repair, unsafe=True)
