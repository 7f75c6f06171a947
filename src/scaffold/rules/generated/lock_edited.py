"""SCF909: a line of ``scaffold.lock`` was taken out or changed by hand.

Why it matters: the lock is how edits are told from generated code. An entity without its own line is not looked at any
more, a file without its line is taken for hand-written, and words that were changed are compared with the wrong class.

Silent for the lines of what a person wrote: a layer that the entity does not have, a file that is somewhere else.
A digest of a symbol that was changed is not told from an edit of that symbol, and its code is left alone like one.

How to fix: take the file back from git (``git checkout HEAD -- scaffold.lock``), or ``scaffold adopt Post``, which
writes the lines of the entity from the code as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.lock import digest
from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.layers import files_of_entity
from scaffold.rules.view.lock import lock, text_of_lock


def find(subject: Subject) -> Iterator[Finding]:
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


def _unrecorded(subject: Subject, name: str) -> str:
    """A file of a layer that the entity has, of which the lock knows nothing."""
    found = subject.view(lock)
    recorded = {record.path for record in found.records} | {conflict.path for conflict in found.conflicts}
    layers = str(found.entities[name].options.get("layers", ""))
    for layer, path in files_of_entity(subject, name).items():
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
        fix=f"git checkout HEAD -- scaffold.lock, or scaffold adopt {name}",
    )


RULE = Rule(code="SCF909", name="lock-edited", find=find)
