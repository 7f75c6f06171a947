"""The README says what happens: its first terminal block and its diff are what the command prints and does."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from tests.journey.workbench import PROJECTS, Workbench

README = (Path(__file__).parent.parent.parent / "README.md").read_text()
pytestmark = pytest.mark.slow


def block(language: str) -> str:
    """The first code block of this language."""
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


def timeless(text: str) -> list[str]:
    """The lines without what differs from run to run."""
    return [re.sub(r"\d+\.\d s", "0.0 s", line).rstrip() for line in text.strip("\n").splitlines()]


def test_the_first_block_is_what_the_command_prints_and_the_diff_what_it_does(seed: Workbench) -> None:
    command, *lines = timeless(block("console"))
    assert timeless(seed.run(*command.removeprefix("$ ").split())) == lines
    name = "app/db/models/user.py"
    before, after = (PROJECTS / "blog" / name).read_text(), seed.text(name)
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm="")
    assert [line.rstrip() for line in diff] == [line.rstrip() for line in block("diff").strip("\n").splitlines()]


def test_every_command_it_shows_exists() -> None:
    from scaffold.cli.catalog import COMMANDS

    shown = set(re.findall(r"\bscaffold ([a-z]+)(?= |`|$)", README, re.MULTILINE)) - {"does", "has"}
    assert shown <= {command.split()[0] for command in COMMANDS}
