"""SCF908: ``scaffold.lock`` holds conflict markers of git.

Why it matters: it is read well as it is (both sides count), but git goes on calling the merge unfinished, and
the next person wonders.

Silent for two lines of one file, which is how a union merge looks.

How to fix: ``scaffold sync`` writes it in order; ``scaffold check --fix`` takes the markers out.
``.gitattributes`` with ``scaffold.lock merge=union`` keeps them from coming.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.lock import text_of_lock

_MARKERS = ("<<<<<<< ", ">>>>>>> ", "||||||| ", "=======")


def find(subject: Subject) -> Iterator[Finding]:
    """The first marker."""
    for number, line in enumerate(text_of_lock(subject).split("\n"), 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            yield RULE.finding(
                "scaffold.lock",
                "has conflict markers of git; both sides were read",
                line=number,
                symbol="scaffold.lock",
                fix="take the markers out, as scaffold check --fix and scaffold sync do",
            )
            return


def repair(subject: Subject, _finding: Finding) -> Repair | None:
    """Both sides, without the markers and without the base of diff3 style."""
    kept: list[str] = []
    in_base = False
    for line in text_of_lock(subject).split("\n"):
        if line.startswith("|||||||"):
            in_base = True
        elif line.startswith(_MARKERS):
            in_base = False
        elif not in_base:
            kept.append(line)
    return Repair(texts={"scaffold.lock": "\n".join(kept)})


RULE = Rule(code="SCF908", name="lock-merged", find=find, severity="warning", repair=repair)
