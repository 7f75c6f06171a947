"""SCF503: a foreign key of another type than the column that it points to.

Why it matters: SQLite creates it and compares nonsense; PostgreSQL answers ``foreign key constraint cannot be
implemented``.

Silent when either type is one that we cannot name (an alias of something computed, a custom column type).

How to fix: the target's type; ``scaffold check --fix`` writes it and keeps ``| None``.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.fragment import Fragment
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.keys import Key, keys
from scaffold.rules.view.statements import with_annotation
from scaffold.rules.view.tables import Column, column_at, rewritten


def find(subject: Subject) -> Iterator[Finding]:
    """Keys whose type is not the target's."""
    for key in subject.view(keys):
        at = key.at
        if at is None or _typed(key.column) or _typed(at):
            continue
        mine, theirs = key.column.kind.family, at.kind.family
        if mine and theirs and mine != theirs and key.target is not None:
            yield RULE.finding(
                key.column.path,
                f"{key.column.owner}.{key.column.name} is {key.column.kind.core}, "
                f"{key.target.name}.{at.name} is {at.kind.core}",
                line=key.column.statement.line,
                column=key.column.statement.column,
                symbol=f"{key.column.owner}.{key.column.name}",
                fix=f"change the annotation to {at.kind.core}",
                fixable=_repaired(key) is not None,
            )


def _typed(column: Column) -> bool:
    return column.custom or column.given("sa_type") is not None


def _repaired(key: Key) -> str | None:
    column, at = key.column, key.at
    core, annotation = column.kind.core, column.statement.annotation
    if at is None or annotation.count(core) != 1:
        return None
    return with_annotation(column.statement.source, annotation.replace(core, at.kind.core))


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The target's type, imported as the target imports it."""
    column = column_at(subject, finding)
    key = next((k for k in subject.view(keys) if k.column is column), None)
    if column is None or key is None or key.at is None:
        return None
    rewrite = rewritten(column, _repaired(key))
    origin = subject.sources.origin(key.at.path, key.at.kind.core)
    if rewrite is None or subject.sources.origin(column.path, key.at.kind.core) == origin:
        return rewrite
    module, _, name = origin.rpartition(".")
    dotted = "." in key.at.kind.core
    text = f"import {module}\n" if dotted else f"from {module} import {name}\n"
    fragment = Fragment(path=column.path, owner="", text=text, kind="part")
    return Repair(edits=rewrite.edits, fragments=(fragment,) if module else ())


RULE = Rule(code="SCF503", name="foreign-key-type", find=find, repair=repair)
