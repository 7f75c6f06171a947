"""SCF902: generated code that is no longer what its model asks for.

Why it matters: the model was changed by hand, or the templates are newer than the code. The layers say one
thing, the model another.

Silent for everything that a person edited or removed on purpose, for formatting, for entities that are not
managed, and while the model of a managed entity is gone (SCF101).

How to fix: ``scaffold sync Post`` carries the change through; ``scaffold check --fix`` does the same.
``scaffold sync --dry-run`` shows it first.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.drift import Drifted, drifted

_IMPORTS = ("import", "imports")


def find(subject: Subject) -> Iterator[Finding]:
    """The symbols that a sync would change; an import goes without saying beside what needs it."""
    items = subject.view(drifted)
    told = {item.path for item in items if item.symbol not in _IMPORTS}
    for item in items:
        if item.missing_field is not None or item.created or (item.symbol in _IMPORTS and item.path in told):
            continue
        said = "would be removed" if item.removed else "is missing" if item.added else "is out of date"
        named = "the file" if item.symbol == item.path else item.symbol.replace("imports", "import")
        yield RULE.finding(
            item.path,
            f"{named} {said}",
            line=item.line,
            column=item.column,
            symbol=item.symbol,
            fix=_sync(item),
            fixable=True,
        )


def _sync(item: Drifted) -> str:
    return " ".join(("scaffold sync", *item.owners))


RULE = Rule(code="SCF902", name="out-of-step", find=find, by_the_run=True)
