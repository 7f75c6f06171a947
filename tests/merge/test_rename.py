"""A renamed field: what is proved is renamed in place, what is not is listed, and no other byte moves."""

from __future__ import annotations

import pytest

from scaffold.merge.rename import Renaming, rename

POST = Renaming(names={"title": "headline"}, classes=frozenset({"Post"}))


def test_nothing_of_that_name_is_nothing_to_do():
    text = "class Post:\n    body: str\n\n\ntitle = 1\n"
    assert rename(text, POST).text == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("class Post:\n    title: str\n", "class Post:\n    headline: str\n"),
        ("def f(p: Post):\n    return p.title\n", "def f(p: Post):\n    return p.headline\n"),
        ("p = Post(title='é', x='title')\r\n", "p = Post(headline='é', x='title')\r\n"),
        ("\ufeffclass Post:\n\ttitle: str", "\ufeffclass Post:\n\theadline: str"),
    ],
)
def test_what_is_proved_is_renamed(before, after):
    assert rename(before, POST).text == after


def test_what_is_not_proved_is_listed():
    text = "def f(other):\n    return other.title\n"
    renamed = rename(text, POST)
    assert (renamed.text, renamed.doubtful) == (text, (2,))


def test_syntax_newer_than_our_interpreter_is_no_reason_to_stop():
    newer = "def f(p: Post):\n    try:\n        return p.title\n    except A, B:\n        return t'{p}'\n"
    assert rename(newer, POST).text == newer.replace("title", "headline")


def test_a_text_that_does_not_parse_is_left_alone_and_its_lines_are_listed():
    broken = "class Post:\n    title: str\n\n\ndef f(:\n"
    renamed = rename(broken, POST)
    assert (renamed.text, renamed.doubtful) == (broken, (2,))
