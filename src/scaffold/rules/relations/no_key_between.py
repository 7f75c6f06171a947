"""SCF515: a relation between two tables that no foreign key joins.

Why it matters: ``Could not determine join condition between parent/child tables`` at the first query.

Silent with ``link_model``, ``primaryjoin``, ``secondary`` or a relationship in SQLAlchemy's own words, when a
base of either class cannot be read, when a key points to a table that we do not know, and for constraints in
``__table_args__``.

How to fix: add the key: ``author_id: int = Field(foreign_key="users.id")``, and a migration. Where a link model joins
the two: ``link_model=PostTag``, which ``scaffold check --fix`` writes.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.imports import import_of
from scaffold.rules.view.keys import joining, keys_of, told
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import Table, every_relation, relation_at, rewritten, tables, target_of


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
        link = _link(subject, table, target) if relation.kind.many else ""
        one = table if not relation.kind.many else target
        other = target if not relation.kind.many else table
        key = other.key.name if other.key else "id"
        yield RULE.finding(
            relation.path,
            f"{relation.owner}.{relation.name}: no foreign key joins {table.name} and {target.name}",
            line=relation.statement.line,
            column=relation.statement.column,
            symbol=f"{relation.owner}.{relation.name}",
            fix=f"add link_model={link}"
            if link
            else f'add {other.name.lower()}_{key}: ... = Field(foreign_key="{other.table}.{key}") to {one.name}',
            fixable=bool(link),
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


def _link(subject: Subject, one: Table, other: Table) -> str:
    """The only model whose keys point to both."""
    found = [
        table.name
        for table in subject.view(tables)
        if table not in (one, other) and {one.name, other.name} <= _targets(subject, table)
    ]
    return found[0] if len(found) == 1 else ""


def _targets(subject: Subject, table: Table) -> set[str]:
    return {key.target.name for key in keys_of(subject, table) if key.target is not None and key.column.primary}


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The link model, imported."""
    relation = relation_at(subject, finding)
    table = next((t for t, item in every_relation(subject) if item is relation), None)
    target = target_of(subject, relation) if relation else None
    link = _link(subject, table, target) if table and target else ""
    home = next((t.path for t in subject.view(tables) if t.name == link), "")
    if relation is None or not home:
        return None
    written = rewritten(relation, with_keyword(relation.statement.source, "link_model", link))
    needed = import_of(subject, subject.sources.module_of(home), link, relation.path)
    return Repair(edits=written.edits, fragments=needed) if written else None


RULE = Rule(code="SCF515", name="no-foreign-key-between", find=find, repair=repair)
