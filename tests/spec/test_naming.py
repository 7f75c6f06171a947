"""Spellings of a name, and the plurals that English has no rule for."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold import naming


@pytest.mark.parametrize(
    ("name", "snake"),
    [
        ("Post", "post"),
        ("BlogPost", "blog_post"),
        ("HTTPServer", "http_server"),
        ("UserAPIKey", "user_api_key"),
        ("A", "a"),
        ("already_snake", "already_snake"),
        ("User2FA", "user2_fa"),
    ],
)
def test_snake(name: str, snake: str) -> None:
    assert naming.snake(name) == snake


@pytest.mark.parametrize(
    ("name", "pascal"),
    [("blog_post", "BlogPost"), ("HTTPServer", "HTTPServer"), ("x", "X"), ("in-progress", "InProgress")],
)
def test_pascal(name: str, pascal: str) -> None:
    assert naming.pascal(name) == pascal


@pytest.mark.parametrize(
    ("value", "member"),
    [
        ("draft", "DRAFT"),
        ("in-progress", "IN_PROGRESS"),
        ("2nd", "VALUE_2ND"),
        ("_a_", "A"),
        ("+", ""),
        ("onHold", "ON_HOLD"),
        ("a.b", "A_B"),
    ],
)
def test_constant(value: str, member: str) -> None:
    assert naming.constant(value) == member


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("post", "posts"),
        ("category", "categories"),
        ("blog_category", "blog_categories"),
        ("bus", "buses"),
        ("status", "statuses"),
        ("analysis", "analyses"),
        ("person", "people"),
        ("child", "children"),
        ("hero", "heroes"),
        ("human", "humans"),
        ("virus", "viruses"),
        ("data", "data"),
        ("user_data", "user_data"),
        ("media", "media"),
        ("info", "info"),
        ("staff", "staff"),
        ("news", "news"),
        ("series", "series"),
        ("posts", "posts"),
        ("address", "addresses"),
        ("day", "days"),
        ("leaf", "leaves"),
        ("quiz", "quizzes"),
        ("a", "a_list"),  # a module as.py could not be imported
    ],
)
def test_plural(one: str, many: str) -> None:
    assert naming.plural(one) == many


@given(st.from_regex(r"\A[a-z]{1,12}(_[a-z]{1,8})?\Z"))
def test_a_plural_is_a_name_and_its_own_head_stays(word: str) -> None:
    many = naming.plural(word)
    assert many.isidentifier()
    assert not keyword.iskeyword(many)
    assert many.rpartition("_")[0] == word.rpartition("_")[0] or many == f"{word}_list"


@pytest.mark.parametrize(
    ("style", "table"), [("plural", "blog_posts"), ("singular", "blog_post"), ("sqlmodel", "blogpost")]
)
def test_table(style: str, table: str) -> None:
    assert naming.table("BlogPost", style) == table


def test_routes_links_and_enums() -> None:
    assert naming.route("BlogPost") == "blog-posts"
    assert naming.route("Person", "humans") == "humans"
    assert naming.link("Post", "shop.Tag") == "PostTagLink"
    assert naming.enum("HTTPServer", "run_state") == "HTTPServerRunState"


def test_near_names() -> None:
    assert naming.near("usr", ["User", "Tag"]) == ("User",)
    assert naming.near("USER", ["User", "Tag"]) == ("User",)
    assert naming.near("zzz", ["User", "Tag"]) == ()


def test_what_is_shown_is_one_printable_line() -> None:
    assert naming.shown("a\nb\x1b\ud800") == "a\\nb\\x1b\\ud800"
    assert naming.shown("plain ü") == "plain ü"
    assert len(naming.shown("x" * 300)) < 90
    assert "(300 characters)" in naming.shown("x" * 300)


def test_identifiers_are_counted_in_bytes() -> None:
    assert not naming.too_long("x" * 63)
    assert naming.too_long("ü" * 32)


def test_python_reads_the_name_that_was_typed() -> None:
    assert naming.is_plain_identifier("größe")
    assert not naming.is_plain_identifier("\ufb01eld")
    assert not naming.is_plain_identifier("a-b")
