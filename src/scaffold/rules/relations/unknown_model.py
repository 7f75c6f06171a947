"""SCF511: a relation to a class that is no table model.

Why it matters: SQLAlchemy looks the name up at the first query and fails: ``expression 'Usr' failed to locate a
name``. That query may be of any other model.

Silent for classes that the file imports from a library, and for annotations that cannot be read.

How to fix: name the model. A near name is given where there is one, and ``scaffold check --fix --unsafe-fixes``
writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.statements import with_annotation
from scaffold.rules.view.tables import Relation, by_name, every_relation, relation_at, rewritten


def find(subject: Subject) -> Iterator[Finding]:
    """Relations whose target is nowhere."""
    known = subject.view(by_name)
    for _, relation in every_relation(subject):
        if not relation.target or relation.target in known or not relation.plain or _foreign(subject, relation):
            continue
        near = _near(subject, relation)
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
            fixable=bool(near) and plain is None,
        )


def _near(subject: Subject, relation: Relation) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(relation.target, list(subject.view(by_name)), n=1, cutoff=0.6)


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


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The near name in the annotation."""
    relation = relation_at(subject, finding)
    near = _near(subject, relation) if relation else []
    if relation is None or not near:
        return None
    annotation = re.sub(rf"\b{re.escape(relation.target)}\b", near[0], relation.statement.annotation)
    return rewritten(relation, with_annotation(relation.statement.source, annotation))


RULE = Rule(code="SCF511", name="relation-to-unknown-model", find=find, repair=repair, unsafe=True)
