"""What ``merge`` asks of the project where one file alone does not tell."""

from __future__ import annotations

from scaffold.merge import Formatting
from scaffold.project import Project


def formatting_of(project: Project) -> Formatting:
    """The project's line length, its own packages and its gaps."""
    from scaffold.desired.formatting import own_modules

    return Formatting(
        line_length=project.conventions.line_length,
        known_first_party=frozenset(own_modules(project)),
        relations_apart=project.conventions.relations_apart,
        relative_imports=project.conventions.relative_imports,
    )
