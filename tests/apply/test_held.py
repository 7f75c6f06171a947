"""One run at a time, and whoever has to wait is told for whom."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from apply_cases import tree

from scaffold.apply import apply, held
from scaffold.errors import LockError
from scaffold.plan import Change

HOLD = """
import sys, time
from pathlib import Path
from scaffold.apply import held
sys.argv = ["/usr/bin/scaffold", "entity", "Post", "secret:str"]
with held(Path({root!r})):
    print("held", flush=True)
    time.sleep({seconds})
"""


def holder(root: Path, seconds: float) -> subprocess.Popen[str]:
    """Another process that holds the project."""
    script = HOLD.format(root=str(root), seconds=seconds)
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_holding_leaves_no_trace(root: Path) -> None:
    with held(root), held(root):
        assert (root / ".scaffold/running").exists()
    assert not (root / ".scaffold").exists()


def test_the_second_is_refused_and_told_by_whom(root: Path) -> None:
    child = holder(root, 60)
    before = tree(root)
    try:
        with pytest.raises(LockError) as caught, held(root, wait=0.2):
            raise AssertionError("two runs at once")
        assert f"pid {child.pid} (scaffold entity Post)" in caught.value.message
        assert "secret" not in caught.value.message
        with pytest.raises(LockError), held(root, wait=0):
            apply(root, [Change(path="n.py", before=None, after="1\n")], command="x")
    finally:
        child.kill()
        child.communicate()
    assert tree(root) == before


def test_a_short_wait_is_waited(root: Path) -> None:
    child = holder(root, 0.3)
    with held(root, wait=10):
        assert child.wait(timeout=5) == 0
    child.communicate()


def test_a_holder_that_was_killed_holds_nothing(root: Path) -> None:
    child = holder(root, 60)
    child.kill()
    child.communicate()
    began = time.monotonic()
    with held(root, wait=5):
        assert f"pid {os.getpid()}" in (root / ".scaffold/running").read_text()
    assert time.monotonic() - began < 1
    assert not (root / ".scaffold").exists()


def test_an_error_inside_lets_go(root: Path) -> None:
    with pytest.raises(ValueError, match="ours"), held(root):
        raise ValueError("ours")
    with held(root, wait=0):
        pass


def test_many_at_once_take_turns(root: Path) -> None:
    """Each of six processes adds a line to one file, ten times, each on top of what it finds."""
    script = f"""
from pathlib import Path
from scaffold.apply import apply, held
from scaffold.plan import Change
root = Path({str(root)!r})
for _ in range(10):
    with held(root, wait=60):
        text = (root / "app/user.py").read_text()
        change = Change(path="app/user.py", before=text, after=text + "x\\n")
        apply(root, [change], command="entity")
"""
    children = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(6)]
    assert [child.wait(timeout=120) for child in children] == [0] * 6
    assert (root / "app/user.py").read_text() == "class User: ...\n" + "x\n" * 60


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LockError, match="no such folder"), held(tmp_path / "gone"):
        raise AssertionError("held nothing")
