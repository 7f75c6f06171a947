"""What a command imports: lists are exact where times are not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typing_at_shell import Shell, environment

RUN = """
import sys
before = set(sys.modules)
sys.argv = ["scaffold", *sys.argv[1:]]
from scaffold.__main__ import main
try:
    main()
except SystemExit as error:
    assert not error.code, error.code
print("\\n".join(sorted(set(sys.modules) - before)), file=sys.stderr)
"""
ALONE = {"__future__", "scaffold", "scaffold.__main__", "scaffold.cli", "scaffold.cli.quick"}
HEAVY = {"typer", "click", "rich", "pydantic", "libcst", "jinja2", "sqlmodel", "sqlalchemy", "alembic"}


def imported(shell: Shell, *words: str, **environ: str) -> set[str]:
    """The modules that a command brings in, beyond those of an idle interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words],
        cwd=shell.folder,
        env={**environment(), **environ},
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return set(done.stderr.split())


def roots(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize("words", ["--help", "--version", "entity --help", "field", "check -h"])
def test_help_imports_nothing_but_itself(empty: Shell, words: str) -> None:
    assert imported(empty, *words.split()) <= ALONE | {"scaffold.cli.catalog"}


@pytest.mark.parametrize("line", ["scaffold ", "scaffold entity --", "scaffold show ", "scaffold entity A b:"])
def test_completion_imports_nothing_heavy(blog: Shell, line: str) -> None:
    found = imported(blog, _SCAFFOLD_COMPLETE="complete_bash", COMP_LINE=line)
    assert not roots(found) & HEAVY
    if not line.startswith(("scaffold show", "scaffold entity A")):
        assert "scaffold.project" not in found


def test_a_command_that_runs_needs_neither_typer_nor_rich(blog: Shell) -> None:
    assert not roots(imported(blog, "list")) & HEAVY
    found = roots(imported(blog, "entity", "Tag", "name:str", "--no-migration", "--dry-run"))
    assert not found & (HEAVY - {"jinja2"})


def test_a_check_of_what_did_not_change_imports_next_to_nothing(blog: Shell) -> None:
    imported(blog, "check")
    found = imported(blog, "check")
    assert {name for name in found if not name.startswith("scaffold")} <= {"__future__", "_blake2"}
    assert "scaffold.facts" not in found


def test_a_check_compiles_no_classes_and_imports_nothing_for_others(blog: Shell) -> None:
    found = imported(blog, "check")
    assert not roots(found) & (HEAVY | {"dataclasses", "inspect", "uuid", "decimal", "hashlib", "subprocess", "json"})
