"""SCF121: ``from __future__ import annotations`` in a file with a list relation.

Why it matters: SQLModel reads the annotation of a relation as it stands. Turned into text as a whole,
``list["Post"]`` is no class name, and the first query of the application ends in a mapper error.

Silent for files whose relations are all single (``"User"``), for ``Mapped[...]``, and where the relation is
SQLAlchemy's own.

How to fix: remove the import; quote the class names that are defined later.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.tables import every_relation


def find(subject: Subject) -> Iterator[Finding]:
    """The first list relation of each such file."""
    told: set[str] = set()
    for _, relation in every_relation(subject):
        annotation = relation.statement.annotation.strip()
        generic = "[" in annotation and not annotation.startswith(("Mapped", "orm.Mapped"))
        if not (generic or "|" in annotation) or not relation.plain or relation.path in told:
            continue
        imports = subject.sources.facts(relation.path).imports
        if any(item.module == "__future__" and item.attribute == "annotations" for item in imports):
            told.add(relation.path)
            yield RULE.finding(
                relation.path,
                f"{relation.owner}.{relation.name}: SQLModel cannot read {annotation} under "
                "`from __future__ import annotations`",
                line=relation.statement.line,
                column=relation.statement.column,
                symbol=f"{relation.owner}.{relation.name}",
                fix="remove the __future__ import and quote the class names",
            )


RULE = Rule(code="SCF121", name="future-annotations", find=find)
