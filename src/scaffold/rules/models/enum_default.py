"""SCF123: a default that is no member of its Enum class.

Why it matters: ``AttributeError`` when the module is imported, so the application does not start.

Silent for names that the class makes otherwise (a method, a property, an Enum made by a call), for classes
with a base or a metaclass of the project's own, and for whatever is no Enum class of the project.

How to fix: name a member; ``scaffold check --fix`` writes one that is spelled nearly so.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.facts import Assignment, Class
from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.expressions import last

_ENUMS = frozenset({"Enum", "StrEnum", "IntEnum", "Flag", "IntFlag"})
_OF_EVERY = frozenset({"name", "value", "__members__", "__name__", "__doc__"})


def find(subject: Subject) -> Iterator[Finding]:
    """Each default ``Status.NONE`` of a class body whose ``Status`` has no ``NONE``."""
    for path, owner, statement, default, enum in _defaults(subject):
        near = _near(default, enum)
        members = [item.name for item in enum.attributes if item.value]
        yield RULE.finding(
            path,
            f"{owner}.{statement.name} defaults to {default}, and {enum.name} has no {last(default)}",
            line=statement.line,
            column=statement.column,
            symbol=f"{owner}.{statement.name}",
            fix=f"did you mean {near}?" if near else f"one of {', '.join(members[:5])}",
            fixable=bool(near),
        )


def _defaults(subject: Subject) -> Iterator[tuple[str, str, Assignment, str, Class]]:
    for path, cls in subject.classes():
        for statement in cls.attributes:
            default = _default(statement)
            head, _, name = default.rpartition(".")
            if not head.isidentifier() or not name.isidentifier() or not statement.annotation:
                continue
            found = subject.sources.find_class(path, head)
            if found is not None and _plain(found[1]) and not _has(found[1], name):
                yield path, cls.name, statement, default, found[1]


def _default(statement: Assignment) -> str:
    call = statement.call
    if call is None:
        return statement.value
    if last(call.func) != "Field":
        return ""
    return call.keyword("default") or (call.args[0] if call.args else "")


def _plain(enum: Class) -> bool:
    known = _ENUMS | {"str", "int"}
    return any(last(base) in _ENUMS for base in enum.bases) and all(last(base) in known for base in enum.bases)


def _has(enum: Class, name: str) -> bool:
    named = {item.name for item in enum.attributes} | {item.name for item in enum.methods}
    return name in named or name in _OF_EVERY or any(item.startswith("_ignore_") for item in named)


def _near(default: str, enum: Class) -> str:
    from difflib import get_close_matches

    head, _, name = default.rpartition(".")
    found = get_close_matches(name, [item.name for item in enum.attributes if item.value], n=1, cutoff=0.7)
    return f"{head}.{found[0]}" if found else ""


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The member that is spelled nearly so."""
    for path, owner, statement, default, enum in _defaults(subject):
        symbol, near = f"{owner}.{statement.name}", _near(default, enum)
        if (path, statement.line, symbol) != (finding.path, finding.line, finding.symbol) or not near:
            continue
        if statement.source.count(default) == 1:
            new = statement.source.replace(default, near)
            edit = Edit(path=path, line=statement.line, column=statement.column, old=statement.source, new=new)
            return Repair(edits=(edit,))
    return None


RULE = Rule(code="SCF123", name="enum-default", find=find, repair=repair)
