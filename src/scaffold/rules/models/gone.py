"""SCF101: an entity is managed, but its model is gone.

Why it matters: its schemas, service and routes are still there and import a class that is not.

Silent for a model that was moved or whose file was renamed, as long as the class keeps its name.

How to fix: ``scaffold remove Post`` takes out the rest; or bring the class back.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.lock import managed, text_of_lock
from scaffold.rules.view.tables import by_name


def find(subject: Subject) -> Iterator[Finding]:
    """Managed names without a class."""
    for name in sorted(subject.view(managed)):
        # another file of that name has the class, or a suffix of the project's own (UserEntity)
        known = subject.view(by_name)
        if name in known or name in subject.project.models:
            continue
        lines = text_of_lock(subject).split("\n")
        yield RULE.finding(
            "scaffold.lock",
            f"{name} is in scaffold.lock, but there is no class {name}(table=True)",
            line=next((n for n, line in enumerate(lines, 1) if line.startswith(f"E\t{name}\t")), 1),
            symbol=name,
            fix=f"scaffold remove {name}",
        )


RULE = Rule(code="SCF101", name="model-gone", find=find)
