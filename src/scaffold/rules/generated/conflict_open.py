"""SCF907: code that was edited by a person and has changed in the template or the model too.

Why it matters: neither side is right by itself, and nothing is overwritten. Until somebody decides, this symbol
does not follow.

Silent when both sides say the same.

How to fix: ``scaffold resolve path::Name --mine`` keeps the file's code, ``--theirs`` takes the new one.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.lock import lock


def find(subject: Subject) -> Iterator[Finding]:
    """The conflicts of a sync, and those that an earlier run left open."""
    told: set[str] = set()
    plan = subject.drift()
    for conflict in plan.conflicts if plan else ():
        told.add(conflict.selector)
        yield RULE.finding(
            conflict.path,
            f"{conflict.symbol}: {conflict.reason}",
            line=conflict.line or 1,
            symbol=conflict.symbol,
            fix=f"scaffold resolve {conflict.selector} --mine",
        )
    for item in subject.view(lock).conflicts:
        selector = f"{item.path}::{item.symbol}"
        if selector not in told and item.path in subject.files:
            yield RULE.finding(
                item.path,
                f"{item.symbol}: {item.reason}",
                symbol=item.symbol,
                fix=f"scaffold resolve {selector} --mine",
            )


RULE = Rule(code="SCF907", name="conflict-open", find=find)
