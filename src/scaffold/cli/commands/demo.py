"""`scaffold demo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Argument

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def demo(
    run: Run,
    directory: Annotated[str | None, Argument(metavar="DIR", help="A new folder; demo-blog by default.")] = None,
) -> Outcome:
    """Write a small FastAPI project, run the main job in it, migrate, and run its tests.

    Examples:
      scaffold demo
      scaffold demo ~/blog
    """
    from scaffold.pipeline.demo import demo as pipeline

    return pipeline(run.start / Path(directory or "demo-blog").expanduser(), flags=run.flags)
