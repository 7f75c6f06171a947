"""What a sync would change, symbol by symbol, with the place where a person looks for it."""

from __future__ import annotations

from scaffold.dataclass import dataclass
from scaffold.facts import read
from scaffold.plan import Change
from scaffold.rule import Subject
from scaffold.rules.view.lock import lock, managed
from scaffold.rules.view.schemas import schema_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """One symbol of one change. ``missing_field`` is the schema field that is not there yet."""

    path: str
    symbol: str
    line: int
    column: int
    owners: tuple[str, ...]
    layer: str
    added: bool = False
    removed: bool = False
    created: bool = False
    missing_field: str | None = None


def drifted(subject: Subject) -> tuple[Drifted, ...]:
    """Every symbol that the plan of a sync touches; nothing for a project in step.

    Nothing either while the model of a managed entity is gone: what refers to it would be taken apart. SCF101 says so.
    """
    plan = subject.drift() if all(name in subject.project.models for name in subject.view(managed)) else None
    if plan is None:
        return ()
    return tuple(item for change in plan.changes for item in _of(subject, change))


def _of(subject: Subject, change: Change) -> list[Drifted]:
    owners = _owners(subject, change.path)
    symbols = change.symbols or (change.path,)
    return [_symbol(subject, change, symbol, owners) for symbol in symbols]


def _owners(subject: Subject, path: str) -> tuple[str, ...]:
    """The managed entities that a file was written for; the other side of a relation is the relation's owner's."""
    entities = subject.view(managed)
    records = subject.view(lock).recorded(path)
    found = {name for record in records for name in record.owner.split("+") if name in entities}
    return tuple(sorted(found))


def _symbol(subject: Subject, change: Change, symbol: str, owners: tuple[str, ...]) -> Drifted:
    before, after = change.before or "", change.after or ""
    there = _place(before, symbol)
    line, column = there or _place(before, symbol.rpartition(".")[0]) or (1, 1)
    whole = symbol in (change.path, "import", "imports")
    added = there is None and change.before is not None and not whole
    head, _, member = symbol.partition(".")
    about = schema_named(subject, change.path, head)
    field = member if added and member and (change.layer == "schema" or about is not None) else None
    if about is not None and about.about is not None and about.about.name in owners:
        owners = (about.about.name,)  # ItemPublic of a file for many entities
    return Drifted(
        path=change.path,
        symbol=symbol,
        line=line,
        column=column,
        owners=owners,
        layer=change.layer,
        added=added,
        removed=there is not None and _place(after, symbol) is None,
        created=change.before is None,
        missing_field=field,
    )


def _place(text: str, symbol: str) -> tuple[int, int] | None:
    """The line and column of ``Class.member`` or of a function."""
    head, _, member = symbol.partition(".")
    facts = read(text) if head else None
    if facts is None:
        return None
    for cls in facts.classes:
        if cls.name != head:
            continue
        if not member:
            return cls.line, cls.column
        for attribute in cls.attributes:
            if attribute.name == member:
                return attribute.line, attribute.column
        for method in cls.methods:
            if method.name == member:
                return method.line, method.column
        return None
    for function in facts.functions:
        if function.name == head and not member:
            return function.line, function.column
    for assignment in facts.assignments:
        if assignment.name == head and not member:
            return assignment.line, assignment.column
    return None
