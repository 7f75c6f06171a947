"""SCF520: several foreign keys join two tables, and a relation between them does not say which it follows.

Why it matters: ``Could not determine join condition ... multiple foreign key paths`` when the mappers are set up, with
the first query of any model.

Silent with ``foreign_keys``, ``primaryjoin``, ``link_model`` or a relationship in SQLAlchemy's own words, for a table
that refers to itself, and when a base of either class cannot be read.

How to fix: ``sa_relationship_kwargs={"foreign_keys": "Post.author_id"}``, on both sides. ``scaffold check --fix``
writes it where the names say which key is meant: ``author`` and ``author_id``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.keys import joining, told
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import Relation, Table, every_relation, relation_at, rewritten, target_of

_OPEN = '{"foreign_keys": ...}'
_TOLD = ("foreign_keys", "primaryjoin", "secondary", "**")


def find(subject: Subject) -> Iterator[Finding]:
    """Relations that could follow one key or another."""
    for table, relation in every_relation(subject):
        target = target_of(subject, relation)
        if target is None or target is table or table.open or target.open or not relation.plain:
            continue
        if relation.call.keyword("link_model") or any(told(relation, word) for word in _TOLD):
            continue
        keys = joining(subject, table, target)
        if len(keys) < 2 or table.cls.attribute("__mapper_args__"):
            continue
        names = ", ".join(f"{key.table.name}.{key.column.name}" for key in keys)
        words = _words(subject, table, relation)
        yield RULE.finding(
            relation.path,
            f"{relation.owner}.{relation.name} may follow {names}",
            line=relation.statement.line,
            column=relation.statement.column,
            symbol=f"{relation.owner}.{relation.name}",
            fix=f"add sa_relationship_kwargs={words or _OPEN}",
            fixable=bool(words) and relation.call.keyword("sa_relationship_kwargs") is None,
        )


def _words(subject: Subject, table: Table, relation: Relation) -> str:
    """The key that bears the relation's name, or the name of its other side."""
    target = target_of(subject, relation)
    keys = {key.column.name: key for key in joining(subject, table, target)} if target else {}
    named = keys.get(f"{relation.name}_id") or keys.get(f"{relation.back}_id")
    return f'{{"foreign_keys": "{named.table.name}.{named.column.name}"}}' if named else ""


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The key, said."""
    relation = relation_at(subject, finding)
    table = next((t for t, item in every_relation(subject) if item is relation), None)
    if relation is None or table is None or relation.call.keyword("sa_relationship_kwargs"):
        return None
    words = _words(subject, table, relation)
    return rewritten(relation, with_keyword(relation.statement.source, "sa_relationship_kwargs", words))


RULE = Rule(code="SCF520", name="ambiguous-key", find=find, repair=repair)
