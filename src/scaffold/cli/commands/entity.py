"""`scaffold entity`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Argument, Option

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def entity(
    run: Run,
    name: Annotated[str, Argument(metavar="NAME", help="The entity, as a class is named: Post.")],
    fields: Annotated[
        list[str] | None,
        Argument(
            metavar="FIELD",
            help="name:type:modifier, unquoted. No type: guessed from the name, and said so.",
        ),
    ] = None,
    pk: Annotated[
        str | None,
        Option("--pk", metavar="int|uuid", help="The primary key; else as the project does it."),
    ] = None,
    table: Annotated[
        str | None,
        Option("--table", metavar="NAME", help="The table; else named as its siblings are."),
    ] = None,
    plural: Annotated[str | None, Option("--plural", metavar="NAME", help="The plural, for routes and files.")] = None,
    unique: Annotated[
        list[str] | None,
        Option("--unique", metavar="A+B", help="Unique together. Repeatable."),
    ] = None,
    index: Annotated[
        list[str] | None, Option("--index", metavar="A+B", help="One index over both. Repeatable.")
    ] = None,
    timestamps: Annotated[bool, Option("--timestamps", help="Add created_at and updated_at.")] = False,
    layers: Annotated[
        str | None,
        Option(
            "--layers",
            metavar="A,B",
            help="Only these: model,schema,repository,service,router,tests.",
        ),
    ] = None,
    sets: Annotated[
        list[str] | None,
        Option("--set", metavar="FIELD.KEY=VALUE", help="A value with colons or spaces. Repeatable."),
    ] = None,
) -> Outcome:
    """Create an entity through all layers, or add what is missing to the one that exists.

    Writes model, schemas, repository, service, router and tests, the other side of each relation,
    the wiring and the migration, in the project's own style. A field that exists stays as it is;
    nothing is ever removed.

    Types: str text int bigint float bool date datetime time timedelta Decimal UUID dict bytes
    EmailStr HttpUrl, an Entity, an Enum class, self, or choices as draft/published.
    Modifiers: null unique index many one list private readonly immutable, and max= min= ge= gt=
    le= lt= digits= places= pattern= default= factory= back= via= ondelete= column= desc=.

    Examples:
      scaffold entity Post title:str:max=200 body:text:null author:User
      scaffold entity Post status:draft/published:default=draft tags:Tag:many
      scaffold entity Category name:str:unique parent:self:null:back=children
      scaffold entity Rating post:Post user:User stars:int:ge=1:le=5 --unique post+user
      scaffold entity Post --set title.default='a: b' --dry-run
    """
    if run.flags.migration:
        from scaffold.migrate import start_early

        start_early(run.start, new=name)
    from scaffold.pipeline import entity as pipeline
    from scaffold.spec import Options

    options = Options(
        pk=pk,
        table=table,
        plural=plural,
        unique=tuple(unique or ()),
        index=tuple(index or ()),
        timestamps=timestamps,
        layers=layers,
    )
    return pipeline.entity(run.start, name, fields or (), options=options, sets=sets or (), flags=run.flags)
