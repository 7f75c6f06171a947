"""`scaffold explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Argument

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def explain(
    run: Run,
    code: Annotated[str, Argument(metavar="CODE", help="As `scaffold check` prints it: SCF202.")],
) -> Outcome:
    """Say what a finding means, why it matters, how to fix it and how to silence it.

    Examples:
      scaffold explain SCF202
    """
    from scaffold.pipeline.explain import explain as pipeline

    return pipeline(run.start, code)
