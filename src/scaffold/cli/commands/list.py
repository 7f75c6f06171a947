"""`scaffold list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def list_entities(run: Run) -> Outcome:
    """List the project's entities: table, file, and whether they are managed.

    Examples:
      scaffold list
    """
    from scaffold.pipeline.listing import list_entities as pipeline

    return pipeline(run.start)
