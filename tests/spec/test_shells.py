"""Words reach the program as they were typed, without quotes, in every shell that is installed here."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from grammar_strategies import VOCABULARY, references, values
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scaffold.errors import SpecError
from scaffold.spec import command_line, parse_entity, words_of
from scaffold.spec.word import FLAGS, KEYS

# the table of the grammar, its options, and every modifier
WORDS = [
    *(
        "title:str",
        "title:str:max=200:unique",
        "body:text:null",
        "views:int:default=0",
        "price:Decimal:digits=10:places=2",
    ),
    *("status:draft/published:default=draft", "author:User", "author:User:back=articles", "author:User:back=none"),
    *("author:User:ondelete=cascade", "author:User:null:ondelete=set-null", "tags:Tag:many:via=PostTag"),
    *("parent:self:null:back=children", "tags:str:list", "published_at", "item:shop.Item", "größe:int:ge=-5:lt=1.5"),
    *("at:datetime:factory=now", "key:str:factory=app.ids.new_id", "lasts:timedelta:default=1h30m"),
    *(
        "email:EmailStr:default=ada+x@example.com",
        "a:Decimal:default=+1.50",
        "rate:str:default=50%",
        "p:str:default=a/b",
    ),
    *("--pk", "uuid", "--unique", "a+b", "--index", "a+b+c", "--layers", "model,schema"),
    *(f"x:str:{flag}" for flag in FLAGS),
    *(f"x:str:{key}=1" for key in KEYS),
]

SHELLS = {
    "bash": ("bash", "--norc", "-c"),
    "zsh": ("zsh", "-f", "-c"),
    "zsh with EXTENDED_GLOB": ("zsh", "-f", "-o", "EXTENDED_GLOB", "-c"),
    "fish": ("fish", "--no-config", "-c"),
    "sh": ("sh", "-c"),
}
INSTALLED = [shell for shell, (program, *_) in SHELLS.items() if shutil.which(program)]


def received(shell: str, line: str) -> list[str]:
    """The arguments that a program gets when the line is typed into a shell."""
    program, *rest = SHELLS[shell]
    done = subprocess.run([program, *rest, f"printf '%s\\0' {line}"], capture_output=True, check=True, timeout=60)
    return done.stdout.decode().split("\0")[:-1]


@pytest.mark.parametrize("shell", INSTALLED)
def test_words_need_no_quotes(shell: str) -> None:
    assert received(shell, " ".join(WORDS)) == WORDS


@pytest.mark.parametrize("shell", INSTALLED)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(values() | references(), min_size=1, max_size=3), min_size=5, max_size=20))
def test_what_show_prints_can_be_pasted(shell: str, entities: list[list[tuple[str, dict[str, str]]]]) -> None:
    for words in entities:
        sets = [f"{word.partition(':')[0]}.{key}={text}" for word, given in words for key, text in given.items()]
        try:
            entity = parse_entity("Post", [word for word, _ in words], sets=sets, vocabulary=VOCABULARY)
        except SpecError:
            continue
        line = command_line(entity)
        # fish reads a backslash between quotes in its own way
        if shell != "fish" or "\\" not in line:
            assert received(shell, line)[3:] == list(words_of(entity))
