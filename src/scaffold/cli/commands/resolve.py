"""`scaffold resolve`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from scaffold.errors import SpecError

if TYPE_CHECKING:
    from typer import Argument, Option

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def resolve(
    run: Run,
    selector: Annotated[str, Argument(metavar="SELECTOR", help="path::Qual.name, as the conflict was printed.")],
    mine: Annotated[bool, Option("--mine", help="Keep the code in the file.")] = False,
    theirs: Annotated[bool, Option("--theirs", help="Take the new code.")] = False,
) -> Outcome:
    """Settle a conflict that was left open: keep your code, or take the new one.

    Examples:
      scaffold resolve app/api/posts.py::list_posts --mine
      scaffold resolve app/api/posts.py::list_posts --theirs
    """
    if mine == theirs:
        raise SpecError("say which side wins", where=selector, hint=f"scaffold resolve {selector} --mine")
    from scaffold.pipeline.sync import resolve as pipeline

    return pipeline(run.start, selector, "mine" if mine else "theirs", flags=run.flags)
