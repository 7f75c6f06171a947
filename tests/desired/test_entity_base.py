"""Siblings that keep what a table and its schemas share in a base of their own: `class HeroBase(SQLModel)`."""

from __future__ import annotations

from growing import Grown
from styles import conventions

from scaffold.dataclass import replace
from scaffold.pipeline.growth import grow
from scaffold.project import Conventions, Name
from scaffold.spec import parse_entity

MODEL, SCHEMA = "app/db/models/post.py", "app/schemas/post.py"
POST = "Post title:str views:int:default=0 secret:str:private:null author:User"


def based(**words: object) -> Conventions:
    return replace(conventions("usual"), **{"entity_base": "model", **words})  # type: ignore[arg-type]


def post(**words: object) -> Grown:
    return Grown(conventions=based(**words)).entity("User name:str", POST)


def of(files: dict[str, str], path: str, name: str) -> str:
    """One class of a file."""
    return files[path].partition(f"class {name}(")[2].partition("\n\n\n")[0]


def test_without_siblings_of_the_kind_there_is_none() -> None:
    assert "PostBase" not in "".join(Grown().entity("User name:str", POST).files.values())


def test_the_base_holds_what_clients_send_and_see() -> None:
    files = post().files
    base = of(files, MODEL, "PostBase")
    assert base.startswith("SQLModel):\n    title: str = Field(min_length=1, max_length=255)\n    views: int = 0")
    assert "secret" not in base
    assert "author_id" not in base
    table = of(files, MODEL, "Post")
    assert table.startswith("PostBase, table=True):")
    assert "title" not in table
    assert "secret: str | None" in table
    assert "author_id: int = Field(foreign_key=" in table


def test_schemas_inherit_it_and_say_only_what_it_does_not() -> None:
    files = post().files
    assert f"from {MODEL.removesuffix('.py').replace('/', '.')} import PostBase" in files[SCHEMA]
    create = of(files, SCHEMA, "PostCreate")
    assert create.startswith("PostBase):")
    assert "title" not in create
    assert "views: Integer = 0" in create, "a request cannot send more than the column holds"
    assert "author_id: Reference" in create
    assert "title: Title" in of(files, SCHEMA, "PostUpdate")
    out = of(files, SCHEMA, "PostOut")
    assert out.startswith("PostBase):")
    assert "title" not in out
    assert "author_id: int" in out


def test_the_base_may_stand_with_the_schemas() -> None:
    files = post(entity_base="schema").files
    assert "class PostBase(SQLModel):" in files[SCHEMA]
    assert "from app.schemas.post import PostBase" in files[MODEL]


def test_other_bases_keep_their_places() -> None:
    mixin = Name("app.db.mixins", "Stamped")
    text = "from sqlmodel import SQLModel\n\n\nclass Stamped(SQLModel):\n    made: int | None = None\n"
    before = {"app/db/mixins.py": text}
    first = Grown(conventions=based(mixins=(mixin,)), files=before).entity("Tag name:str").files
    last = Grown(conventions=based(mixins=(mixin,), entity_base_last=True), files=before).entity("Tag name:str").files
    parent = Grown(conventions=based(entity_base_parents=(mixin,)), files=before).entity("Tag name:str").files
    path = "app/db/models/tag.py"
    assert "class Tag(TagBase, Stamped, table=True):" in first[path]
    assert "class Tag(Stamped, TagBase, table=True):" in last[path]
    assert "class TagBase(Stamped):" in parent[path]
    assert "class Tag(TagBase, table=True):" in parent[path]


def test_a_table_whose_base_is_no_sqlmodel_is_one_itself() -> None:
    files = post(entity_base="schema", entity_base_parents=(Name("pydantic", "BaseModel"),)).files
    assert "class PostBase(BaseModel):" in files[SCHEMA]
    assert "class Post(PostBase, SQLModel, table=True):" in files[MODEL]


def test_a_new_field_goes_into_the_base_and_reaches_the_schemas_through_it() -> None:
    files = post().entity("Post subtitle:str:null").files
    assert "subtitle: str | None" in of(files, MODEL, "PostBase")
    assert "subtitle" not in of(files, MODEL, "Post")
    assert "subtitle" not in of(files, SCHEMA, "PostCreate")
    assert "subtitle" not in of(files, SCHEMA, "PostOut")
    assert "subtitle: Subtitle" in of(files, SCHEMA, "PostUpdate")


def test_a_schema_that_does_without_the_base_gets_the_field_itself() -> None:
    grown = post()
    alone = grown.files[SCHEMA].replace("class PostOut(PostBase):", "class PostOut(SQLModel):\n    title: str")
    grown = replace(grown, files={**grown.files, SCHEMA: alone})
    files = grown.entity("Post subtitle:str:null").files
    assert "subtitle: str | None" in of(files, SCHEMA, "PostOut")
    assert "subtitle" not in of(files, SCHEMA, "PostCreate")


def test_the_words_that_made_it_still_say_what_stands_there() -> None:
    grown = post()
    standing = grown.project.models["Post"].entity
    assert grow(standing, parse_entity("Post", ["title:str"]), None).fields == standing.fields
