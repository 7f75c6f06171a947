"""`scaffold undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def undo(run: Run) -> Outcome:
    """Take back the last command; edits made since are kept.

    Refuses when a migration of that command has been applied already. Again takes back the one
    before.

    Examples:
      scaffold undo --dry-run
      scaffold undo
    """
    from scaffold.pipeline.undo import undo as pipeline

    return pipeline(run.start, flags=run.flags)
