"""SCF517: ``cascade_delete=True`` on a relation whose foreign key has no ``ondelete``.

Why it matters: the rows go only when SQLAlchemy deletes the parent. A bulk delete, another program or psql
leaves them, or is refused.

Silent when the key says ``ondelete``, and when there is not exactly one key between the tables. Off unless
selected: deleting through the session only is a common and sound choice.

How to fix: ``ondelete="CASCADE"`` on the foreign key, and a migration.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.expressions import literal
from scaffold.rules.view.keys import joining
from scaffold.rules.view.tables import every_relation, target_of


def find(subject: Subject) -> Iterator[Finding]:
    """Cascades that the database does not know of."""
    for table, relation in every_relation(subject):
        target = target_of(subject, relation)
        if target is None or literal(relation.call.keyword("cascade_delete")) is not True:
            continue
        keys = joining(subject, table, target)
        if len(keys) == 1 and keys[0].column.given("ondelete") is None and not keys[0].column.custom:
            column = keys[0].column
            yield RULE.finding(
                column.path,
                f"{relation.owner}.{relation.name} cascades, the database does not",
                line=column.statement.line,
                column=column.statement.column,
                symbol=f"{column.owner}.{column.name}",
                fix='add ondelete="CASCADE"',
            )


RULE = Rule(code="SCF517", name="cascade-only-in-python", find=find, severity="warning", default=False)
