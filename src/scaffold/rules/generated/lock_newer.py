"""SCF904: ``scaffold.lock`` was written by a newer version of scaffold.

Why it matters: an older version would misread it and call edits drift. The run ends with exit code 2.

Silent for locks of older versions, which are read as they are.

How to fix: ``pip install --upgrade sqlmodel-scaffold``, in CI and in pre-commit (``pre-commit autoupdate``)
too.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.lock import lock_error


def find(subject: Subject) -> Iterator[Finding]:
    """A lock from the future."""
    error = lock_error(subject)
    if error is not None and "newer" in error.message:
        yield RULE.finding("scaffold.lock", error.message, symbol="scaffold.lock", fix=error.hint or "upgrade scaffold")


RULE = Rule(code="SCF904", name="lock-newer", find=find)
