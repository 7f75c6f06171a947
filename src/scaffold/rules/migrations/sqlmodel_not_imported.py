"""SCF723: a migration uses ``sqlmodel`` without importing it.

Why it matters: ``NameError`` when it runs. Autogenerate writes ``sqlmodel.sql.sqltypes.AutoString()`` and
Alembic's template does not import it.

Silent when the name is imported in any way.

How to fix: ``import sqlmodel``; ``scaffold check --fix`` adds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.revisions import linted


def find(subject: Subject) -> Iterator[Finding]:
    """Uses without an import."""
    for revision in linted(subject):
        text = subject.files[revision.path]
        found = re.search(r"(?m)^[^#\n]*?\b(sqlmodel)\.", re.sub(r"(?m)^(?:from|import) .*$", "", text))
        if not found or any(item.name.partition(".")[0] == "sqlmodel" for item in revision.facts.imports):
            continue
        yield RULE.finding(
            revision.path,
            f"{revision.id} uses sqlmodel without importing it",
            line=text[: text.index("sqlmodel.")].count("\n") + 1,
            symbol=revision.id,
            fix="add import sqlmodel",
        )


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The import, above the first one."""
    text = subject.files[finding.path]
    found = re.search(r"(?m)^import sqlalchemy as sa[ \t]*\r?\n", text)
    place = found.end() if found else text.index(re.search(r"(?m)^(?:from|import) ", text)[0])  # type: ignore[index]
    return Repair(texts={finding.path: f"{text[:place]}import sqlmodel\n{text[place:]}"})


RULE = Rule(code="SCF723", name="sqlmodel-not-imported", find=find, repair=repair)
