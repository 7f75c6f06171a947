"""SCF501: a foreign key to a table that no model has.

Why it matters: the mapper fails with ``NoReferencedTableError`` at the first query. By default a table is
called like its class in lower case (``user``), not in the plural.

Silent when some table's name is computed, and for tables that are not SQLModel's (a ``Table(...)`` or a
declarative class of that name somewhere in the project).

How to fix: write the table's name. ``scaffold check --fix`` does when only one is near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.keys import Key, all_named, keys
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import by_table, column_at, rewritten


def find(subject: Subject) -> Iterator[Finding]:
    """Keys that point nowhere."""
    if not all_named(subject):
        return
    for key in subject.view(keys):
        if key.target is not None or not key.address or _declared_elsewhere(subject, key):
            continue
        near = _near(subject, key)
        meant = f'; did you mean "{near}"?' if near else ""
        yield RULE.finding(
            key.column.path,
            f'foreign_key="{key.address}.{key.field}": no table "{key.address}"{meant}',
            line=key.column.statement.line,
            column=key.column.statement.column,
            symbol=f"{key.column.owner}.{key.column.name}",
            fix=f'foreign_key="{near}"' if near else "name an existing table",
            fixable=bool(near) and key.column.call is key.column.statement.call,
        )


def _declared_elsewhere(subject: Subject, key: Key) -> bool:
    name = re.escape(key.address.rpartition(".")[2])
    shape = re.compile(rf"(?:Table\(\s*|__tablename__\s*(?::[^=]+)?=\s*)[\"']{name}[\"']")
    return any(shape.search(subject.files[path]) for path in subject.paths)


def _near(subject: Subject, key: Key) -> str:
    import difflib

    known = subject.view(by_table)
    bare = key.address.rpartition(".")[2]
    plurals = [name for name in (f"{bare}s", bare.removesuffix("s"), f"{bare}es") if name in known]
    found = plurals or difflib.get_close_matches(bare, list(known), n=2, cutoff=0.8)
    return f"{found[0]}.{key.field}" if len(found) == 1 and key.field in known[found[0]].columns else ""


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The near table's name."""
    column = column_at(subject, finding)
    key = next((k for k in subject.view(keys) if k.column is column), None)
    near = _near(subject, key) if key else ""
    if column is None or not near or column.given("foreign_key") is None:
        return None
    return rewritten(column, with_keyword(column.statement.source, "foreign_key", f'"{near}"'))


RULE = Rule(code="SCF501", name="foreign-key-to-unknown-table", find=find, repair=repair)
