"""`scaffold init`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Option

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def init(
    run: Run,
    show: Annotated[
        bool,
        Option("--show", help="Print what was found and why, with file:line, and write nothing."),
    ] = False,
) -> Outcome:
    """Read the project, find its layout and conventions, and write [tool.scaffold].

    Only what differs from what would be found again is written; comments and formatting of
    pyproject.toml stay. Every other command works without it.

    Examples:
      scaffold init --show
      scaffold init
    """
    from scaffold.pipeline.init import init as pipeline

    return pipeline(run.start, show=show, flags=run.flags)
