"""SCF511: a relation to a class that is no table model.

Why it matters: SQLAlchemy looks the name up at the first query and fails: ``expression 'Usr' failed to locate a
name``. That query may be of any other model.

Silent for classes that the file imports from a library, and for annotations that cannot be read.

How to fix: name the model. A near name is given where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.tables import Relation, by_name, every_relation


def find(subject: Subject) -> Iterator[Finding]:
    """Relations whose target is nowhere."""
    from difflib import get_close_matches

    known = subject.view(by_name)
    for _, relation in every_relation(subject):
        if not relation.target or relation.target in known or not relation.plain or _foreign(subject, relation):
            continue
        near = get_close_matches(relation.target, list(known), n=1, cutoff=0.6)
        plain = subject.sources.find_class(relation.path, relation.target)
        meant = f'; did you mean "{near[0]}"?' if near else ""
        if plain is not None:
            meant = f": class {plain[1].name} in {plain[0]}:{plain[1].line} has no table=True"
        yield RULE.finding(
            relation.path,
            f'{relation.owner}.{relation.name}: "{relation.target}" is not a table model{meant}',
            line=relation.statement.line,
            column=relation.statement.column,
            symbol=f"{relation.owner}.{relation.name}",
            fix=_fix(near, plain is not None),
        )


def _fix(near: list[str], there: bool) -> str:
    if there:
        return "table=True on that class, or name a table model"
    return f"name {near[0]}" if near else "name an existing table model"


def _foreign(subject: Subject, relation: Relation) -> bool:
    """The class comes from somewhere that we do not read, or is made by code."""
    facts = subject.sources.facts(relation.path)
    imported = {item.name: item for item in facts.imports}
    head = relation.kind.core.partition(".")[0]
    if head in imported:
        item = imported[head]
        return subject.sources.path_of(item.module, relation.path) is None
    return "*" in imported or facts.assigned(head) is not None


RULE = Rule(code="SCF511", name="relation-to-unknown-model", find=find)
