"""`scaffold restore`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Argument

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def restore(
    run: Run,
    selector: Annotated[
        str,
        Argument(metavar="SELECTOR", help="path::Qual.name; `scaffold show` lists what is absent."),
    ],
) -> Outcome:
    """Bring back a symbol that was removed by hand.

    Examples:
      scaffold restore app/api/posts.py::delete_post
    """
    from scaffold.pipeline.sync import restore as pipeline

    return pipeline(run.start, selector, flags=run.flags)
