"""SCF007: a ``# scaffold: ignore[...]`` that silences nothing.

Why it matters: the finding was fixed and the comment stayed. It will silence the next one, which nobody meant.

Silent for codes whose rule is off or did not run (``--select``, a check of some names only), and for those that
only a database can tell.

How to fix: remove the comment; ``scaffold check --fix`` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject


def find(_subject: Subject) -> Iterator[Finding]:
    """Nothing by itself: only when all other rules have spoken is it known which comments were needed."""
    return iter(())


RULE = Rule(code="SCF007", name="unused-ignore", find=find, by_the_run=True, severity="warning")
