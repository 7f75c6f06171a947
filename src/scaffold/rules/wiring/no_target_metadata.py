"""SCF404: Alembic's environment has no metadata to compare with.

Why it matters: ``target_metadata = None`` is what ``alembic init`` writes. Autogenerate then refuses, or sees
no models.

Silent for any other value, and without an environment.

How to fix: ``target_metadata = SQLModel.metadata``, and an import of the models above it.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.alembic import env_of


def find(subject: Subject) -> Iterator[Finding]:
    """A last assignment of ``None``."""
    env = env_of(subject)
    assigned = subject.sources.facts(env).assigned("target_metadata") if env else None
    if env and assigned and assigned.value == "None":
        yield RULE.finding(
            env,
            "target_metadata is None: autogenerate sees no models",
            line=assigned.line,
            column=assigned.column,
            symbol="target_metadata",
            fix="target_metadata = SQLModel.metadata",
        )


RULE = Rule(code="SCF404", name="no-target-metadata", find=find)
