"""SCF407: migrations will use ``sqlmodel`` without importing it.

Why it matters: autogenerate writes ``sqlmodel.sql.sqltypes.AutoString()`` for every text column; without the
import the migration stops with a ``NameError``.

Silent when the template or the environment imports ``sqlmodel`` for migrations, when ``render_item`` or
``user_module_prefix`` decides what is written, without migrations, and when an existing migration shows that it
is done by hand.

How to fix: ``import sqlmodel`` in ``script.py.mako``; ``scaffold check --fix`` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.alembic import env_of
from scaffold.rules.view.revisions import revisions


def find(subject: Subject) -> Iterator[Finding]:
    """Templates that leave the import out."""
    env = env_of(subject)
    template = f"{env.rpartition('/')[0]}/script.py.mako" if env else ""
    if env is None or template not in subject.files or "sqlmodel" in subject.files[template]:
        return
    if any(word in subject.files[env] for word in ("render_item", "user_module_prefix", "AutoString")):
        return
    if any("sqlmodel" in subject.files[item.path] for item in subject.view(revisions)):
        return
    if subject.view(revisions):
        return  # they were written somehow, and without it
    yield RULE.finding(
        template,
        "migrations will use sqlmodel without importing it",
        line=_line(subject.files[template]),
        symbol="import sqlmodel",
        fix="add import sqlmodel",
    )


def _line(text: str) -> int:
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith("import sqlalchemy")), 1)


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The import below SQLAlchemy's."""
    text = subject.files[finding.path]
    lines = text.split("\n")
    number = _line(text)
    if not lines[number - 1].startswith("import sqlalchemy"):
        return None
    end = "\r" if lines[number - 1].endswith("\r") else ""
    lines.insert(number, f"import sqlmodel{end}")
    return Repair(texts={finding.path: "\n".join(lines)})


RULE = Rule(code="SCF407", name="sqlmodel-not-rendered", find=find, severity="warning", repair=repair)
