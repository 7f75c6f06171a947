"""Every line of the grammar's table, as the entity that it means and the note that goes with it."""

from __future__ import annotations

from typing import Any

import pytest

from scaffold.spec import Entity, Field, Known, Options, Reference, Vocabulary, parse_entity, renamed


def one(word: str, vocabulary: Vocabulary, **more: Any) -> Field | Reference:
    entity = parse_entity("Post", [word], vocabulary=vocabulary, **more)
    (field,) = entity.fields
    return field


def notes(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return parse_entity("Post", [word], vocabulary=vocabulary).notes


def test_no_words_are_an_entity_with_a_key_only() -> None:
    assert parse_entity("Post", []) == Entity(name="Post")
    assert parse_entity("Post", []).notes == ()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("title:str", Field(name="title", type="str", max=255)),
        ("title:str:max=200:unique", Field(name="title", type="str", max=200, unique=True)),
        ("title:str:unique:max=200", Field(name="title", type="str", max=200, unique=True)),
        ("body:text:null", Field(name="body", type="text", null=True)),
        ("views:int:default=0", Field(name="views", type="int", default="0")),
        ("size:bigint", Field(name="size", type="bigint")),
        ("ratio:float:ge=0:lt=1.5", Field(name="ratio", type="float", ge="0", lt="1.5")),
        ("seats:int:gt=0:le=10", Field(name="seats", type="int", gt="0", le="10")),
        ("done:bool:default=true", Field(name="done", type="bool", default="True")),
        ("born:date", Field(name="born", type="date")),
        ("opens:time", Field(name="opens", type="time")),
        ("lasts:timedelta", Field(name="lasts", type="timedelta")),
        ("price:Decimal:digits=10:places=2", Field(name="price", type="Decimal", digits=10, places=2)),
        ("token:UUID:factory=uuid4", Field(name="token", type="UUID", factory="uuid4")),
        ("extra:dict:factory=dict", Field(name="extra", type="dict", factory="dict")),
        ("raw:bytes", Field(name="raw", type="bytes")),
        ("email:EmailStr", Field(name="email", type="EmailStr", max=255)),
        ("site:HttpUrl", Field(name="site", type="HttpUrl", max=2083)),
        ("tags:str:list", Field(name="tags", type="str", many=True)),
        ("tags:str:list:max=3:factory=list", Field(name="tags", type="str", many=True, max=3, factory="list")),
        ("sizes:int:list:min=2:max=3", Field(name="sizes", type="int", many=True, min=2, max=3)),
        ("state:Status", Field(name="state", type="enum", enum="Status", choices=("open", "closed"))),
        ("level:Level", Field(name="level", type="enum", enum="Level")),
        ("password_hash:str:private", Field(name="password_hash", type="str", max=255, private=True)),
        ("created_by:str:readonly", Field(name="created_by", type="str", max=255, readonly=True)),
        ("slug:str:immutable", Field(name="slug", type="str", max=255, immutable=True)),
        ("kind:str:column=type", Field(name="kind", type="str", max=255, column="type")),
        ("code:str:pattern=^[a-z]+$", Field(name="code", type="str", max=255, pattern="^[a-z]+$")),
        ("at:datetime:factory=now", Field(name="at", type="datetime", factory="lambda: datetime.now(UTC)")),
        ("key:str:factory=app.ids.new", Field(name="key", type="str", max=255, factory="app.ids.new")),
        ("match:str", Field(name="match", type="str", max=255)),
        ("type:str", Field(name="type", type="str", max=255)),
        ("größe:int", Field(name="größe", type="int")),
        ("date:date", Field(name="date", type="date")),
    ],
)
def test_a_value(word: str, expected: Field, blog: Vocabulary) -> None:
    assert one(word, blog) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("author:User", Reference(name="author", target="User", key="author_id")),
        ("author:User:back=articles", Reference(name="author", target="User", key="author_id", back="articles")),
        ("author:User:back=none", Reference(name="author", target="User", key="author_id", back="")),
        ("author:User:null", Reference(name="author", target="User", key="author_id", null=True)),
        (
            "author:User:ondelete=set-null:null",
            Reference(name="author", target="User", key="author_id", null=True, ondelete="set-null"),
        ),
        (
            "profile:Profile:one",
            Reference(name="profile", target="Profile", kind="one-to-one", key="profile_id", unique=True, index=False),
        ),
        ("tags:Tag:many", Reference(name="tags", target="Tag", kind="many-to-many", index=False)),
        (
            "tags:Tag:many:via=PostTag",
            Reference(name="tags", target="Tag", kind="many-to-many", index=False, via="PostTag"),
        ),
        (
            "parent:self:null:back=children",
            Reference(name="parent", target="Post", key="parent_id", null=True, back="children"),
        ),
        ("friends:self:many", Reference(name="friends", target="Post", kind="many-to-many", index=False)),
        ("parent:Post:null", Reference(name="parent", target="Post", key="parent_id", null=True)),
        ("item:shop.Item", Reference(name="item", target="shop.Item", key="item_id")),
        ("user:references", Reference(name="user", target="User", key="user_id")),
        ("user_id:User", Reference(name="user", target="User", key="user_id")),
        ("user_id", Reference(name="user", target="User", key="user_id")),
    ],
)
def test_a_reference(word: str, expected: Reference, blog: Vocabulary) -> None:
    assert one(word, blog) == expected


def test_choices_write_an_enum_class(blog: Vocabulary) -> None:
    assert one("status:draft/published:default=draft", blog) == Field(
        name="status",
        type="enum",
        enum="PostStatus",
        choices=("draft", "published"),
        writes_enum=True,
        default="PostStatus.DRAFT",
    )
    assert one("state:Status:default=open", blog).default == 'Status("open")'  # type: ignore[union-attr]


def test_the_same_choices_may_be_asked_for_again() -> None:
    again = Vocabulary(enums={"PostStatus": ("draft", "published")}, fields=("id", "status"))
    assert one("status:draft/published", again).enum == "PostStatus"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("alias", "plain"),
    [
        ("string", "str"),
        ("integer", "int"),
        ("boolean", "bool"),
        ("decimal", "Decimal"),
        ("uuid", "UUID"),
        ("json", "dict"),
        ("email", "EmailStr"),
        ("url", "HttpUrl"),
    ],
)
def test_an_alias_is_its_type_with_a_note(alias: str, plain: str, blog: Vocabulary) -> None:
    assert one(f"x:{alias}", blog) == one(f"x:{plain}", blog)
    assert f"x: {alias} is written {plain}" in notes(f"x:{alias}", blog)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("published_at", "datetime"),
        ("is_active", "bool"),
        ("has_seats", "bool"),
        ("email", "EmailStr"),
        ("uuid", "UUID"),
        ("user_id", "User"),
    ],
)
def test_a_type_is_guessed_from_the_name_and_said(name: str, kind: str, blog: Vocabulary) -> None:
    assert one(name, blog) == one(f"{name}:{kind}", blog)
    assert f"{name}: {kind}, guessed from the name" in notes(name, blog)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("author:User:ondelete=cascade", "author: deleting a User deletes its posts"),
        ("author:User:ondelete=restrict", "author: a User that posts refer to cannot be deleted"),
        ("author:User:null:ondelete=set-null", "author: deleting a User leaves its posts without author"),
        ("price:Decimal", "price: stored as NUMERIC(10, 2); digits= and places= say otherwise"),
        ("user:references", "user: references is written User"),
        ("user_id:User", "user_id: the reference is called user, its key user_id"),
    ],
)
def test_what_was_decided_is_said(word: str, said: str, blog: Vocabulary) -> None:
    assert said in notes(word, blog)


def test_what_was_typed_in_full_needs_no_note(blog: Vocabulary) -> None:
    words = ["title:str", "author:User", "tags:Tag:many", "price:Decimal:digits=8:places=0", "is_open:bool"]
    assert parse_entity("Post", words, vocabulary=blog).notes == ()


@pytest.mark.parametrize(
    ("name", "style", "table", "said"),
    [
        ("Order", "plural", None, "table orders: SQL reserves order, so it is pluralised"),
        ("User", "plural", None, "table users: SQL reserves user, so it is pluralised"),
        (
            "Order",
            "singular",
            None,
            "table order: SQL reserves the name, SQLAlchemy quotes it; --table chooses another",
        ),
        (
            "Group",
            "sqlmodel",
            None,
            "table group: SQL reserves the name, SQLAlchemy quotes it; --table chooses another",
        ),
        (
            "Post",
            "plural",
            "order",
            "table order: SQL reserves the name, SQLAlchemy quotes it; --table chooses another",
        ),
    ],
)
def test_a_reserved_table_is_quoted_or_pluralised(name: str, style: str, table: str | None, said: str) -> None:
    options, vocabulary = Options(table=table), Vocabulary(table_style=style)
    assert parse_entity(name, ["x:str"], options=options, vocabulary=vocabulary).notes == (said,)


def test_options() -> None:
    entity = parse_entity(
        "blog.Post",
        ["title:str", "author:self:null"],
        options=Options(
            pk="uuid",
            table="articles",
            plural="posts",
            unique=("title+author",),
            index=("author_id+title",),
            timestamps=True,
            layers="model,schema",
        ),
    )
    assert (entity.name, entity.package, entity.pk, entity.table, entity.plural) == (
        "Post",
        "blog",
        "uuid",
        "articles",
        "posts",
    )
    assert entity.uniques == (("title", "author_id"),)
    assert entity.indexes == (("author_id", "title"),)
    assert entity.timestamps
    assert entity.layers == ("model", "schema")


def test_composite_keys_may_name_fields_that_the_class_has() -> None:
    vocabulary = Vocabulary(entities={"Post": Known(attributes=("id", "title"))}, fields=("id", "title"))
    entity = parse_entity("Post", ["lang:str"], options=Options(unique=("title+lang",)), vocabulary=vocabulary)
    assert entity.uniques == (("title", "lang"),)


def test_values_by_set_are_raw_text(blog: Vocabulary) -> None:
    field = one("title:str", blog, sets=["title.default=a: b = c\n'\"", "title.desc=x: y"])
    assert isinstance(field, Field)
    assert field.default == repr("a: b = c\n'\"")
    assert field.desc == "x: y"
    empty = one("title:str", blog, sets=["title.default="])
    assert empty == Field(name="title", type="str", max=255, default="''")


def test_a_class_name_is_respelled_as_classes_are() -> None:
    assert parse_entity("blog_post", []).name == "BlogPost"
    assert parse_entity("blog_post", []).notes == ("blog_post is written BlogPost, as classes are in Python",)
    assert parse_entity("HTTPServer", []).name == "HTTPServer"


@pytest.mark.parametrize(
    "name", ["News", "Series", "Data", "Media", "Status", "Client", "HTTPServer", "Posts", "A", "Testimonial", "Latest"]
)
def test_names_that_are_odd_but_fine(name: str) -> None:
    assert parse_entity(name, ["title:str"]).name == name


UIDS = Vocabulary(entities={"User": Known(), "Author": Known()}, key_suffix="_uid")


@pytest.mark.parametrize("word", ["author:User", "author_uid:User", "author_id:User", "author_uid:references"])
def test_a_key_ends_as_those_of_siblings_do(word: str) -> None:
    field = one(word, UIDS)
    assert isinstance(field, Reference)
    assert (field.name, field.key) == ("author", "author_uid")


def test_a_renamed_reference_keeps_the_ending_of_its_key() -> None:
    after = renamed(one("author:User", UIDS), "writer")
    assert isinstance(after, Reference)
    assert after.key == "writer_uid"
