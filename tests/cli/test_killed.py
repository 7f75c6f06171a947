"""The whole command, killed for real while it writes: the next run finishes or puts back, and says so."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typing_at_shell import PROJECTS, Shell, environment

WORDS = ("entity", "Tag", "name:str:unique", "--no-migration")
KILLED = """
import os, signal, sys
project, left = os.getcwd() + os.sep, int(sys.argv[1])
def hook(event, args):
    global left
    changes = event in ("os.rename", "os.remove", "os.mkdir", "os.link") or (
        event == "open" and int(args[2]) & (os.O_WRONLY | os.O_RDWR)
    )
    if changes and "__pycache__" not in str(args[0]) and ".scaffold/cache" not in str(args[0]):
        if os.path.abspath(str(args[0])).startswith(project):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
sys.argv = ["scaffold", *sys.argv[2:]]
from scaffold.__main__ import main
main()
"""


def source(shell: Shell) -> dict[str, bytes]:
    """What a person reads of the project."""
    return {name: text for name, text in shell.files().items() if not name.startswith((".scaffold/", "scaffold.lock"))}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the project holds after a run that nobody disturbed."""
    shell = fresh(tmp_path_factory.mktemp("whole"))
    assert shell.scaffold(*WORDS).code == 0
    return source(shell)


def fresh(folder: Path) -> Shell:
    ignored = shutil.ignore_patterns("__pycache__", "*.db", ".scaffold")
    shutil.copytree(PROJECTS / "blog", folder / "blog", ignore=ignored)
    return Shell(folder / "blog")


@pytest.mark.parametrize("step", [2, 12, 25, 38, 46, 60])
def test_the_next_run_puts_it_right(tmp_path: Path, whole: dict[str, bytes], step: int) -> None:
    shell = fresh(tmp_path)
    before = source(shell)
    command = [sys.executable, "-c", KILLED, str(step), *WORDS]
    done = subprocess.run(command, cwd=shell.folder, env=environment(), capture_output=True, check=False)
    assert done.returncode in (-signal.SIGKILL, 0)
    half_done = source(shell) not in (before, whole)
    again = shell.scaffold(*WORDS)
    assert again.code == 0, again.err
    assert source(shell) == whole
    assert ("was interrupted" in again.out) >= half_done


@pytest.mark.slow
@pytest.mark.parametrize("step", [60, 125, 140])
def test_the_migration_and_the_lock_are_part_of_the_run(tmp_path: Path, step: int) -> None:
    shell = fresh(tmp_path)
    command = [sys.executable, "-c", KILLED, str(step), *WORDS[:-1]]
    done = subprocess.run(command, cwd=shell.folder, env=environment(), capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert shell.scaffold(*WORDS[:-1]).code == 0
    whole = shell.files()
    assert len([name for name in whole if "versions/0002" in name]) == 1
    assert "Nothing to change." in shell.scaffold(*WORDS[:-1]).out
    assert {name: text for name, text in shell.files().items() if ".scaffold/" not in name} == {
        name: text for name, text in whole.items() if ".scaffold/" not in name
    }
