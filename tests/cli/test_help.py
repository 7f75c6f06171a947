"""Help is there without an import, and says what Typer would say."""

from __future__ import annotations

import shlex
from importlib.metadata import version

import pytest
from static_text import FOLDER, NAMES, help_file, live_help, live_table

from scaffold.cli.catalog import COMMANDS, GROUPS, named
from scaffold.cli.parse import parse
from scaffold.cli.quick import VERSION, answer
from scaffold.cli.table import TABLE

HOW = "python tests/cli/static_text.py writes it anew"


def test_work_is_not_answered() -> None:
    for words in ([], ["list"], ["entity", "Post", "--", "--help"], ["nonsense", "--help"]):
        assert answer(words) is None


@pytest.mark.parametrize("name", NAMES)
def test_static_help_is_live_help(name: str) -> None:
    assert help_file(name).read_text(encoding="utf-8") == live_help(name), HOW


def test_no_help_is_left_of_a_command_that_is_gone() -> None:
    assert {file.name for file in (FOLDER / "help").iterdir()} == {help_file(n).name for n in NAMES}


def test_static_table_is_live_table() -> None:
    assert (FOLDER / "table.py").read_text(encoding="utf-8") == live_table(), HOW


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_that_it_understands(name: str) -> None:
    lines = (answer([*name.split(), "--help"]) or "").splitlines()
    first = lines.index("Examples:") + 1
    examples = lines[first : lines.index("", first)]
    assert examples
    for example in examples:
        program, *words = shlex.split(example)
        assert program == "scaffold"
        found, rest = named(words)
        assert found == name
        assert parse(TABLE[name], rest) is not None, example


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["--help", "--json"]])
def test_help_of_the_program(words: list[str]) -> None:
    text = answer(words)
    assert text is not None
    for name in (*GROUPS, *(name for name in COMMANDS if " " not in name)):
        assert f"\n  {name} " in text


def test_help_is_found_wherever_it_is_asked_for() -> None:
    there = answer(["entity", "--help"])
    assert there
    assert answer(["entity", "Post", "title:str", "--dry-run", "-h"]) == there
    assert answer(["--json", "entity", "--help"]) == there
    assert answer(["--project", "x", "entity", "--help"]) == there
    assert answer(["field"]) == answer(["field", "--help"])
    assert answer(["field", "add", "--help"]) != answer(["field", "--help"])


def test_no_line_is_wider_than_a_small_terminal() -> None:
    for name in NAMES:
        text = help_file(name).read_text(encoding="utf-8")
        examples = {line for line in text.splitlines() if line.startswith("  scaffold ")}
        assert not [line for line in set(text.splitlines()) - examples if len(line) > 80], name


def test_the_version_is_that_of_the_package() -> None:
    assert version("sqlmodel-scaffold") == VERSION
    assert answer(["--version"]) == f"scaffold {VERSION}\n"


COMMON = "--dry-run --json --yes --quiet --project --on-conflict --mine --theirs --no-migration"


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"resolve"}))
def test_every_command_takes_every_common_flag(name: str) -> None:
    """They are what scripts hold on to, whether or not they mean something to this command."""
    options = TABLE[name][1]
    assert {*COMMON.split(), "--upgrade", "--no-color"} <= set(options)


def test_the_options_that_scripts_hold_on_to() -> None:
    wanted = {
        "entity": "--pk --table --plural --unique --index --timestamps --layers --set --strict-types --backfill",
        "init": "--show",
        "check": "--migrations --database --output-format --select --ignore --fix --unsafe-fixes "
        "--diff --exit-zero --since",
        "adopt": "--all",
        "resolve": "--mine --theirs",
        "show": "--words --diagram",
    }
    for name, options in wanted.items():
        assert set(options.split()) <= set(TABLE[name][1]), name
