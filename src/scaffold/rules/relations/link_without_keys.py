"""SCF516: a link model whose foreign keys are not its primary key.

Why it matters: nothing keeps one pair from being linked twice, and both then show up in the list.

Silent for a link model with a key of its own beside a unique constraint, and for association objects that carry
columns of their own.

How to fix: ``primary_key=True`` on both keys, and a migration; ``scaffold check --fix --unsafe-fixes`` writes the keys.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.expressions import last
from scaffold.rules.view.keys import keys_of
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import by_name, every_relation


def find(subject: Subject) -> Iterator[Finding]:
    """Link models that allow a pair twice."""
    told: set[str] = set()
    for _, relation in every_relation(subject):
        name = last(relation.call.keyword("link_model") or "")
        found = subject.view(by_name).get(name, ())
        if len(found) != 1 or name in told or found[0].open:
            continue
        table, keys = found[0], list(keys_of(subject, found[0]))
        arguments = table.cls.attribute("__table_args__")
        extra = len(table.columns) > len(keys) + 1
        if len(keys) < 2 or all(key.column.primary for key in keys) or extra or arguments:
            continue
        told.add(name)
        yield RULE.finding(
            table.path,
            f"{name} needs both foreign keys as primary key, or one pair can be linked twice",
            line=table.cls.line,
            column=table.cls.column,
            symbol=name,
            fix="primary_key=True on " + " and ".join(key.column.name for key in keys),
        )


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """Both keys as the primary one."""
    edits = []
    for table in subject.view(by_name).get(finding.symbol, ()):
        for key in keys_of(subject, table):
            statement = key.column.statement
            new = with_keyword(statement.source, "primary_key", "True")
            if key.column.primary or key.column.owner != table.name or new is None:
                continue
            edits.append(
                Edit(path=table.path, line=statement.line, column=statement.column, old=statement.source, new=new)
            )
    return Repair(edits=tuple(edits)) if edits else None


RULE = Rule(code="SCF516", name="link-without-keys", find=find, severity="warning", repair=repair, unsafe=True)
