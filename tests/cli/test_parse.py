"""The table-driven reader says what Typer says, or leaves it to Typer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.cli import app
from scaffold.cli.catalog import COMMANDS, named
from scaffold.cli.parse import parse
from scaffold.cli.run import read
from scaffold.cli.table import TABLE
from scaffold.errors import SpecError


@pytest.mark.parametrize(
    "words",
    [
        ["entity"],
        ["entity", "Post", "--bogus"],
        ["entity", "Post", "--pk"],
        ["entity", "Post", "--json=yes"],
        ["undo", "extra"],
        ["field", "rename", "Post", "title"],
        ["field", "add", "Post"],
    ],
)
def test_words_that_do_not_fit_are_told_by_typer(words: list[str]) -> None:
    name, rest = named(words)
    assert parse(TABLE[name], rest) is None
    with pytest.raises(SpecError) as caught:
        read(name, rest)
    assert caught.value.hint.endswith(f"scaffold {name} --help")


def test_field_words_arrive_as_they_were_typed() -> None:
    words = ["price:Decimal:digits=10:places=2", "a:b/c:default=b", "tags:blog.Tag:many", "x=y", "-"]
    typed = parse(TABLE["entity"], ["Post", *words, "--set", "title.default=a: b"])
    assert typed == {"name": "Post", "fields": words, "sets": ["title.default=a: b"]}


def test_common_flags_may_stand_before_the_command() -> None:
    assert named(["--project", "api", "--json", "field", "add", "Post", "a:str"]) == (
        "field add",
        ["--project", "api", "--json", "Post", "a:str"],
    )


TYPED = """
Post title:str a+b - -- --json --pk int --pk=uuid --unique --dry-run --project . --mine x.py::A.b --fix
--select=SCF2 --all --set --bogus -x --json=1 --theirs --words --diagram svg
"""


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(sorted(COMMANDS)), words=st.lists(st.sampled_from(TYPED.split()), max_size=6))
def test_what_is_read_is_what_typer_reads(name: str, words: list[str]) -> None:
    fast = parse(TABLE[name], words)
    if fast is None:
        with pytest.raises(Exception, match=r".") as caught:
            app.typed(name, words)
        assert hasattr(caught.value, "format_message")
    else:
        assert {key: value for key, value in fast.items() if value != []} == app.typed(name, words)
