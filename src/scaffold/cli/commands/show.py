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
        if diagram not in ("mermaid", "svg"):
            raise SpecError("a diagram is mermaid or svg", where=f"--diagram {diagram}")
        return listing.diagram(run.start, name, form="svg" if diagram == "svg" else "mermaid")
    from scaffold.pipeline import listing

    if name is None:
        raise SpecError("name the entity to show", hint="scaffold show Post, or scaffold list")
    return listing.show(run.start, name, words=words)
