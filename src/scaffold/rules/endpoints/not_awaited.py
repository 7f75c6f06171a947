"""SCF304: a call of an AsyncSession that nobody awaits.

Why it matters: ``session.commit()`` without ``await`` does nothing but warn that a coroutine was never awaited;
``session.exec(...).all()`` raises ``AttributeError`` on a coroutine.

Silent when the call is part of something else (``gather``, ``return``, a task), when its result is awaited
later, for ``add`` and the other calls that are not asynchronous, and for parameters that are not known to be an
``AsyncSession``.

How to fix: ``await``; ``scaffold check --fix`` writes it before a call that stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.awaiting import alone, awaited, plain, used
from scaffold.rules.view.calls import functions_of
from scaffold.rules.view.session import ASYNC_METHODS, async_sessions


def find(subject: Subject) -> Iterator[Finding]:
    """Session calls that stand alone or are used as if they had been awaited."""
    for path in subject.paths:
        if "async def" not in subject.files[path] or "ession" not in subject.files[path]:
            continue
        lines = subject.files[path].split("\n")
        for name, function in functions_of(subject, path):
            if not function.is_async or not (sessions := async_sessions(subject, path, function)):
                continue
            for call in function.calls:
                receiver, _, method = call.func.rpartition(".")
                if receiver in sessions and method in ASYNC_METHODS and call.scope.count(".") == name.count("."):
                    stands = alone(lines, call)
                    if stands or used(lines, call, function.end_line):
                        yield RULE.finding(
                            path,
                            f"{call.func}(...) is not awaited",
                            line=call.line,
                            column=call.column,
                            symbol=name,
                            fix=f"await {call.func}(...)",
                            fixable=stands or plain(lines, call),
                        )


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The call, awaited."""
    return awaited(subject, finding)


RULE = Rule(code="SCF304", name="not-awaited", find=find, repair=repair)
