"""Findings for machines: one module per format, each with ``render``.

``github`` prints the plain lines as well, because GitHub shows only the first ten annotations of a step.
"""

from __future__ import annotations

from scaffold.dataclass import replace
from scaffold.errors import SpecError
from scaffold.pipeline.outcome import Outcome

NAMES = ("full", "concise", "json", "github", "gitlab", "sarif", "junit")


def require(name: str) -> None:
    """Raise ``SpecError`` where ``name`` is no format."""
    if name not in NAMES:
        raise SpecError(f"findings are printed as {', '.join(NAMES)}", where=f"--output-format {name}")


def render(name: str, outcome: Outcome) -> str:
    """The whole of stdout in one of the formats that are no report for a person; paths from the repository's root."""
    found = tuple(replace(finding, path=outcome.prefix + finding.path) for finding in outcome.findings)
    outcome = replace(outcome, findings=found)
    if name == "github":
        from scaffold.console.formats import github

        return github.render(outcome)
    if name == "gitlab":
        from scaffold.console.formats import gitlab

        return gitlab.render(outcome)
    if name == "sarif":
        from scaffold.console.formats import sarif

        return sarif.render(outcome)
    from scaffold.console.formats import junit

    return junit.render(outcome)
