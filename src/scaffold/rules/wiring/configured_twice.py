"""SCF409: the online and the offline part of ``env.py`` are configured differently.

Why it matters: ``alembic upgrade --sql`` writes other statements than ``alembic upgrade`` runs.

Silent for the words that belong to one of the two (``url``, ``connection``, ``literal_binds``,
``dialect_opts``). Off unless selected: few people use the offline part.

How to fix: pass the same options in both.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.alembic import env_of
from scaffold.rules.view.calls import functions_of

_OWN = frozenset({"url", "connection", "literal_binds", "dialect_opts", "dialect_name", "**"})


def find(subject: Subject) -> Iterator[Finding]:
    """Options that only one of two ``configure`` calls has."""
    env = env_of(subject)
    if env is None:
        return
    calls = [
        call
        for _, function in functions_of(subject, env)
        for call in function.calls
        if call.func.endswith("context.configure")
    ]
    if len(calls) != 2:
        return
    options = [{key for key, _ in call.keywords} - _OWN for call in calls]
    different = options[0] ^ options[1]
    if different:
        call = calls[0] if options[0] < options[1] else calls[1]
        yield RULE.finding(
            env,
            f"{', '.join(sorted(different))} is set in one of the two context.configure() calls only",
            line=call.line,
            column=call.column,
            symbol="context.configure",
            fix="pass the same options in both",
        )


RULE = Rule(code="SCF409", name="configured-twice", find=find, severity="warning", default=False)
