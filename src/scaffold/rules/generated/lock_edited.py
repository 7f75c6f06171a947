"""SCF909: a line of ``scaffold.lock`` was taken out or changed by hand.

Why it matters: the lock is how edits are told from generated code. An entity without its own line is not looked at any
more, a file without its line is taken for hand-written, and words that were changed are compared with the wrong class.

A line that was changed is known by its seal, the four digits at its end, which no longer fit it.

Silent for the lines of what a person wrote: a layer that the entity does not have, a file that is somewhere else; for
a line that is gone and belongs to no entity; and for what git merged, since every line has a seal of its own.

How to fix: take the file back from git (``git checkout HEAD -- scaffold.lock``), or ``scaffold adopt Post``, which
writes the lines of the entity from the code as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.lock import digest
from scaffold.lock.lines import unescape
from scaffold.lock.record import entity_of
from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.layers import files_of_entity
from scaffold.rules.view.lock import lock, text_of_lock

_BACK = "git checkout HEAD -- scaffold.lock"


def find(subject: Subject) -> Iterator[Finding]:
    """Lines that do not fit each other, and lines that do not fit their seal."""
    told: set[str] = set()
    for finding in _misfits(subject):
        told.add(finding.symbol)
        yield finding
    yield from _resealed(subject, told)


def _misfits(subject: Subject) -> Iterator[Finding]:
    """The entities whose lines do not fit each other."""
    found = subject.view(lock)
    # rows for the tests of others are written for a model that nobody manages: its records come from no class
    managed = {record.entity for record in found.records if record.inputs.strip("-")}
    for name in sorted(managed & subject.project.models.keys()):
        if name not in found.entities:
            yield _finding(subject, name, f"there are files of {name}, and no line for {name} itself", f"F\t{name}\t")
    for name, line in sorted(found.entities.items()):
        if name not in subject.project.models:
            continue
        if digest("\n".join(line.words)) != line.digest:
            yield _finding(subject, name, f"the words of {name} were changed by hand", f"E\t{name}\t")
        elif path := _unrecorded(subject, name):
            yield _finding(subject, name, f"there is no line for {path}, which was written for {name}", f"E\t{name}\t")


def _resealed(subject: Subject, told: set[str]) -> Iterator[Finding]:
    """The first line of each entity that was changed, unless something else was said of the entity."""
    lines = text_of_lock(subject).split("\n")
    for number in subject.view(lock).edited:
        kind, *fields = map(unescape, lines[number - 1].split("\t"))
        entity = entity_of(fields[0]) if kind != "T" else ""
        if entity in told:
            continue
        told.add(entity)
        what = f"for {fields[1]} " if kind in "FX" else ""
        managed = entity in subject.view(lock).entities
        yield RULE.finding(
            "scaffold.lock",
            f"the line {what}was changed by hand",
            line=number,
            symbol=entity,
            fix=f"{_BACK}, or " + (f"scaffold adopt {entity}" if managed else "delete the line and run: scaffold sync"),
        )


def _unrecorded(subject: Subject, name: str) -> str:
    """A file of a layer that the entity has, of which the lock knows nothing."""
    found = subject.view(lock)
    recorded = {record.path for record in found.records} | {conflict.path for conflict in found.conflicts}
    layers = str(found.entities[name].options.get("layers", ""))
    for layer, path in files_of_entity(subject, name).items():
        if layer == "tests" and not subject.project.conventions.has_testable_session:
            continue  # none are written
        if (not layers or layer in layers.split(",")) and path in subject.files and path not in recorded:
            return path
    return ""


def _finding(subject: Subject, name: str, message: str, begins: str) -> Finding:
    lines = text_of_lock(subject).split("\n")
    return RULE.finding(
        "scaffold.lock",
        message,
        line=next((number for number, line in enumerate(lines, 1) if line.startswith(begins)), 1),
        symbol=name,
        fix=f"{_BACK}, or scaffold adopt {name}",
    )


RULE = Rule(code="SCF909", name="lock-edited", find=find)
