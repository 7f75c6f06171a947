"""SCF304: a call of an AsyncSession that nobody awaits.

Why it matters: ``session.commit()`` without ``await`` does nothing but warn that a coroutine was never awaited;
``session.exec(...).all()`` raises ``AttributeError`` on a coroutine.

Silent when the call is part of something else (``gather``, ``return``, a task), when its result is awaited
later, for ``add`` and the other calls that are not asynchronous, and for parameters that are not known to be an
``AsyncSession``.

How to fix: ``await``; ``scaffold check --fix`` writes it before a call that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.facts import Call
from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.calls import functions_of
from scaffold.rules.view.session import ASYNC_METHODS, async_sessions

_ASSIGNED = re.compile(r"\s*(\w+)(?:\s*:[^=]+)?\s*=\s*")


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
                    alone = _alone(lines, call)
                    if alone or _used(lines, call, function.end_line):
                        yield RULE.finding(
                            path,
                            f"{call.func}(...) is not awaited",
                            line=call.line,
                            column=call.column,
                            symbol=name,
                            fix=f"await {call.func}(...)",
                            fixable=alone or _plain(lines, call),
                        )


def _before(lines: list[str], call: Call) -> str:
    return lines[call.line - 1][: call.column - 1]


def _after(lines: list[str], call: Call) -> str:
    """What follows the closing parenthesis on its line, for a call on one line."""
    line, depth = lines[call.line - 1][call.column - 1 + len(call.func) :], 0
    for index, character in enumerate(line):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            return line[index + 1 :]
    return lines[call.end_line - 1].rpartition(")")[2]


def _alone(lines: list[str], call: Call) -> bool:
    return not _before(lines, call).strip() and not _after(lines, call).lstrip().startswith(".")


def _plain(lines: list[str], call: Call) -> bool:
    """``result = session.exec(...)``, which an ``await`` in between makes right."""
    return not _after(lines, call).lstrip().startswith(".")


def _used(lines: list[str], call: Call, end: int) -> bool:
    assigned = _ASSIGNED.fullmatch(_before(lines, call))
    if assigned is None:
        return False
    if _after(lines, call).lstrip().startswith("."):
        return True  # posts = session.exec(...).all()
    later, name = "\n".join(lines[call.end_line : end]), assigned[1]
    return f"{name}." in later and not re.search(rf"await {name}\b|[(,]\s*{name}\s*[,)]", later)


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The call, awaited."""
    for name, function in functions_of(subject, finding.path):
        for call in function.calls if name == finding.symbol else ():
            if (call.line, call.column) == (finding.line, finding.column):
                new = f"await {call.func}"
                edit = Edit(path=finding.path, line=call.line, column=call.column, old=call.func, new=new)
                return Repair(edits=(edit,))
    return None


RULE = Rule(code="SCF304", name="not-awaited", find=find, repair=repair)
