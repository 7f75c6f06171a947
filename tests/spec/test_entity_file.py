"""The file form: many entities, any order, circles; errors with the line."""

from __future__ import annotations

import pytest

from scaffold.errors import SpecError
from scaffold.spec import Known, Vocabulary, parse_entity, parse_file

BLOG = """
# a blog
[entity.Post]
title = "str:max=200"
author = "User:ondelete=cascade"
editor = "User:null:back=edited_posts"
tags = "Tag:many"
state = "draft/live:default=draft"
published_at = ""
motto = { type = "str:null", default = "a: b", desc = "it's" }
--table = "articles"
--unique = ["title+author"]
--index = "title+state"
--timestamps = true
--layers = ["model", "schema"]

[entity.User]
email = "EmailStr:unique"
favourite = "Post:null:back=fans"
--pk = "uuid"

[entity.Tag]
name = "str:unique"
table = "str"          # a field, not the option
mood = "PostState:null"
"""


def test_a_file_is_its_entities_in_order() -> None:
    post, user, tag = parse_file(BLOG, Vocabulary())
    assert [e.name for e in (post, user, tag)] == ["Post", "User", "Tag"]
    names = ["title", "author", "editor", "tags", "state", "published_at", "motto"]
    assert [field.name for field in post.fields] == names
    assert (post.table, post.uniques, post.timestamps) == ("articles", (("title", "author_id"),), True)
    assert (post.indexes, post.layers) == ((("title", "state"),), ("model", "schema"))
    assert user.pk == "uuid"
    assert post.fields[-1].default == "'a: b'"  # type: ignore[union-attr]
    assert tag.fields[1].name == "table"
    assert tag.fields[2].enum == "PostState"  # type: ignore[union-attr]
    assert "published_at: datetime, guessed from the name" in post.notes


def test_a_file_says_what_the_command_line_says() -> None:
    (tag,) = parse_file('[entity.Tag]\nname = "str:max=9"\nsize = "int:default=0"\n', Vocabulary())
    assert tag == parse_entity("Tag", ["name:str:max=9", "size:int:default=0"])


def test_a_file_may_refer_to_the_project_and_grow_its_entities() -> None:
    project = Vocabulary(entities={"User": Known(table="users", attributes=("id", "email"))})
    user, post = parse_file('[entity.User]\nnick = "str:null"\n[entity.Post]\nauthor = "User"\n', project)
    assert [field.name for field in user.fields] == ["nick"]
    assert post.fields[0].target == "User"  # type: ignore[union-attr]


def test_the_same_file_may_be_read_again_when_all_of_it_is_there() -> None:
    project = Vocabulary(
        entities={
            "Post": Known(
                table="articles",
                attributes=(
                    "id",
                    "title",
                    "author",
                    "author_id",
                    "editor",
                    "editor_id",
                    "tags",
                    "state",
                    "motto",
                    "fans",
                ),
                requires=("User",),
            ),
            "User": Known(
                table="users", attributes=("id", "email", "posts", "edited_posts", "favourite", "favourite_id")
            ),
            "Tag": Known(table="tags", attributes=("id", "name", "table", "mood", "posts")),
            "PostTagLink": Known(table="post_tag_links"),
        },
        enums={"PostState": ("draft", "live")},
    )
    assert parse_file(BLOG, project) == parse_file(BLOG, Vocabulary())


def test_packages() -> None:
    text = '[entity."blog.Post"]\nitem = "shop.Item"\n[entity."shop.Item"]\nname = "str"\n'
    post, item = parse_file(text, Vocabulary())
    assert (post.package, post.name) == ("blog", "Post")
    assert (item.package, item.name) == ("shop", "Item")


@pytest.mark.parametrize(
    ("text", "where", "why", "instead"),
    [
        ("", "blog.toml", "describes no entity", "[entity.Post]"),
        ("[entity]\n", "blog.toml", "describes no entity", "[entity.Post]"),
        ("x = \n", "blog.toml:1", "no valid TOML", "[entity.Post]"),
        ('[entity.A]\nx = "str"\nx = "int"\n', "blog.toml:3", "no valid TOML", "[entity.Post]"),
        ("[entities.A]\n", "blog.toml", "entities and nothing else", "[entity.Post]"),
        ("entity = 3\n", "blog.toml", "describes no entity", "[entity.Post]"),
        ("[entity]\nA = 3\n", "blog.toml", "no table", "[entity.Post]"),
        ('[entity.blog.Post]\nx = "str"\n', "blog.toml:1", "holds tables", '[entity."blog.Post"]'),
        ('[entity.A]\n\nx = "strr"\n', "blog.toml:3", "strr is no type", "write x:str"),
        ('[entity.A]\nok = "str"\n[entity.B]\nx = "str:uniq"\n', "blog.toml:4", "called unique", "write unique"),
        ('[entity.A]\nclass = "str"\n', "blog.toml:2", "keyword", "class_"),
        ("[entity.A]\nx = 3\n", "blog.toml:2", "is text", 'x = "str"'),
        ("[entity.A]\nx = { default = 1 }\n", "blog.toml:2", "needs a type", "type ="),
        ('[entity.A]\nx = { type = "str", nul = 1 }\n', "blog.toml:2", "no key of a field", "type"),
        ('[entity.A]\nx = { type = "str", max = [1] }\n', "blog.toml:2", "text or a number", "max ="),
        ('[entity.A]\nx = { type = "int", default = 1.5 }\n', "blog.toml:2", "whole number", "default=0"),
        ("[entity.A]\ntimestamps = true\n", "blog.toml:2", "is text", "--timestamps = true"),
        ('[entity.A]\nx = "str"\ntable = "rows"\n', "blog.toml:3", "rows is no type", "--table"),
        ('[entity.A]\n--tabel = "x"\n', "blog.toml:2", "no option", "--table ="),
        ("[entity.A]\n--pk = 3\n", "blog.toml:2", "not a value of this option", '--pk = "uuid"'),
        ('[entity.A]\nx = "str"\n--unique = ["x+y"]\n', "blog.toml:3", "no field of A", "fields: x"),
        ('[entity.A]\n--pk = "text"\n', "blog.toml:2", "int or uuid", "--pk int"),
        ('[entity.class]\nx = "str"\n', "blog.toml:1", "class.py", "scaffold entity"),
        ('[entity.A]\nb = "B"\n[entity.B]\na = "A"\n', "blog.toml:2", "closes a circle", "write b:B:null"),
        (
            '[entity.U]\nx = "str"\n[entity.P]\na = "U"\nb = "U"\n',
            "blog.toml:5",
            "other side of P.a and of P.b",
            "write b:U:back=b_ps",
        ),
        ('[entity.A]\nx = "str"\n[entity.a]\ny = "str"\n', "blog.toml:3", "described twice", "one place"),
        ('[entity.A]\nx = "str"\nX = "str"\n', "blog.toml:3", "differ only by case", "another name"),
        ('[entity.A]\n"x:y" = "str"\n', "blog.toml:2", "the name of a field", 'x = "str"'),
    ],
)
def test_errors_have_a_line(text: str, where: str, why: str, instead: str) -> None:
    with pytest.raises(SpecError) as caught:
        parse_file(text, Vocabulary(), path="blog.toml")
    assert why in caught.value.message
    assert instead in caught.value.hint
    assert caught.value.where == where


def test_without_a_path_the_line_is_said() -> None:
    with pytest.raises(SpecError) as caught:
        parse_file('[entity.A]\nx = "strr"\n', Vocabulary())
    assert caught.value.where == "line 2"


def test_strict_types_hold_in_a_file() -> None:
    with pytest.raises(SpecError, match="--strict-types"):
        parse_file('[entity.A]\nsent_at = ""\n', Vocabulary(), strict_types=True)
