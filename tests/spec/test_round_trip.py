"""An entity prints back to the words that make it, through argv, a shell's quoting and a file."""

from __future__ import annotations

import shlex

import pytest
from grammar_strategies import VOCABULARY, options, references, values
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scaffold.dataclass import fields, replace
from scaffold.errors import SpecError
from scaffold.spec import (
    Entity,
    Field,
    Options,
    command_line,
    options_of,
    parse_entity,
    parse_file,
    parse_words,
    renamed,
    words_of,
)
from scaffold.spec.words import options_from

relaxed = settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], deadline=None)


def parsed(words: list[tuple[str, dict[str, str]]], chosen: Options) -> Entity:
    sets = [f"{word.partition(':')[0]}.{key}={text}" for word, given in words for key, text in given.items()]
    try:
        return parse_entity("Post", [w for w, _ in words], sets=sets, options=chosen, vocabulary=VOCABULARY)
    except SpecError:
        assume(False)
        raise


def from_argv(argv: list[str]) -> Entity:
    """What the command line would make of these arguments."""
    name, *rest = argv
    words, sets, given = [], [], {field.name: [] for field in fields(Options)}
    while rest:
        part = rest.pop(0)
        if part == "--set":
            sets.append(rest.pop(0))
        elif part == "--timestamps":
            given["timestamps"].append(True)
        elif part.startswith("--"):
            given[part[2:]].append(rest.pop(0))
        else:
            words.append(part)
    plain = {key: found if key in ("unique", "index") else found[0] for key, found in given.items() if found}
    return parse_entity(name, words, sets=sets, options=Options(**plain), vocabulary=VOCABULARY)


@relaxed
@given(st.lists(values() | references(), max_size=4), options())
def test_words_make_the_entity_that_they_were_made_from(
    words: list[tuple[str, dict[str, str]]], chosen: Options
) -> None:
    entity = parsed(words, chosen)
    scaffold, command, *argv = shlex.split(command_line(entity))
    assert (scaffold, command) == ("scaffold", "entity")
    assert from_argv(argv) == entity
    assert parse_words("Post", words_of(entity), VOCABULARY, options_of(entity)) == entity
    assert words_of(from_argv(argv)) == words_of(entity)


@relaxed
@given(values())
def test_every_value_alone(word: tuple[str, dict[str, str]]) -> None:
    entity = parsed([word], Options())
    assert parse_words("Post", words_of(entity), VOCABULARY) == entity
    assert len([part for part in words_of(entity) if not part.startswith("--")]) >= 1


@relaxed
@given(st.lists(values() | references(), min_size=1, max_size=3), options())
def test_a_file_says_the_same_as_words(words: list[tuple[str, dict[str, str]]], chosen: Options) -> None:
    entity = parsed(words, chosen)
    lines = ["[entity.Post]"]
    for word, sets in words:
        name, _, kind = word.partition(":")
        given = "".join(f", {key} = {toml(text)}" for key, text in sets.items())
        lines.append(f'{toml(name)} = {{ type = "{kind}"{given} }}')
    for option, value in options_of(entity).items():
        lines.append(f"--{option} = {'true' if value is True else toml(str(value))}")
    assert parse_file("\n".join(lines), VOCABULARY) == (entity,)


def toml(text: str) -> str:
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in text) + '"'


def test_options_round_trip() -> None:
    chosen = Options(pk="uuid", unique=("a+b", "b+c"), index=("a+c",), timestamps=True, layers="model,tests")
    entity = parse_entity("Post", ["a:int", "b:int", "c:int"], options=chosen)
    assert options_from(options_of(entity)) == chosen
    assert options_of(parse_entity("Post", ["a:int"])) == {}


def test_the_line_to_paste() -> None:
    entity = parse_entity(
        "blog.Post",
        ["title:str:max=200:unique", "views:int:default=0", "status:draft/live:default=draft"],
        sets=["title.desc=it's: here"],
        options=Options(unique=("title+views",), timestamps=True),
    )
    assert command_line(entity) == (
        "scaffold entity blog.Post title:str:unique:max=200 views:int:default=0 status:draft/live:default=draft"
        " --set 'title.desc=it'\"'\"'s: here' --unique title+views --timestamps"
    )


def test_what_is_not_in_the_grammar_is_remembered_as_it_is() -> None:
    entity = Entity(
        name="Post",
        fields=(
            Field(name="geo", type="", annotation="Point", private=True),
            Field(name="schema", type="str", max=255),
        ),
    )
    assert parse_words("Post", words_of(entity), VOCABULARY) == entity
    gone = parse_entity("Post", ["author:User:back=texts", "tags:Tag:many"], vocabulary=VOCABULARY)
    assert parse_words("Post", words_of(gone), replace(VOCABULARY, entities={})).fields == gone.fields


def test_a_renamed_field_keeps_everything_else() -> None:
    entity = parse_entity("Post", ["title:str:max=9", "author:User"], vocabulary=VOCABULARY)
    title = replace(entity.fields[0], source="title: str = Field(max_length=9)  # title")
    assert renamed(title, "headline") == replace(
        title, name="headline", source="headline: str = Field(max_length=9)  # title"
    )
    author = replace(
        entity.fields[1],
        source='author: "User" = Relationship(back_populates="posts")',
        key_source='author_id: int = Field(foreign_key="users.id")',
    )
    writer = renamed(author, "writer")
    assert (writer.name, writer.key) == ("writer", "writer_id")  # type: ignore[union-attr]
    assert writer.source == 'writer: "User" = Relationship(back_populates="posts")'
    assert writer.key_source == 'writer_id: int = Field(foreign_key="users.id")'  # type: ignore[union-attr]
    with pytest.raises(SpecError, match="Python keyword"):
        renamed(title, "class")


def test_an_index_that_words_would_be_refused_is_remembered_with_its_type() -> None:
    (name,) = parse_words("Team", ["name:text:index:null"], VOCABULARY).fields
    assert isinstance(name, Field)
    assert (name.type, name.index, name.null) == ("text", True, True)
