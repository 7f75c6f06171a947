"""Is a call awaited, read off the text around it."""

from __future__ import annotations

import re

from scaffold.facts import Call
from scaffold.rule import Edit, Finding, Repair, Subject
from scaffold.rules.view.calls import functions_of

_ASSIGNED = re.compile(r"\s*(\w+)(?:\s*:[^=]+)?\s*=\s*")
# what takes a coroutine as it is
_TAKERS = (
    r"gather|create_task|ensure_future|wait\w*|run\w*|shield|append|add\w*|put\w*|send\w*|submit|spawn|start_soon"
    r"|\w*(?:task|timeout|coro|retry|await|schedule)\w*"
)

_OPEN = ("(", "[", "{", ",", "\\", "=", "+", "|", "&", " and", " or", " not", " in", " await", "*")


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


def alone(lines: list[str], call: Call) -> bool:
    """The call is a statement of its own."""
    if _before(lines, call).strip() or _after(lines, call).partition("#")[0].strip():
        return False
    above = next((line for line in reversed(lines[: call.line - 1]) if line.strip()), "").partition("#")[0].rstrip()
    # await gather(        x = [        a +
    return not above.endswith(_OPEN)


def plain(lines: list[str], call: Call) -> bool:
    """``result = session.exec(...)``, which an ``await`` in between makes right."""
    return not _after(lines, call).lstrip().startswith(".")


def used(lines: list[str], call: Call, end: int) -> bool:
    """Its result is assigned, and used up to line ``end`` as if it had been awaited."""
    assigned = _ASSIGNED.fullmatch(_before(lines, call))
    if assigned is None:
        return False
    if _after(lines, call).lstrip().startswith("."):
        return True  # posts = session.exec(...).all()
    later, name = "\n".join(lines[call.end_line : end]), assigned[1]
    return f"{name}." in later and not re.search(rf"await {name}\b|[(,]\s*{name}\s*[,)]", later)


def taken(lines: list[str], call: Call, end: int, *, hands_on: bool) -> bool:
    """Its result is assigned, and no line up to ``end`` awaits it or schedules it.

    ``hands_on``: the function may return what its caller is to await.
    """
    assigned = _ASSIGNED.fullmatch(_before(lines, call))
    if assigned is None or not plain(lines, call):
        return False
    later, name = "\n".join(lines[call.end_line : end]), assigned[1]
    handed = rf"\bawait {name}\b|\b(?:{_TAKERS})\([^)]*\b{name}\b"
    if hands_on:
        handed += rf"|\breturn {name}\s*$"
    return re.search(rf"\b{name}\b", later) is not None and re.search(handed, later, re.MULTILINE) is None


def returned(lines: list[str], call: Call) -> bool:
    """``return call(...)`` and nothing else."""
    return _before(lines, call).strip() == "return" and not _after(lines, call).strip()


def awaited(subject: Subject, finding: Finding) -> Repair | None:
    """The call that the finding is about, with ``await`` before it."""
    for name, function in functions_of(subject, finding.path):
        for call in function.calls if name == finding.symbol else ():
            if (call.line, call.column) == (finding.line, finding.column):
                new = f"await {call.func}"
                edit = Edit(path=finding.path, line=call.line, column=call.column, old=call.func, new=new)
                return Repair(edits=(edit,))
    return None
