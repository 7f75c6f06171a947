"""Wrong input: one clear message on stderr, exit code 2, and nothing touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from typing_at_shell import Shell, environment


def test_nothing_asked_is_help_on_stderr(empty: Shell) -> None:
    ran = empty.scaffold()
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: scaffold COMMAND" in ran.err


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["entiy", "Post"], "there is no command entiy", "scaffold entity --help"),
        (["rename", "Post"], "there is no command rename", "scaffold field rename --help"),
        (["field", "ad", "Post"], "there is no command field ad", "scaffold field add --help"),
        (["entity"], "Missing argument 'NAME'", "scaffold entity Post title:str:max=200"),
        (["entity", "Post", "--tabel", "x"], "No such option: --tabel", "--help"),
        (["list", "--project", "nowhere"], "there is no such folder", "--project DIR"),
        (["undo", "--on-conflict", "maybe"], "settled by one of stop, skip", "--on-conflict skip"),
        (["resolve", "a.py::b"], "say which side wins", "scaffold resolve a.py::b --mine"),
        (["resolve", "a.py::b", "--mine", "--theirs"], "say which side wins", "--mine"),
        (["adopt"], "name the models to adopt", "scaffold adopt --all"),
        (["show"], "name the entity to show", "scaffold list"),
        (["show", "--diagram", "png"], "a diagram is mermaid or svg", ""),
        (["entity", "Post", "title:strr"], "strr", "str"),
        (["entity", "Post", "title:str!"], "required by default", "title:str"),
        (["entity", "../Post"], "Post", ""),
    ],
)
def test_a_mistake_is_named_and_nothing_is_touched(blog: Shell, words: list[str], message: str, hint: str) -> None:
    before = blog.files()
    ran = blog.scaffold(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert message in ran.err
    assert hint in ran.err
    assert "Traceback" not in ran.err
    assert blog.files() == before
    told = blog.scaffold(*words, "--json").json() if "--on-conflict" not in words else None
    if told is not None:
        assert message in told["notes"][0]
    assert blog.files() == before


def test_json_of_a_mistake_is_one_object_and_nothing_else(blog: Shell) -> None:
    ran = blog.scaffold("--json", "entity", "Post", "title:str!")
    assert ran.err == ""
    found = ran.json()
    assert (found["command"], found["exit_code"], found["dry_run"]) == ("entity", 2, False)


def test_outside_of_a_project(empty: Shell) -> None:
    ran = empty.scaffold("entity", "Post", "title:str")
    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert empty.files() == {}


def test_our_own_mistake_is_told_in_a_few_lines(blog: Shell) -> None:
    """A file that is a folder of files, say; here, an interpreter without memory for what we do."""
    script = (
        "import sys\n"
        "sys.argv = ['scaffold', 'list']\n"
        "import scaffold.pipeline.listing as listing\n"
        "listing.opened = None\n"
        "from scaffold.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=blog.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "this is a mistake in scaffold itself: TypeError" in done.stderr
    assert "listing.py:" in done.stderr
    assert "Nothing was changed" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_leaves_everything_as_it_was(blog: Shell) -> None:
    before = blog.files()
    for moment in (0.15, 0.3, 0.6):
        child = subprocess.Popen(
            [sys.executable, "-m", "scaffold", "entity", "Tag", "name:str"],
            cwd=blog.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(moment)
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=60)
        if child.returncode == 130:
            assert "interrupted; everything is as it was" in err
            assert blog.files() == before
        elif child.returncode in (-signal.SIGINT, 1):  # before Python had started
            assert "scaffold" not in err
            assert blog.files() == before
        else:
            assert child.returncode == 0
            return


def test_a_pipe_that_closes_early_is_no_error(blog: Shell) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "scaffold", "list"],
        cwd=blog.folder,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_that_cannot_show_a_character(blog: Shell) -> None:
    model = blog.folder / "app/db/models/user.py"
    model.write_text(model.read_text(encoding="utf-8") + "\n\n# Größe → 1\n", encoding="utf-8")
    ran = blog.scaffold("entity", "Größe", "wert:str", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "Traceback" not in ran.err
    assert "UnicodeEncodeError" not in ran.err


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
def test_a_check_that_cannot_be_done_still_ends_in_its_format(blog: Shell, form: str) -> None:
    """A file that CI uploads must be readable, and the exit code says that it is not clean."""
    ran = blog.scaffold("check", "Nobody", "--output-format", form)
    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert {"github": "::error", "gitlab": "[]", "sarif": '"executionSuccessful": false', "junit": "<error"}[
        form
    ] in ran.out


def test_a_format_that_is_none_is_told_before_anything_is_checked(empty: Shell) -> None:
    ran = empty.scaffold("check", "--output-format", "xml")
    assert (ran.code, ran.out) == (2, "")
    assert "full, concise, json, github" in ran.err
    assert empty.scaffold("check", "Nobody", "--output-format", "json").json()["exit_code"] == 2
