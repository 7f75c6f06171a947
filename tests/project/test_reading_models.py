"""A table model read back as an entity: what its class says, wherever it says it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scaffold.dataclass import fields as attributes
from scaffold.project import Model, Sources, open_project, read_models
from scaffold.spec.entity import Field, Reference

HEAD = """\
import datetime as dt
import enum
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar, List, Optional, Union

import sqlalchemy as sa
from pydantic import EmailStr
from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Numeric, String, Text
from sqlalchemy.orm import Mapped
from sqlmodel import Field, Relationship, SQLModel


class Status(enum.StrEnum):
    DRAFT = "draft"
    OUT = "out"


class Level(enum.IntEnum):
    LOW = 1


"""


POST = "class Post(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"


def models_of(text: str, **files: str) -> dict[str, Model]:
    return dict(read_models(Sources({"models.py": HEAD + text, **files})))


def post(body: str, rest: str = "") -> Model:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return models_of(f"class Post(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n{lines}\n{rest}")[
        "Post"
    ]


def said(field: Field | Reference) -> dict[str, Any]:
    """What differs from a plain field, without the verbatim sources."""
    plain = Field(name="", type="") if isinstance(field, Field) else Reference(name="", target="")
    skipped = ("name", "source", "key_source", "annotation")
    return {
        item.name: getattr(field, item.name)
        for item in attributes(field)
        if item.name not in skipped and getattr(field, item.name) != getattr(plain, item.name)
    }


def test_no_model_is_read_where_there_is_none() -> None:
    assert (
        models_of("class PostBase(SQLModel):\n    title: str\n\n\nclass Out(SQLModel, table=False):\n    x: int\n")
        == {}
    )


def test_a_model_without_fields_has_its_key_alone() -> None:
    model = post("")
    assert model.entity.fields == ()
    assert (model.table, model.pk, model.entity.pk, model.module, model.path) == (
        "post",
        "int",
        "int",
        "models",
        "models.py",
    )


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("x: str", {"type": "text"}),
        ("x: str = Field(max_length=80)", {"type": "str", "max": 80}),
        ("x: str = Field(sa_type=Text)", {"type": "text"}),
        (
            "x: str = Field(sa_column=Column(String(32), unique=True, nullable=False))",
            {"type": "str", "max": 32, "unique": True},
        ),
        (
            "x: str = Field(sa_column=Column('kode', String(32), index=True))",
            {"type": "str", "max": 32, "index": True, "column": "kode"},
        ),
        ("x: Annotated[str, Field(max_length=9, description='d')]", {"type": "str", "max": 9, "desc": "d"}),
        ("x: str | None = None", {"type": "text", "null": True}),
        ("x: Optional[str] = Field(None, max_length=5)", {"type": "str", "max": 5, "null": True}),
        ("x: Union[int, None] = Field(default=None, index=True)", {"type": "int", "null": True, "index": True}),
        ("x: None | int = None", {"type": "int", "null": True}),
        ("x: 'int | None' = None", {"type": "int", "null": True}),
        ("x: int = Field(nullable=True)", {"type": "int", "null": True}),
        ("x: int = 0", {"type": "int", "default": "0"}),
        ("x: int = Field(0, ge=0, lt=10)", {"type": "int", "default": "0", "ge": "0", "lt": "10"}),
        ("x: int = Field(...)", {"type": "int"}),
        ("x: int = Field(sa_type=BigInteger)", {"type": "bigint"}),
        ("x: int = Field(sa_column=Column(sa.BigInteger()))", {"type": "bigint"}),
        ("x: bool = Field(default=True)", {"type": "bool", "default": "True"}),
        ("x: float = 0.5", {"type": "float", "default": "0.5"}),
        ("x: date", {"type": "date"}),
        ("x: dt.date", {"type": "date"}),
        ("x: dt.datetime | None = None", {"type": "datetime", "null": True}),
        ("x: datetime = Field(sa_type=DateTime(timezone=True))", {"type": "datetime"}),
        (
            "x: datetime = Field(default_factory=lambda: datetime.now(UTC))",
            {"type": "datetime", "factory": "lambda: datetime.now(UTC)"},
        ),
        ("x: uuid.UUID = Field(default_factory=uuid.uuid4)", {"type": "UUID", "factory": "uuid4"}),
        ("x: Decimal = Field(max_digits=10, decimal_places=2)", {"type": "Decimal", "digits": 10, "places": 2}),
        ("x: Decimal = Field(max_digits=5, decimal_places=0)", {"type": "Decimal", "digits": 5, "places": 0}),
        ("x: Decimal = Field(sa_type=Numeric(12, 4))", {"type": "Decimal", "digits": 12, "places": 4}),
        ("x: Decimal = Field(default=Decimal('9.99'))", {"type": "Decimal", "default": 'Decimal("9.99")'}),
        ("x: EmailStr = Field(unique=True, index=True)", {"type": "EmailStr", "unique": True, "index": True}),
        ("x: bytes", {"type": "bytes"}),
        ("x: dict = Field(default_factory=dict, sa_type=sa.JSON)", {"type": "dict", "factory": "dict"}),
        ("x: dict[str, int] = Field(sa_column=Column(sa.JSON))", {"type": "dict"}),
        ("x: list[str] = Field(sa_type=sa.JSON)", {"type": "str", "many": True}),
        ("x: List[int] = Field(sa_type=sa.JSON)", {"type": "int", "many": True}),
        (
            "x: Status = Field(default=Status.DRAFT)",
            {"type": "enum", "enum": "Status", "choices": ("draft", "out"), "default": "Status.DRAFT"},
        ),
        ("x: Level | None = None", {"type": "enum", "enum": "Level", "null": True}),
        ("x: str = Field(exclude=True, max_length=5)", {"type": "str", "max": 5, "private": True}),
        ("x: complex", {}),
        ("x: list[str] | dict[str, str]", {}),
        ("x: int = Field(sa_column_kwargs={'name': 'y', 'onupdate': now})", {"type": "int", "column": "y"}),
    ],
)
def test_a_column_is_read_from_wherever_it_is_said(statement: str, expected: dict[str, Any]) -> None:
    (field,) = post(statement).entity.fields
    assert isinstance(field, Field)
    assert said(field) == expected
    assert (field.name, field.source) == ("x", statement)


@pytest.mark.parametrize(
    "statement",
    [
        "y: ClassVar[int] = 3",
        "__table_args__ = {'schema': 'x'}",
        "_hidden: int = 1",
        "model_config = {}",
        "y = 3",
        "def y(self) -> int: ...",
        "__tablename__: str = 'posts'",
    ],
)
def test_what_is_no_column_is_no_field(statement: str) -> None:
    assert post(statement).entity.fields == ()


USER = "class User(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "author_id: int = Field(foreign_key='user.id', index=True)\n"
            "author: 'User' = Relationship(back_populates='posts')",
            {"target": "User", "key": "author_id", "back": "posts"},
        ),
        (
            "author_id: int | None = Field(default=None, foreign_key='user.id', ondelete='SET NULL')\n"
            "author: Optional['User'] = Relationship()",
            {"target": "User", "key": "author_id", "back": "", "null": True, "ondelete": "set-null", "index": False},
        ),
        (
            "author_id: int = Field(foreign_key='user.id')",
            {"target": "User", "key": "author_id", "back": "", "index": False},
        ),
        (
            "author_id: int = Field(sa_column=Column(ForeignKey('user.id', ondelete='CASCADE')))\n"
            "author: Mapped['User'] = Relationship()",
            {"target": "User", "key": "author_id", "back": "", "ondelete": "cascade", "index": False},
        ),
        (
            "author_id: int = Field(sa_column_args=[ForeignKey('user.id')], index=True)\n"
            "writer: 'User' = Relationship()",
            {"target": "User", "key": "author_id", "back": ""},
        ),
        (
            "author_id: int = Field(foreign_key='user.id', unique=True)\n"
            "author: 'User' = Relationship(back_populates='post')",
            {
                "target": "User",
                "kind": "one-to-one",
                "key": "author_id",
                "back": "post",
                "unique": True,
                "index": False,
            },
        ),
    ],
)
def test_a_reference_is_its_key_and_its_relationship(body: str, expected: dict[str, Any]) -> None:
    (reference,) = post(body, USER).entity.fields
    assert isinstance(reference, Reference)
    assert said(reference) == expected


def test_the_other_side_is_no_field() -> None:
    models = models_of(
        f"{POST}    author_id: int = Field(foreign_key='user.id')\n"
        "    author: 'User' = Relationship(back_populates='posts')\n\n\n"
        f"{USER}    posts: list['Post'] = Relationship(back_populates='author')\n"
    )
    assert models["User"].entity.fields == ()
    assert models["User"].attributes == ("id", "posts")
    assert models["Post"].attributes == ("id", "author_id", "author")


def test_a_scalar_other_side_makes_it_one_to_one() -> None:
    (reference,) = post(
        "author_id: int = Field(foreign_key='user.id')\nauthor: 'User' = Relationship(back_populates='post')",
        f"{USER}    post: Optional['Post'] = Relationship(back_populates='author')\n",
    ).entity.fields
    assert isinstance(reference, Reference)
    assert reference.kind == "one-to-one"


def test_two_references_to_one_target_are_told_apart() -> None:
    by_name = {
        field.name: field.key
        for field in post(
            "editor_id: int = Field(foreign_key='user.id')\n"
            "author_id: int = Field(foreign_key='user.id')\n"
            "author: 'User' = Relationship(sa_relationship_kwargs={'foreign_keys': '[Post.author_id]'})\n"
            "reviser: 'User' = Relationship(sa_relationship_kwargs=dict(foreign_keys=lambda: [Post.editor_id]))",
            USER,
        ).entity.fields
        if isinstance(field, Reference)
    }
    assert by_name == {"author": "author_id", "reviser": "editor_id"}


def test_a_reference_to_itself_is_seen_from_the_key_s_side() -> None:
    (reference,) = post(
        "parent_id: int | None = Field(default=None, foreign_key='post.id')\n"
        "parent: Optional['Post'] = Relationship(\n    back_populates='children',\n"
        "    sa_relationship_kwargs={'remote_side': 'Post.id'},\n)\n"
        "children: list['Post'] = Relationship(back_populates='parent')"
    ).entity.fields
    assert said(reference) == {"target": "Post", "key": "parent_id", "null": True, "back": "children", "index": False}


def test_a_scalar_other_side_in_the_same_class_refers_to_nothing() -> None:
    hints = "'foreign_keys': '[Post.next_id]'"
    lines = [
        "next_id: int | None = Field(default=None, foreign_key='post.id', unique=True)",
        f"previous: Optional['Post'] = Relationship(back_populates='next', sa_relationship_kwargs={{{hints}}})",
        "next: Optional['Post'] = Relationship(\n    back_populates='previous',\n"
        f"    sa_relationship_kwargs={{'remote_side': 'Post.id', {hints}}},\n)",
    ]
    for order in (lines, lines[::-1]):
        (reference,) = post("\n".join(order)).entity.fields
        assert isinstance(reference, Reference)
        assert (reference.name, reference.back, reference.kind) == ("next", "previous", "one-to-one")


def test_a_key_of_the_same_name_in_the_other_class_is_not_this_one() -> None:
    (reference,) = post(
        "other_id: int = Field(foreign_key='user.id')\n"
        "other: 'User' = Relationship(sa_relationship_kwargs={'foreign_keys': '[Post.other_id]'})\n"
        "user: Optional['User'] = Relationship(sa_relationship_kwargs={'foreign_keys': '[User.other_id]'})\n",
        f"{USER}    other_id: int = Field(foreign_key='post.id')\n",
    ).entity.fields
    assert reference.name == "other"


@pytest.mark.parametrize(("link", "owner"), [("PostTagLink", "Post"), ("TagPost", "Tag"), ("Labels", "Post")])
def test_a_many_to_many_has_one_owner(link: str, owner: str) -> None:
    models = models_of(
        f"class {link}(SQLModel, table=True):\n"
        "    post_id: int = Field(foreign_key='post.id', primary_key=True)\n"
        "    tag_id: int = Field(foreign_key='tag.id', primary_key=True)\n\n\n"
        "class Tag(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
        f"    posts: list['Post'] = Relationship(back_populates='tags', link_model={link})\n\n\n"
        "class Post(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
        f"    tags: list[Tag] = Relationship(back_populates='posts', link_model={link})\n"
    )
    owners = {name: [said(field) for field in models[name].entity.fields] for name in ("Post", "Tag")}
    other = "Tag" if owner == "Post" else "Post"
    assert owners[other] == []
    (reference,) = owners[owner]
    assert reference == {
        "target": other,
        "kind": "many-to-many",
        "index": False,
        "back": "posts" if other == "Tag" else "tags",
        "via": link,
    }


def test_a_key_into_a_table_that_is_not_ours_is_a_value() -> None:
    (field,) = post("tenant_id: int = Field(foreign_key='tenants.id')").entity.fields
    assert isinstance(field, Field)
    assert said(field) == {"type": "int"}


def test_bases_and_mixins_give_their_fields_first() -> None:
    models = models_of(
        "from base import Stamped\n\n\n"
        "class PostBase(SQLModel):\n    title: str = Field(max_length=9)\n    body: str\n\n\n"
        "class Post(PostBase, Stamped, table=True):\n    body: str | None = None\n    extra: int\n",
        **{
            "base.py": "import uuid\nfrom sqlmodel import Field, SQLModel\n\n\nclass Keyed(SQLModel):\n"
            "    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)\n\n\n"
            "class Stamped(Keyed):\n    created_at: float\n"
        },
    )
    entity = models["Post"].entity
    assert (entity.pk, models["Post"].pk) == ("uuid", "uuid.UUID")
    assert [field.name for field in entity.fields] == ["created_at", "title", "body", "extra"]
    (body,) = [field for field in entity.fields if field.name == "body"]
    assert isinstance(body, Field)
    assert body.null


@pytest.mark.parametrize(
    ("base", "table"),
    [
        ("    pass", "blogpost"),
        ("    __tablename__ = 'posts'", "posts"),
        ("    @declared_attr\n    def __tablename__(cls): return cls.__name__", "BlogPost"),
        (
            "    @declared_attr.directive\n    def __tablename__(cls) -> str: return cls.__name__.lower() + 's'",
            "blogposts",
        ),
        ("    @declared_attr\n    def __tablename__(cls): return f't_{cls.__name__.lower()}'", "t_blogpost"),
        ("    @declared_attr\n    def __tablename__(cls): return to_snake_case(cls.__name__)", "blog_post"),
        (
            "    @declared_attr\n    def __tablename__(cls): return re.sub('(?=[A-Z])', '_', cls.__name__).lower()",
            "blog_post",
        ),
        ("    @declared_attr\n    def __tablename__(cls): return names[cls]", "blogpost"),
    ],
)
def test_a_table_is_named_by_its_class_a_base_or_the_default(base: str, table: str) -> None:
    text = (
        f"class Base(SQLModel):\n{base}\n\n\nclass BlogPost(Base, table=True):\n    id: int = Field(primary_key=True)\n"
    )
    assert models_of(text)["BlogPost"].table == table


def test_aliases_of_types_are_followed_to_where_they_are_written() -> None:
    types = (
        "import typing as t\nfrom sqlmodel import Field as F\n\n"
        "Key = t.Annotated[int, F(primary_key=True)]\nShort = t.Annotated[str, F(max_length=9, index=True)]\n"
    )
    models = models_of(
        "import types_ as ty\nfrom types_ import Key\n\n\nclass Post(SQLModel, table=True):\n    id: Key\n"
        "    name: ty.Short | None = None\n",
        **{"types_.py": types},
    )
    entity = models["Post"].entity
    assert (entity.pk, entity.pk_name) == ("int", "id")
    assert [said(field) for field in entity.fields] == [{"type": "str", "max": 9, "index": True, "null": True}]


def test_everything_may_come_by_a_star() -> None:
    text = "from sqlmodel import *\n\n\nclass Tag(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n"
    models = read_models(Sources({"models.py": text + "    posts: list['Tag'] = Relationship()\n"}))
    assert (models["Tag"].pk, models["Tag"].entity.fields) == ("int", ())


@pytest.mark.parametrize(
    "key", ["f'{User.__tablename__}.id'", "User.__tablename__ + '.id'", "'people.id'", "f'people.{\"id\"}'"]
)
def test_a_key_may_take_the_table_s_name_from_its_class(key: str) -> None:
    models = models_of(f"{USER}    __tablename__ = 'people'\n\n\n{POST}    user_id: int = Field(foreign_key={key})\n")
    (reference,) = models["Post"].entity.fields
    assert isinstance(reference, Reference)
    assert reference.target == "User"


def test_a_schema_is_part_of_the_key_s_address() -> None:
    models = models_of(
        f"{USER}    __table_args__ = {{'schema': 'auth'}}\n\n\n"
        f"{POST}    user_id: int = Field(foreign_key='auth.user.id')\n"
    )
    (reference,) = models["Post"].entity.fields
    assert isinstance(reference, Reference)
    assert reference.target == "User"


def test_composite_constraints_are_read() -> None:
    entity = post(
        "a: int\nb: int\n"
        "__table_args__ = (sa.UniqueConstraint('a', 'b', name='x'), sa.Index('ix', 'b', 'a'), {'comment': 'c'})"
    ).entity
    assert (entity.uniques, entity.indexes) == ((("a", "b"),), (("b", "a"),))


def test_a_second_class_of_one_name_is_kept_under_its_module() -> None:
    text = "from sqlmodel import Field, SQLModel\n\n\n" + POST.replace("Post", "Item")
    models = read_models(Sources({"a/models.py": text, "b/models.py": text, "tests/models.py": text}))
    assert {name: model.path for name, model in models.items()} == {
        "Item": "a/models.py",
        "b.models.Item": "b/models.py",
    }


def test_a_broken_file_gives_what_can_be_read_of_it() -> None:
    assert set(
        models_of(
            "class Bad(SQLModel, table=True):\n    id: int = (\n\n\nclass Good(SQLModel, table=True):\n    id: int\n"
        )
    ) == {
        "Bad",
        "Good",
    }


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (POST, False),
        ("class Post(SQLModel, table=True):\n    id: int = (\n", False),
        ("class Post(SQLModel((, table=True):\n    id: int\n", True),
        ("class Post(SQLModel((:\n    id: int\n", False),
    ],
)
def test_a_model_that_is_lost_to_a_mistake_is_known(text: str, lost: bool) -> None:
    project = open_project(Path("/project"), source={"models.py": f"{HEAD}{POST.replace('Post', 'Good')}\n\n{text}"})
    assert set(project.unread) == ({"models.py"} if lost else set())
    assert "Good" in project.models
