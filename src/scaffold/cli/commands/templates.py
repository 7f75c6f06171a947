"""`scaffold templates list`, `eject` and `diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Argument

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def list_templates(run: Run) -> Outcome:
    """List the templates, and which of them the project owns.

    Examples:
      scaffold templates list
    """
    from scaffold.pipeline.templates import list_templates as pipeline

    return pipeline(run.start)


def eject(
    run: Run,
    name: Annotated[str, Argument(metavar="NAME", help="A template, as `scaffold templates list` has it.")],
) -> Outcome:
    """Copy one template to .scaffold/templates; from then on it is yours.

    Examples:
      scaffold templates eject service
    """
    from scaffold.pipeline.templates import eject as pipeline

    return pipeline(run.start, name, flags=run.flags)


def diff(run: Run) -> Outcome:
    """Show how your templates differ from the shipped ones.

    Examples:
      scaffold templates diff
    """
    from scaffold.pipeline.templates import diff as pipeline

    return pipeline(run.start)
