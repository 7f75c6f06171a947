"""The findings of a check in the format that the reader wants: a person, a CI system, a script."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from scaffold.console.findings import concise_lines, full_lines
from scaffold.console.lines import Line, line
from scaffold.errors import SpecError
from scaffold.pipeline.outcome import Outcome

FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif", "junit")


def format_of(asked: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The format to use: what was asked for, else annotations on GitHub Actions, else for people.

    Raises ``SpecError`` for a format that is none.
    """
    if asked is None:
        return "github" if environment.get("GITHUB_ACTIONS") == "true" else "full"
    if asked not in FORMATS:
        raise SpecError("is no format", where=f"--output-format {asked}", hint=", ".join(FORMATS))
    return asked


def finding_lines(outcome: Outcome, form: str) -> list[Line]:
    """What goes to stdout for the findings of ``outcome``."""
    if form == "full":
        return full_lines(outcome.findings, outcome.files)
    if form == "concise":
        return concise_lines(outcome.findings)
    return [line(text) for text in _document(form)(outcome).splitlines()]


def summary_line(outcome: Outcome) -> Line:
    """``Found 2 problems (1 fixable) in 61 files, 78 rules, 0.4 s``: silence is never taken for success."""
    number, fixable = len(outcome.findings), sum(finding.fixable for finding in outcome.findings)
    looked = f"{outcome.checked}, {outcome.seconds:.2f} s" if outcome.checked else f"{outcome.seconds:.2f} s"
    if outcome.exit_code == 2:
        return line(("Could not check everything", "bold red"), f": {looked}")
    if not number:
        return line(("In step", "bold green"), f": {looked}")
    found = f"Found {number} problem{'' if number == 1 else 's'}"
    fix = f" ({fixable} fixable with --fix)" if fixable else ""
    return line((found, "bold"), f"{fix}: {looked}")


def _document(form: str) -> Callable[[Outcome], str]:
    """The writer of a format, imported when it is wanted."""
    if form == "json":
        from scaffold.console.json_object import json_object

        return lambda outcome: _json(json_object(outcome))
    if form == "github":
        from scaffold.console.reports.github import github

        return github
    if form == "gitlab":
        from scaffold.console.reports.gitlab import gitlab

        return gitlab
    if form == "sarif":
        from scaffold.console.reports.sarif import sarif

        return sarif
    from scaffold.console.reports.junit import junit

    return junit


def _json(found: object) -> str:
    import json

    return json.dumps(found, indent=2, ensure_ascii=False)
