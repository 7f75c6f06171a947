"""SCF403: a router that is included twice under one prefix.

Why it matters: every endpoint is there twice: duplicate operation ids, and clients generated from them break.

Silent for two different prefixes, which is how versions are made, and for prefixes that are computed.

How to fix: remove one of the two lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.endpoints import Inclusion, inclusions


def find(subject: Subject) -> Iterator[Finding]:
    """The second of two equal inclusions."""
    seen: dict[tuple[object, ...], Inclusion] = {}
    for item in subject.view(inclusions):
        if item.child is None or item.parent is None or item.prefix is None:
            continue
        first = seen.setdefault((item.parent, item.child, item.prefix), item)
        if first is not item:
            yield RULE.finding(
                item.path,
                f"{item.child[1]} of {item.child[0]} is included twice (line {first.call.line})",
                line=item.call.line,
                column=item.call.column,
                symbol=item.child[1],
                fix="remove one of the two",
            )


RULE = Rule(code="SCF403", name="router-twice", find=find, severity="warning")
