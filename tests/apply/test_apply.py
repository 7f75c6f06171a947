"""A plan reaches the disk whole, and nothing else does."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from apply_cases import AFTER, CHANGES, LOCK, tree

from scaffold.apply import apply, forget, last_run, pending, recover, runs
from scaffold.errors import LockError, ProjectError, ScaffoldError, StepError
from scaffold.plan import Change


def test_an_empty_plan_leaves_no_trace(root: Path) -> None:
    before = tree(root)
    applied = apply(root, [], command="entity")
    assert applied.changes == ()
    assert tree(root) == before
    assert not (root / ".scaffold").exists()


def test_a_change_that_changes_nothing_is_none(root: Path) -> None:
    same = Change(path="app/user.py", before="class User: ...\n", after="class User: ...\n")
    inode = (root / "app/user.py").stat().st_ino
    assert apply(root, [same], command="sync").changes == ()
    assert (root / "app/user.py").stat().st_ino == inode
    assert last_run(root) is None


def test_create_update_delete(root: Path) -> None:
    applied = apply(root, CHANGES, command="entity", lock=LOCK)
    assert tree(root) == AFTER
    assert applied.changes == (*CHANGES, LOCK)
    assert not pending(root)
    assert recover(root) is None
    assert sorted(os.listdir(root / ".scaffold")) == [".gitignore", "history"]


def test_the_mode_of_a_file_stays(root: Path) -> None:
    script = root / "app/user.py"
    script.chmod(0o750)
    apply(root, [Change(path="app/user.py", before="class User: ...\n", after="1\n")], command="x")
    assert stat.S_IMODE(script.stat().st_mode) == 0o750


def test_a_new_file_has_the_mode_that_the_umask_gives(root: Path) -> None:
    before = os.umask(0o027)
    try:
        apply(root, [Change(path="app/n.py", before=None, after="1\n")], command="x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((root / "app/n.py").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfx = 1\r\ny = 2\r\n",
        b"x = 1\rold = 'mac'\r",
        b"x = 1\n\x0c\ny = 2",
        b"# -*- coding: latin-1 -*-\nname = '\xe9'\n",
        b"#!/usr/bin/env python\n# vim: set fileencoding=cp1252 :\nprice = '\x80'\n",
        "ünï = '→'\n".encode(),
        b"",
    ],
)
def test_bytes_that_no_change_names_stay(root: Path, content: bytes) -> None:
    from scaffold.project.tree import decode

    (root / "app/host.py").write_bytes(content)
    text = decode(content)
    apply(root, [Change(path="app/host.py", before=text, after=text + "z = 3\n")], command="x")
    assert (root / "app/host.py").read_bytes() == content + b"z = 3\n"


def test_a_character_that_the_encoding_lacks_is_refused(root: Path) -> None:
    cookie = "# coding: latin-1\n"
    (root / "app/host.py").write_text(cookie)
    before = tree(root)
    with pytest.raises(ProjectError, match="latin-1") as caught:
        apply(
            root,
            [Change(path="app/host.py", before=cookie, after=f"{cookie}a = '→'\n")],
            command="x",
        )
    assert caught.value.where == "app/host.py:2"
    assert tree(root) == before


@pytest.mark.parametrize(
    ("there", "change"),
    [
        (b"edited\n", Change(path="app/user.py", before="class User: ...\n", after="1\n")),
        (b"mine\n", Change(path="app/post.py", before=None, after="1\n")),
        (None, Change(path="app/gone.py", before="old\n", after="1\n")),
        (b"edited\n", Change(path="app/old.py", before="gone = True\n", after=None)),
    ],
)
def test_a_file_that_changed_since_the_plan_is_not_overwritten(root: Path, there: bytes | None, change: Change) -> None:
    if there is not None:
        (root / change.path).write_bytes(there)
    before = tree(root)
    with pytest.raises(ProjectError, match="changed since the plan") as caught:
        apply(root, [CHANGES[2], change], command="x")
    assert caught.value.where == change.path
    assert tree(root) == before


@pytest.mark.parametrize(
    "path",
    [
        *(
            "../out.py",
            "/etc/out.py",
            "app/../../out.py",
            "",
            ".",
            "a\0b.py",
            "..\\out.py",
            "C:/out.py",
        ),
        *(".git/config", ".scaffold/run/journal.json", ".scaffold/history/0001.json", "app"),
    ],
)
def test_a_path_that_is_no_file_of_the_project_is_refused(root: Path, path: str) -> None:
    before = tree(root.parent)
    with pytest.raises(ProjectError):
        apply(root, [Change(path=path, before=None, after="1\n")], command="x")
    assert tree(root.parent) == before


def test_a_name_that_no_file_can_have_is_refused(root: Path) -> None:
    before = tree(root)
    with pytest.raises(StepError, match="too long"):
        apply(root, [Change(path="app/" + "n" * 300 + ".py", before=None, after="1\n")], command="x")
    assert tree(root) == before


def test_a_file_where_a_folder_is_needed(root: Path) -> None:
    before = tree(root)
    with pytest.raises(ScaffoldError):
        apply(
            root,
            [*CHANGES, Change(path="scaffold.lock/x.py", before=None, after="1\n")],
            command="x",
        )
    assert tree(root) == before


def test_an_ejected_template_may_be_written(root: Path) -> None:
    change = Change(path=".scaffold/templates/model.py.jinja", before=None, after="x\n")
    apply(root, [change], command="templates eject")
    assert (root / change.path).read_text() == "x\n"


def test_a_link_out_of_the_project_is_refused(root: Path) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "victim.py").write_text("mine\n")
    (root / "linked").symlink_to(outside)
    (root / "app/victim.py").symlink_to(outside / "victim.py")
    for path, before in (
        ("linked/new.py", None),
        ("linked/deep/new.py", None),
        ("linked/victim.py", "mine\n"),
        ("app/victim.py", "mine\n"),
        ("app/victim.py", None),
    ):
        with pytest.raises(ProjectError, match="leads out of the project"):
            apply(root, [Change(path=path, before=before, after="ours\n")], command="x")
    assert tree(outside) == {"victim.py": b"mine\n"}


def test_a_link_inside_the_project_is_followed_and_stays(root: Path) -> None:
    (root / "app/alias.py").symlink_to("user.py")
    change = Change(path="app/alias.py", before="class User: ...\n", after="1\n")
    apply(root, [change], command="x")
    assert (root / "app/alias.py").is_symlink()
    assert (root / "app/user.py").read_text() == "1\n"


def test_a_link_to_nowhere_is_refused(root: Path) -> None:
    (root / "app/dangling.py").symlink_to("nowhere.py")
    with pytest.raises(ProjectError, match="leads nowhere"):
        apply(root, [Change(path="app/dangling.py", before=None, after="1\n")], command="x")
    assert not (root / "app/nowhere.py").exists()


def test_state_never_leaves_through_a_link(root: Path) -> None:
    (root.parent / "elsewhere").mkdir()
    (root / ".scaffold").symlink_to(root.parent / "elsewhere")
    with pytest.raises(LockError):
        apply(root, [Change(path="app/n.py", before=None, after="1\n")], command="x")
    assert tree(root.parent / "elsewhere") == {}


def test_two_changes_of_one_file_are_refused(root: Path) -> None:
    (root / "alias").symlink_to("app")
    before = tree(root)
    for other in ("app/n.py", "alias/n.py", "app/./n.py"):
        with pytest.raises(ProjectError, match="two changes"):
            apply(
                root,
                [
                    Change(path="app/n.py", before=None, after="1\n"),
                    Change(path=other, before=None, after="2\n"),
                ],
                command="x",
            )
    assert tree(root) == before


def test_a_read_only_file_is_respected(root: Path) -> None:
    (root / "app/user.py").chmod(0o444)
    before = tree(root)
    with pytest.raises(ProjectError, match="read-only") as caught:
        apply(root, CHANGES, command="x")
    assert caught.value.hint == "chmod u+w app/user.py"
    assert tree(root) == before


def test_a_full_disk_puts_everything_back(root: Path) -> None:
    """The disk is full: the large file cannot be staged, so the small one is not kept."""
    before = tree(root)
    script = f"""
import resource
from pathlib import Path
from scaffold.apply import apply
from scaffold.errors import StepError
from scaffold.plan import Change
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
small = Change(path="app/small.py", before=None, after="1\\n")
large = Change(path="app/large.py", before=None, after="x = 1\\n" * 20_000)
try:
    apply(Path({str(root)!r}), [small, large], command="entity")
except StepError as error:
    print(error.message, error.where)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "File too large" in done.stdout
    assert tree(root) == before
    assert not (root / ".scaffold").exists()


def test_git_ignores_the_state_but_not_the_templates(root: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    apply(root, CHANGES, command="entity", lock=LOCK)
    (root / ".scaffold/templates/deep").mkdir(parents=True)
    (root / ".scaffold/templates/deep/model.py.jinja").write_text("x")
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert [path for path in listed if path.startswith(".scaffold")] == [".scaffold/templates/deep/model.py.jinja"]


def test_an_ignore_file_of_the_users_stays(root: Path) -> None:
    (root / ".scaffold").mkdir()
    (root / ".scaffold/.gitignore").write_text("*\n")
    apply(root, CHANGES, command="entity", lock=LOCK)
    assert (root / ".scaffold/.gitignore").read_text() == "*\n"


def test_the_last_run_can_be_taken_back_exactly(root: Path) -> None:
    (root / "app/user.py").chmod(0o700)
    before = tree(root)
    apply(root, CHANGES, command="entity", lock=LOCK)
    run = last_run(root)
    assert run is not None
    assert (run.command, run.changes) == ("entity", (*CHANGES, LOCK))
    inverse = [Change(path=c.path, before=c.after, after=c.before) for c in reversed(run.changes)]
    apply(root, inverse, command="undo", undoes=run)
    assert tree(root) == before
    assert stat.S_IMODE((root / "app/user.py").stat().st_mode) == 0o700
    assert last_run(root) is None


def test_several_levels_are_kept_and_not_for_ever(root: Path) -> None:
    for level in range(25):
        apply(
            root,
            [Change(path="n.py", before=None if level == 0 else f"{level - 1}\n", after=f"{level}\n")],
            command=f"entity {level}",
        )
    kept = runs(root)
    assert [run.command for run in kept] == [f"entity {level}" for level in range(24, 4, -1)]
    forget(root, kept[0])
    assert last_run(root) == kept[1]


def test_a_level_that_was_taken_back_uncovers_the_one_below(root: Path) -> None:
    apply(root, [Change(path="a.py", before=None, after="a\n")], command="entity A")
    apply(root, [Change(path="b.py", before=None, after="b\n")], command="entity B")
    top = last_run(root)
    assert top is not None
    apply(root, [Change(path="b.py", before="b\n", after=None)], command="undo", undoes=top)
    below = last_run(root)
    assert below is not None
    assert below.command == "entity A"
    apply(root, [], command="undo", undoes=below)
    assert runs(root) == ()


def test_a_broken_history_is_named(root: Path) -> None:
    apply(root, [Change(path="a.py", before=None, after="a\n")], command="entity A")
    (root / ".scaffold/history/0001.json").write_text("{}")
    with pytest.raises(LockError, match="cannot be read"):
        last_run(root)
