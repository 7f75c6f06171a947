"""`scaffold sync`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Argument

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def sync(
    run: Run,
    names: Annotated[list[str] | None, Argument(metavar="NAME", help="Entities; all managed ones by default.")] = None,
) -> Outcome:
    """Make every derived layer follow its model again.

    After a hand edit of a model, a change of a template, or an upgrade. What you edited is kept.

    Examples:
      scaffold sync
      scaffold sync Post --dry-run
    """
    from scaffold.pipeline.sync import sync as pipeline

    return pipeline(run.start, names or (), flags=run.flags)
