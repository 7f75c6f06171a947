"""The README says what happens: its first terminal block and its diff are what the command prints and does."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from tests.journey.workbench import PROJECTS, Workbench

README = (Path(__file__).parent.parent.parent / "README.md").read_text()
pytestmark = pytest.mark.slow


def blocks(language: str) -> list[str]:
    """The code blocks of this language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def changes(name: str, before: str, after: str) -> list[str]:
    """The diff of a file as the README shows it."""
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm="")
    return [line.rstrip() for line in diff]


def timeless(text: str) -> list[str]:
    """The lines without what differs from run to run."""
    return [re.sub(r"\d+\.\d s", "0.0 s", line).rstrip() for line in text.strip("\n").splitlines()]


def test_the_first_block_is_what_the_command_prints_and_the_diffs_what_it_does(seed: Workbench) -> None:
    with (seed.root / "pyproject.toml").open("a") as file:
        file.write('\n[dependency-groups]\ndev = ["pytest", "pytest-asyncio", "httpx"]\n')
    command, *lines = timeless(blocks("console")[0])
    assert timeless(seed.run(*command.removeprefix("$ ").split())) == lines
    other_side, field = (timeless(shown) for shown in blocks("diff"))
    user, post = "app/db/models/user.py", "app/db/models/post.py"
    assert changes(user, (PROJECTS / "blog" / user).read_text(), seed.text(user)) == other_side
    before = seed.text(post)
    assert "`scaffold entity Post subtitle:str:null`" in README
    seed.run("scaffold", "entity", "Post", "subtitle:str:null")
    assert changes(post, before, seed.text(post)) == field


def test_every_command_it_shows_exists() -> None:
    from scaffold.cli.catalog import COMMANDS

    shown = set(re.findall(r"\bscaffold ([a-z]+)(?= |`|$)", README, re.MULTILINE)) - {"does", "has"}
    assert shown <= {command.split()[0] for command in COMMANDS}
