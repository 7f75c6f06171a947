"""SCF408: models in a schema of their own, and an Alembic environment that does not look there.

Why it matters: without ``include_schemas=True`` every autogenerate creates the tables again.

Silent when the environment says ``include_schemas``, sets the search path, or chooses by ``include_name``.

How to fix: ``include_schemas=True`` with an ``include_name`` that keeps foreign schemas out.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.alembic import env_of
from scaffold.rules.view.tables import tables


def find(subject: Subject) -> Iterator[Finding]:
    """The first model of each schema."""
    env = env_of(subject)
    if env is None:
        return
    text = subject.files[env]
    if any(word in text for word in ("include_schemas", "include_name", "include_object", "search_path")):
        return
    told: set[str] = set()
    for table in subject.view(tables):
        if table.schema and table.schema != "public" and table.schema not in told:
            told.add(table.schema)
            yield RULE.finding(
                table.path,
                f'{table.name} is in schema "{table.schema}", which {env} does not look at',
                line=table.cls.line,
                column=table.cls.column,
                symbol=table.name,
                fix="include_schemas=True and include_name in context.configure()",
            )


RULE = Rule(code="SCF408", name="schema-not-included", find=find, severity="warning")
