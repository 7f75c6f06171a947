"""`scaffold adopt`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from scaffold.errors import SpecError

if TYPE_CHECKING:
    from typer import Argument, Option

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def adopt(
    run: Run,
    names: Annotated[list[str] | None, Argument(metavar="NAME", help="Models of the project.")] = None,
    every: Annotated[bool, Option("--all", help="Every model that is not managed yet.")] = False,
) -> Outcome:
    """Put hand-written models under management, as they are.

    No file of yours is rewritten: what exists is recorded, what is missing is recorded as missing.

    Examples:
      scaffold adopt User
      scaffold adopt --all
    """
    if bool(names) == every:
        raise SpecError("name the models to adopt, or all of them", hint="scaffold adopt --all")
    from scaffold.pipeline.adopt import adopt as pipeline

    return pipeline(run.start, names or (), flags=run.flags)
