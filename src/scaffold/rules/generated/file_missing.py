"""SCF905: a file of a managed entity is not there.

Why it matters: what imports it fails.

Silent for a file that was removed together with everything that imports it: that was on purpose, and
``scaffold show`` names it as absent.

How to fix: ``scaffold restore app/schemas/post.py`` writes it again, ``scaffold sync Post`` one that is new;
``scaffold check --fix`` does either. An edit that was in it comes back only from git.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.drift import drifted
from scaffold.rules.view.missing import missing


def find(subject: Subject) -> Iterator[Finding]:
    """The files that a sync would create, and those that are gone and still needed."""
    told: set[str] = set()
    items = subject.view(drifted)
    changed = any(not item.created for item in items)
    for item in items:
        if item.created and not item.owners and changed:
            told.add(item.path)  # what the changed code will lean on comes with the change
        if item.created and item.path not in told:
            told.add(item.path)
            yield RULE.finding(
                item.path,
                f"{item.path} is missing",
                symbol=item.path,
                fix=" ".join(("scaffold sync", *item.owners)),
                fixable=True,
            )
    for path, importer in subject.view(missing).items():
        if path not in told:
            yield RULE.finding(
                path,
                f"{path} is missing, and {importer} imports it",
                symbol=path,
                fix=f"scaffold restore {path}",
                fixable=subject.restored(path) is not None,
            )


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The file as it would be written now."""
    text = subject.restored(finding.path)
    return Repair(texts={finding.path: text}) if text is not None else None


RULE = Rule(code="SCF905", name="file-missing", find=find, repair=repair)
