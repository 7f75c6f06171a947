"""Whatever is typed: an entity, or one printable message with a way out; never another error."""

from __future__ import annotations

import pytest
from grammar_strategies import VOCABULARY
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.errors import SpecError
from scaffold.fieldtypes import ALIASES, TYPES
from scaffold.spec import Options, parse_entity, parse_file, parse_words, words_of
from scaffold.spec.word import FLAGS, KEYS

PIECES = st.sampled_from(
    [
        *(*TYPES, *ALIASES, *FLAGS, *(f"{key}=" for key in KEYS), "User", "self", "a/b", "references"),
        *(":", "::", "=", "/", ".", "-", "+", "!", "?", *"{}[]()*", "'", '"', "\\", "\n", "\0"),
        *("title", "0", "-1", "1e999", "9" * 400, "now", "uuid4", "__class__", "../", "\ud800"),
        *("ß", "ﬁ", "٣", "²", "None"),
    ]
)
WORDS = st.text(max_size=20) | st.lists(PIECES, max_size=8).map("".join) | st.lists(PIECES, max_size=6).map(":".join)
NAMED = st.builds(lambda rest: f"title:{rest}", WORDS)


def one_message(error: SpecError) -> None:
    for text in (error.message, error.where, error.hint):
        assert text.isprintable()
        assert len(text) < 1200
    assert error.hint


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS | NAMED, max_size=3), st.lists(WORDS, max_size=1))
def test_words(words: list[str], sets: list[str]) -> None:
    try:
        entity = parse_entity("Post", words, sets=sets, vocabulary=VOCABULARY)
    except SpecError as error:
        one_message(error)
    else:
        assert parse_words("Post", words_of(entity), VOCABULARY) == entity


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_entity_names(name: str) -> None:
    try:
        entity = parse_entity(name, [])
    except SpecError as error:
        one_message(error)
    else:
        assert entity.name.isascii()
        assert entity.name.isidentifier()


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS)
def test_set_values(key: str, value: str) -> None:
    for text in (f"title.default={value}", f"title.{key}={value}", f"{key}={value}"):
        try:
            parse_entity("Post", ["title:str"], sets=[text])
        except SpecError as error:
            one_message(error)


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS, st.lists(WORDS, max_size=2), WORDS)
def test_options(table: str, plural: str, groups: list[str], layers: str) -> None:
    try:
        parse_entity("Post", ["a:int"], options=Options(table=table, plural=plural, unique=groups, layers=layers))
    except SpecError as error:
        one_message(error)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.lists(PIECES | st.sampled_from(["[entity.A]\n", "x = ", '"str"', "\n"])).map("".join))
def test_files(text: str) -> None:
    try:
        parse_file(text, VOCABULARY)
    except SpecError as error:
        one_message(error)


@settings(deadline=None)
@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=3))
def test_words_that_were_written_down_are_never_refused(name: str, words: list[str]) -> None:
    parse_words(name, words, VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        "'); DROP TABLE posts; --",
        '"""',
        "{{ 7*7 }}",
        "{% raw %}",
        "\\",
        "${HOME}",
        "f'{1}'",
        "a\r\nb",
        "\u202e",
        "\x1b[31m",
    ],
)
def test_a_default_is_data(text: str) -> None:
    (field,) = parse_entity("Post", ["title:str"], sets=[f"title.default={text}"]).fields
    assert eval(field.default or "", {"__builtins__": {}}) == text  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["\0", "a\ud800"])
def test_what_no_database_stores_is_no_default(text: str) -> None:
    with pytest.raises(SpecError, match="no database stores"):
        parse_entity("Post", ["title:str"], sets=[f"title.default={text}"])
