"""`scaffold show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from scaffold.errors import SpecError

if TYPE_CHECKING:
    from typer import Argument, Option

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def show(
    run: Run,
    name: Annotated[str | None, Argument(metavar="NAME", help="The entity.")] = None,
    words: Annotated[bool, Option("--words", help="Print the command that would write this entity.")] = False,
    diagram: Annotated[str | None, Option("--diagram", metavar="mermaid|svg", help="Draw the entities.")] = None,
) -> Outcome:
    """Show one entity: its words, its files, and what is edited or absent in each.

    Examples:
      scaffold show Post
      scaffold show Post --words
      scaffold show --diagram mermaid
    """
    if diagram is not None:
        if name is not None:
            raise SpecError("a diagram shows every entity", where=name, hint=f"scaffold show --diagram {diagram}")
        return _drawn(run, diagram)
    if name is None:
        raise SpecError("name the entity to show", hint="scaffold show Post, or scaffold list")
    from scaffold.pipeline.listing import show as pipeline

    return pipeline(run.start, name, words=words)


def _drawn(run: Run, form: str) -> Outcome:
    if form == "mermaid":
        from scaffold.pipeline.listing import diagram

        return diagram(run.start)
    if form != "svg":
        raise SpecError("a diagram is mermaid or svg", where=f"--diagram {form}", hint="--diagram svg")
    from scaffold.console.drawing import svg
    from scaffold.pipeline.outcome import Outcome
    from scaffold.project import open_project

    return Outcome(command="show", text=svg(open_project(run.start).models))
