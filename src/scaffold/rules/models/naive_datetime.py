"""SCF111: a default that makes naive datetimes.

Why it matters: since SQLModel 0.0.45 a ``datetime`` column is a ``TIMESTAMP WITH TIME ZONE`` and refuses a
naive value when the row is written, so ``datetime.utcnow`` and ``datetime.now`` without a time zone fail at the
first insert.

Silent when the column has a type of its own (``sa_type``, ``sa_column``), and for a project that is held at an
older SQLModel.

How to fix: ``default_factory=lambda: datetime.now(UTC)``. ``scaffold check --fix --unsafe-fixes`` writes it
(``timezone.utc`` where the file imports that): it changes what the column holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.fragment import Fragment
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import column_at, every_column, rewritten

_NAIVE = re.compile(r"(?:lambda\s*:\s*)?((?:\w+\.)*)(utcnow|now)(\(\s*\))?")


def find(subject: Subject) -> Iterator[Finding]:
    """Default factories that give a datetime without a time zone."""
    if subject.project.conventions.sqlmodel < (0, 0, 45):
        return
    for _, column in every_column(subject):
        factory = column.given("default_factory")
        if factory is None or column.kind.family != "datetime" or column.custom:
            continue
        if column.given("sa_type") is not None or not (found := _naive(factory)):
            continue
        if not subject.sources.origin(column.path, found).startswith("datetime."):
            continue
        yield RULE.finding(
            column.path,
            f"{found} gives a naive datetime, which SQLModel >= 0.0.45 refuses to store",
            line=column.statement.line,
            column=column.statement.column,
            symbol=f"{column.owner}.{column.name}",
            fix="default_factory=lambda: datetime.now(UTC)",
            fixable=column.call is column.statement.call,
        )


def _naive(factory: str) -> str:
    """The function that is called, ``""`` when it is another or has a time zone."""
    found = _NAIVE.fullmatch(factory.strip())
    if found is None or found[0].startswith("lambda") != bool(found[3]):
        return ""
    return f"{found[1]}{found[2]}"


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """An aware one, with the names that the file uses."""
    column = column_at(subject, finding)
    if column is None:
        return None
    name = _naive(column.given("default_factory") or "").rpartition(".")[0]
    imported = {item.name: item.attribute for item in subject.sources.facts(column.path).imports}
    module = name.rpartition(".")[0]
    zone = f"{module}.UTC" if module else "timezone.utc" if "timezone" in imported else "UTC"
    rewrite = rewritten(column, with_keyword(column.statement.source, "default_factory", f"lambda: {name}.now({zone})"))
    if rewrite is None:
        return None
    needed = () if module or zone in imported or "timezone" in imported else ("from datetime import UTC\n",)
    fragments = tuple(Fragment(path=column.path, owner="", text=text, kind="part") for text in needed)
    return Repair(edits=rewrite.edits, fragments=fragments)


RULE = Rule(code="SCF111", name="naive-datetime", find=find, repair=repair, unsafe=True)
