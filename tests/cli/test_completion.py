"""What the tab key offers, in three shells, and that it never gets in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typing_at_shell import Shell, environment

from scaffold.cli.complete import offers, typed
from scaffold.cli.shells import SCRIPTS, install, script
from scaffold.errors import SpecError


def offered(line: str) -> list[str]:
    """The offers that begin with the word at the cursor, here and now."""
    words, current = typed({"COMP_LINE": f"scaffold {line}"})
    return [value for value, _ in offers(words, current) if value.startswith(current)]


def test_where_nothing_is_known_nothing_is_offered(blog: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(blog.folder)
    for line in ("nonsense ", "undo x", "entity Post title", "field drop Nobody ", "entity Post --table "):
        assert offered(line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ent", ["entity"]),
        ("field ", ["add", "rename", "change", "drop"]),
        ("templates e", ["eject"]),
        ("show U", ["User"]),
        ("remove ", ["User"]),
        ("field rename User us", ["username"]),
        ("field change User em", ["email"]),
        ("entity Post --on-conflict s", ["stop", "skip"]),
        ("entity Post --on-conflict=t", ["--on-conflict=theirs"]),
        ("entity Post --dry-run --dry", []),
        ("entity Post --unique a+b --uni", ["--unique"]),
        ("entity Post --unique email+user", ["email+username"]),
        ("entity Post author:Us", ["author:User"]),
        ("entity Post title:str:max=2:nu", ["title:str:max=2:null"]),
        ("entity Post author:User:ondelete=ca", ["author:User:ondelete=cascade"]),
        ("entity Post title:str:null body:te", ["body:text"]),
        ("show --diagram ", ["mermaid", "svg"]),
        ("check --output-format s", ["sarif"]),
        ("apply py", ["pyproject.toml"]),
        ("apply app/ma", ["app/main.py"]),
        ("--project ap", ["app/"]),
        ("--project app show ", ["User"]),
        ("list --project ap", ["app/"]),
        ("explain SCF101", ["SCF101"]),
    ],
)
def test_offers(blog: Shell, monkeypatch: pytest.MonkeyPatch, line: str, expected: list[str]) -> None:
    monkeypatch.chdir(blog.folder)
    assert offered(line) == expected


def test_outside_of_a_project_and_in_a_broken_one_there_is_silence(empty: Shell, blog: Shell) -> None:
    (blog.folder / "pyproject.toml").write_text("[[[")
    (blog.folder / "app/db/models/user.py").write_text("class (")
    for shell in (empty, blog):
        ran = shell.scaffold(_SCAFFOLD_COMPLETE="complete_bash", COMP_LINE="scaffold show ")
        assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize(
    "environ",
    [
        {"COMP_LINE": "scaffold show U and more", "COMP_POINT": "15"},
        {"_TYPER_COMPLETE_ARGS": "scaffold show U"},
        {"COMP_WORDS": "scaffold\nshow\nU", "COMP_CWORD": "2"},
    ],
)
def test_the_ways_in_which_shells_hand_over_the_line(environ: dict[str, str]) -> None:
    assert typed(environ) == (["show"], "U")


@pytest.mark.parametrize(
    ("words", "at", "offer"),
    [("entity\nPost\nauthor\n:\nUs", "5", "User"), ("entity\nPost\nauthor:Us", "3", "author:User")],
)
def test_a_word_that_the_shell_took_apart_is_put_together(blog: Shell, words: str, at: str, offer: str) -> None:
    ran = blog.scaffold(_SCAFFOLD_COMPLETE="complete_bash", COMP_WORDS=f"scaffold\n{words}", COMP_CWORD=at)
    assert ran.out == f"{offer}\n"


def test_an_open_quote_is_no_error() -> None:
    assert typed({"COMP_LINE": "scaffold entity Post --set 'title.de"})[1] == "'title.de"


def in_shell(shell: Shell, *words: str) -> list[str]:
    """Run a shell with ``scaffold`` on its path; what it printed."""
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    tools = shell.folder.parent / "tools"
    tools.mkdir()
    (tools / "scaffold").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m scaffold "$@"\n')
    (tools / "scaffold").chmod(0o755)
    env = {**environment(), "PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(shell.folder.parent)}
    done = subprocess.run(words, cwd=shell.folder, env=env, capture_output=True, text=True, check=False)
    return done.stdout.split("\n")


def test_bash_replaces_only_what_is_behind_the_colon(blog: Shell) -> None:
    ask = (
        'eval "$(scaffold --show-completion bash)"; COMP_LINE="scaffold entity Post author:Us" COMP_POINT=30\n'
        '_scaffold scaffold 2>/dev/null; printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    assert in_shell(blog, "bash", "-c", ask) == ["User", ""]


def test_fish(blog: Shell) -> None:
    ask = 'scaffold --show-completion fish | source; complete -C "scaffold entity Post author:Use"'
    assert in_shell(blog, "fish", "-c", ask) == ["author:User\ttable users", ""]


def test_zsh_accepts_the_script(blog: Shell) -> None:
    ask = 'autoload -Uz compinit; compinit -u -D; eval "$(scaffold --show-completion zsh)"; print ${_comps[scaffold]}'
    assert in_shell(blog, "zsh", "-f", "-c", ask) == ["_scaffold", ""]


def test_another_shell_is_refused() -> None:
    with pytest.raises(SpecError, match="bash, zsh and fish"):
        script("tcsh")


@pytest.mark.parametrize("shell", SCRIPTS)
def test_installing_twice_is_installing_once(shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    start = tmp_path / f".{shell}rc"
    start.write_text("# mine, without a last newline")
    install(shell)
    once = {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
    assert SCRIPTS[shell] in once.values()
    assert once[start].startswith("# mine, without a last newline")
    install(shell)
    assert {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == once
