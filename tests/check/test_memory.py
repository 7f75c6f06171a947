"""A verdict from memory is the verdict, whatever happens to the memory."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library import BROKEN, MODELS, git, library

BLOG = Path(__file__).parent.parent / "projects/blog"
SCAFFOLD = str(Path(sys.executable).parent / "scaffold")


def run(folder: Path, *words: str, **environment: str) -> tuple[int, list[str]]:
    """The exit code and what is printed, without the time that it took."""
    done = subprocess.run(
        [SCAFFOLD, "check", *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.returncode, re.sub(r" in \d+\.\d s\.", "", done.stdout).splitlines()


def entries(folder: Path) -> list[Path]:
    return sorted((folder / ".scaffold/cache").glob("check-*.bin"))


def test_the_second_run_is_answered_from_memory_and_says_the_same(tmp_path: Path) -> None:
    folder = library(tmp_path, BROKEN)
    first = run(folder)
    kept = entries(folder)
    assert first[0] == 1
    assert len(kept) == 1
    assert run(folder) == first
    assert entries(folder) == kept


@pytest.mark.parametrize("words", ["--json", "--output-format sarif", "--since HEAD", "--since v1 --quiet"])
def test_so_it_is_in_every_form(tmp_path: Path, words: str) -> None:
    folder = committed(tmp_path)
    first = run(folder, *words.split())
    kept = entries(folder)
    assert len(kept) == 1
    assert run(folder, *words.split()) == first
    assert entries(folder) == kept


def test_a_base_that_is_another_commit_now_is_another_question(tmp_path: Path) -> None:
    folder = committed(tmp_path)
    run(folder, "--since", "v1")
    git(folder, "commit", "-qm", "more", "--allow-empty")
    git(folder, "tag", "-f", "v1")
    run(folder, "--since", "v1")
    assert len(entries(folder)) == 2
    run(folder, "--since", "HEAD@{0}")
    assert len(entries(folder)) == 2


def committed(tmp_path: Path) -> Path:
    """The broken project in a repository, with a tag."""
    folder = library(tmp_path, BROKEN)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "all")
    git(folder, "tag", "v1")
    return folder


def test_git_does_not_see_it(tmp_path: Path) -> None:
    folder = committed(tmp_path)
    run(folder)
    done = subprocess.run(["git", "status", "--porcelain"], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout == ""


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"nonsense" * 9),
        lambda path: path.write_bytes(path.read_bytes()[:-3] + b"abc"),
        lambda path: path.unlink(),
    ],
)
def test_a_damaged_memory_is_none(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    folder = library(tmp_path, BROKEN)
    first = run(folder)
    harm(entries(folder)[0])
    assert run(folder) == first


def test_other_words_are_another_question(tmp_path: Path) -> None:
    folder = library(tmp_path, BROKEN)
    assert run(folder)[0] == 1
    assert run(folder, "--ignore", "SCF5")[0] == 0
    assert run(folder)[0] == 1
    assert run(folder, "--fix")[0] == 0
    assert run(folder)[0] == 0


def test_two_at_once_do_not_meet(tmp_path: Path) -> None:
    folder = library(tmp_path, BROKEN)
    both = [subprocess.Popen([SCAFFOLD, "check"], cwd=folder, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [1, 1]
    assert run(folder)[0] == 1


def test_a_replay_is_remembered_until_something_changes_that_it_saw(tmp_path: Path) -> None:
    folder = tmp_path / "blog"
    shutil.copytree(BLOG, folder, ignore=shutil.ignore_patterns("__pycache__", "*.db", ".scaffold"))
    first = run(folder, "--migrations")
    (kept,) = entries(folder)
    assert run(folder, "--migrations") == first
    assert entries(folder) == [kept]
    assert run(folder, "--migrations", APP_MODE="other") == first
    assert len(entries(folder)) == 2
    (folder / "seeds.csv").write_text("1\n")
    assert run(folder, "--migrations") == first
    assert len(entries(folder)) == 3
    model = folder / "app/db/models/user.py"
    model.write_text(model.read_text() + "    city: str | None = None\n")
    code, lines = run(folder, "--migrations")
    assert code == 1
    assert any("city" in line for line in lines)


def test_a_link_that_leads_nowhere_is_no_error(tmp_path: Path) -> None:
    folder, shared = library(tmp_path), tmp_path / "shared"
    shared.mkdir()
    (shared / "gone.py").symlink_to("nowhere.py")
    (folder / "linked").symlink_to(shared)
    first = run(folder)
    assert run(folder) == first
    assert len(entries(folder)) == 1


def test_an_interpreter_from_elsewhere_is_asked_every_time(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "blog", tmp_path / "elsewhere"
    shutil.copytree(BLOG, folder, ignore=shutil.ignore_patterns("__pycache__", "*.db", ".scaffold"))
    elsewhere.joinpath("bin").mkdir(parents=True)
    script = elsewhere / "bin/python"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    script.chmod(0o755)
    with (folder / "pyproject.toml").open("a") as file:
        file.write(f'\n[tool.scaffold]\npython = "{script}"\n')
    assert run(folder, "--migrations")[0] == 0
    assert entries(folder) == []


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["broken", "whole", "more", "less", "setting", "none", "again"]), max_size=4))
def test_memory_never_changes_a_verdict(tmp_path: Path, steps: list[str]) -> None:
    with_memory, without = tmp_path / "with", tmp_path / "without"
    for folder in (with_memory, without):
        library(folder)
        (folder / "tag.py").unlink(missing_ok=True)
    for step in (*steps, "again"):
        for folder in (with_memory, without):
            apply(folder, step)
        for entry in (without / ".scaffold/cache").glob("*.bin"):
            entry.unlink()
        assert run(with_memory) == run(without)


def apply(folder: Path, step: str) -> None:
    """One edit of a person."""
    tag = "from sqlmodel import SQLModel\n\n\nclass Tag(SQLModel, table=True):\n    name: str\n"
    if step in ("broken", "whole"):
        (folder / "models.py").write_text(BROKEN if step == "broken" else MODELS)
    elif step == "more":
        (folder / "tag.py").write_text(tag)
    elif step == "less":
        (folder / "tag.py").unlink(missing_ok=True)
    elif step in ("setting", "none"):
        library(
            folder,
            (folder / "models.py").read_text(),
            '\n[tool.scaffold.check]\nignore = ["SCF5"]\n' * (step == "setting"),
        )
