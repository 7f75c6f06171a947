"""`scaffold remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Argument

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def remove(
    run: Run,
    name: Annotated[str, Argument(metavar="NAME", help="The entity.")],
) -> Outcome:
    """Take out what was written for an entity and nobody edited, and report the rest.

    Files, wiring and the other side of relations go; the migration drops the table. Asks first.

    Examples:
      scaffold remove Post --dry-run
      scaffold remove Post --yes
    """
    from scaffold.pipeline.remove import remove as pipeline

    return pipeline(run.start, name, flags=run.flags)
