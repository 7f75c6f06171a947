"""SCF104: two table models of one package of models have one name.

Why it matters: a relation names its target by class name, and SQLAlchemy then says ``Multiple classes found for
path "Tag"`` at the first query.

Silent when no relation names the class, and when the two stand in different applications (another top folder).

How to fix: rename one of them, or remove the copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.tables import by_name, every_relation


def find(subject: Subject) -> Iterator[Finding]:
    """The second class of a name that a relation uses."""
    named = {relation.target for _, relation in every_relation(subject)}
    for name, found in subject.view(by_name).items():
        first, *others = found
        for table in others:
            if name not in named or table.path.partition("/")[0] != first.path.partition("/")[0]:
                continue
            yield RULE.finding(
                table.path,
                f"model {name} is also defined in {first.path}:{first.cls.line}",
                line=table.cls.line,
                column=table.cls.column,
                symbol=name,
                fix="rename one of the two classes",
            )


RULE = Rule(code="SCF104", name="model-defined-twice", find=find)
