"""`scaffold field add`, `rename`, `change` and `drop`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Argument, Option

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def add(
    run: Run,
    entity: Annotated[str, Argument(metavar="ENTITY", help="The entity that gets the fields.")],
    fields: Annotated[list[str], Argument(metavar="FIELD", help="name:type:modifier, unquoted.")],
    sets: Annotated[
        list[str] | None,
        Option("--set", metavar="FIELD.KEY=VALUE", help="A value with colons or spaces. Repeatable."),
    ] = None,
) -> Outcome:
    """Add fields to an entity that exists.

    Through the model, every schema, the tests where they need them, and a migration.

    Examples:
      scaffold field add Post subtitle:str:null
      scaffold field add Post views:int:default=0 editor:User:back=edited_posts
      scaffold field add Post slug:str:unique --backfill "posts.slug=sql:'post-' || id"
    """
    from scaffold.pipeline import field as pipeline

    return pipeline.field_add(run.start, entity, fields, sets=sets or (), flags=run.flags)


def rename(
    run: Run,
    entity: Annotated[str, Argument(metavar="ENTITY", help="The entity that has the field.")],
    old: Annotated[str, Argument(metavar="OLD", help="What the field is called.")],
    new: Annotated[str, Argument(metavar="NEW", help="What it shall be called.")],
    more: Annotated[list[str] | None, Argument(metavar="OLD NEW", help="More pairs, in the same migration.")] = None,
) -> Outcome:
    """Rename a field and its column; the data stays.

    References that can be proved are renamed with it, the rest is listed with file and line. Where you renamed it in
    the class already, the rest follows.

    Examples:
      scaffold field rename Post title headline
      scaffold field rename Post title headline body content
    """
    from scaffold.pipeline import field as pipeline

    return pipeline.field_rename(run.start, entity, old, new, *(more or ()), flags=run.flags)


def change(
    run: Run,
    entity: Annotated[str, Argument(metavar="ENTITY", help="The entity that has the field.")],
    field: Annotated[str, Argument(metavar="FIELD", help="name:type:modifier as it shall be, unquoted.")],
    sets: Annotated[
        list[str] | None,
        Option("--set", metavar="FIELD.KEY=VALUE", help="A value with colons or spaces. Repeatable."),
    ] = None,
) -> Outcome:
    """Give a field another type or other modifiers.

    Says what a narrower type would lose, and asks.

    Examples:
      scaffold field change Post title:str:max=300
      scaffold field change Post body:text --backfill posts.body="''"
    """
    from scaffold.pipeline import field as pipeline

    return pipeline.field_change(run.start, entity, field, sets=sets or (), flags=run.flags)


def drop(
    run: Run,
    entity: Annotated[str, Argument(metavar="ENTITY", help="The entity that has the field.")],
    field: Annotated[str, Argument(metavar="FIELD", help="The field to take out.")],
) -> Outcome:
    """Take a field out of every layer and its column out of the table.

    Says what is lost, and asks; without a terminal it needs --yes.

    Examples:
      scaffold field drop Post subtitle --yes
    """
    from scaffold.pipeline import field as pipeline

    return pipeline.field_drop(run.start, entity, field, flags=run.flags)
