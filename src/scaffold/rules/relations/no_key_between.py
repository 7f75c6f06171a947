"""SCF515: a relation between two tables that no foreign key joins.

Why it matters: ``Could not determine join condition between parent/child tables`` at the first query.

Silent with ``link_model``, ``primaryjoin``, ``secondary`` or a relationship in SQLAlchemy's own words, when a
base of either class cannot be read, when a key points to a table that we do not know, and for constraints in
``__table_args__``.

How to fix: add the key: ``author_id: int = Field(foreign_key="users.id")``, and a migration.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.keys import joining, keys_of, told
from scaffold.rules.view.tables import Table, every_relation, target_of


def find(subject: Subject) -> Iterator[Finding]:
    """Relations that cannot be joined."""
    for table, relation in every_relation(subject):
        target = target_of(subject, relation)
        if target is None or table.open or target.open or not relation.plain:
            continue
        if relation.call.keyword("link_model") or told(relation, "primaryjoin") or told(relation, "secondary"):
            continue
        if joining(subject, table, target) or _unsure(subject, table) or _unsure(subject, target):
            continue
        one = table if not relation.kind.many else target
        other = target if not relation.kind.many else table
        key = other.key.name if other.key else "id"
        yield RULE.finding(
            relation.path,
            f"{relation.owner}.{relation.name}: no foreign key joins {table.name} and {target.name}",
            line=relation.statement.line,
            column=relation.statement.column,
            symbol=f"{relation.owner}.{relation.name}",
            fix=f'add {other.name.lower()}_{key}: ... = Field(foreign_key="{other.table}.{key}") to {one.name}',
        )


def _unsure(subject: Subject, table: Table) -> bool:
    """A key of this table may be one that we cannot read."""
    arguments = table.cls.attribute("__table_args__")
    if arguments and "ForeignKey" in arguments.value:
        return True
    keys = list(keys_of(subject, table))
    read = {key.column.name for key in keys}
    if any(key.target is None for key in keys):
        return True
    return any(
        column.name not in read and (column.given("foreign_key") is not None or column.custom)
        for column in table.columns.values()
    )


RULE = Rule(code="SCF515", name="no-foreign-key-between", find=find)
