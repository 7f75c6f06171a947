"""SCF410: a SQLite project whose migrations are not written for SQLite.

Why it matters: SQLite cannot alter a column or add a foreign key. Without ``render_as_batch`` autogenerate
writes operations that fail.

Silent unless ``alembic.ini`` names a SQLite database, and when the environment says ``render_as_batch``. Off
unless selected: many such projects use SQLite for a demo only.

How to fix: ``render_as_batch=True`` in ``context.configure()``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.alembic import env_of

_URL = re.compile(r"(?m)^sqlalchemy\.url\s*=\s*sqlite")


def find(subject: Subject) -> Iterator[Finding]:
    """An environment without batch mode under a SQLite address."""
    env, ini = env_of(subject), subject.project.conventions.alembic_ini
    if env is None or ini is None or ini not in subject.files or "render_as_batch" in subject.files[env]:
        return
    if _URL.search(subject.files[ini]):
        yield RULE.finding(
            env,
            "ALTER will fail on SQLite",
            symbol="render_as_batch",
            fix="set render_as_batch=True in context.configure()",
        )


RULE = Rule(code="SCF410", name="no-batch-on-sqlite", find=find, severity="warning", default=False)
