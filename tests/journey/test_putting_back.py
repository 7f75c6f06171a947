"""`scaffold undo`, `restore` and `resolve`: what is taken back, what comes back, and what is settled."""

from __future__ import annotations

import pytest

from scaffold.errors import LockError, SpecError
from scaffold.pipeline.field import field_drop
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.sync import resolve, restore, sync
from scaffold.pipeline.undo import undo
from tests.journey.workbench import Workbench

PLAIN = Flags(migration=False)
YES = Flags(yes=True, migration=False)


@pytest.fixture
def blog(seed: Workbench) -> Workbench:
    seed.entity("Post title:str:max=200 body:text:null author:User", migration=False)
    return seed


def put(bench: Workbench, files: dict[str, bytes]) -> None:
    """What ``git checkout`` does."""
    for path in bench.files().keys() - files.keys():
        (bench.root / path).unlink()
    for path, text in files.items():
        (bench.root / path).write_bytes(text)


def test_with_nothing_left_to_take_back_undo_says_so(blog: Workbench) -> None:
    undo(blog.root)
    with pytest.raises(LockError, match="nothing to undo"):
        undo(blog.root)


def test_undo_takes_back_one_command_after_the_other(seed: Workbench) -> None:
    states = [seed.files()]
    for line in ("Post title:str author:User", "Post body:text:null", "Comment post:Post"):
        seed.entity(line, migration=False)
        states.append(seed.files())
    for state in reversed(states[:-1]):
        undo(seed.root)
        assert seed.files() == state


def test_undo_of_what_was_checked_out_away_changes_nothing(seed: Workbench) -> None:
    before = seed.files()
    seed.entity("Post title:str author:User", migration=False)
    put(seed, before)
    outcome = undo(seed.root)
    assert (outcome.changes, len(outcome.notes)) == ((), 1)
    assert seed.files() == before


def test_undo_leaves_the_lock_lines_of_others(seed: Workbench) -> None:
    base = seed.files()
    seed.entity("Tag name:str", migration=False)
    tag = seed.text("scaffold.lock").splitlines()
    undo(seed.root)
    assert seed.files() == base
    seed.entity("Post title:str", migration=False)
    ours = seed.text("scaffold.lock").splitlines()
    (seed.root / "scaffold.lock").write_text("\n".join([*ours, *(line for line in tag if line not in ours)]) + "\n")
    undo(seed.root)
    assert "\tTag\t" in seed.text("scaffold.lock")
    assert "\tPost\t" not in seed.text("scaffold.lock")


def test_what_is_there_cannot_be_restored(blog: Workbench) -> None:
    for selector in ("app/schemas/post.py::PostOut.body", "app/schemas/post.py", "app/schemas/post.py::Nothing"):
        with pytest.raises(SpecError, match="nothing of ours was removed there"):
            restore(blog.root, selector, flags=PLAIN)


def test_a_symbol_or_a_file_that_was_removed_comes_back_on_request(blog: Workbench) -> None:
    before = blog.files()
    blog.edit("app/schemas/post.py", "    body: str | None\n", "")
    (blog.root / "tests/test_posts.py").unlink()
    blog.edit("tests/rows.py", blog.text("tests/rows.py")[blog.text("tests/rows.py").index("USER") :], "")
    assert sync(blog.root, flags=PLAIN).changes == ()
    for selector in ("app/schemas/post.py::PostOut.body", "tests/test_posts.py"):
        assert restore(blog.root, selector, flags=PLAIN).exit_code == 0
    left = {path for path, text in blog.files().items() if before.get(path) != text}
    assert left <= {"tests/rows.py", "scaffold.lock"}


def test_a_conflict_writes_nothing_and_is_settled_either_way(blog: Workbench) -> None:
    blog.edit(
        "app/schemas/post.py", "class PostOut(SQLModel):\n    id: int", "class PostOut(SQLModel):\n    id: int  # key"
    )
    blog.edit("app/schemas/post.py", "    body: str | None\n", "    body: str = 'none'\n")
    before = blog.files()
    stopped = field_drop(blog.root, "Post", "body", flags=YES)
    assert (stopped.exit_code, [c.symbol for c in stopped.conflicts]) == (3, ["PostOut.body"])
    assert blog.files() == before
    left = field_drop(blog.root, "Post", "body", flags=Flags(yes=True, migration=False, on_conflict="skip"))
    assert left.exit_code == 3
    assert "body: str = 'none'" in blog.text("app/schemas/post.py")
    assert "body" not in blog.text("app/db/models/post.py")
    selector = "app/schemas/post.py::PostOut.body"
    assert resolve(blog.root, selector, "theirs", flags=PLAIN).exit_code == 0
    assert "body" not in blog.text("app/schemas/post.py")
    undo(blog.root)
    assert resolve(blog.root, selector, "mine", flags=PLAIN).exit_code == 0
    assert "body: str = 'none'" in blog.text("app/schemas/post.py")
    assert sync(blog.root, flags=PLAIN).conflicts == ()
