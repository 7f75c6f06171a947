"""Drift between a managed model and its layers: found where it stands, repaired as `sync` would, quiet otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scaffold.pipeline.adopt import adopt
from scaffold.pipeline.check import check
from scaffold.pipeline.entity import entity
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.listing import list_entities, show
from scaffold.pipeline.sync import sync

PROJECTS = Path(__file__).parent.parent / "projects"
MODEL, SCHEMA = "app/db/models/post.py", "app/schemas/post.py"
VIEWS = "    views: int = 0\n"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blog with a managed Post, written once for all tests."""
    folder = tmp_path_factory.mktemp("written") / "blog"
    shutil.copytree(PROJECTS / "blog", folder, ignore=shutil.ignore_patterns("__pycache__", ".scaffold", "*.db"))
    entity(folder, "Post", ["title:str:max=200", "views:int:default=0"], flags=Flags(yes=True, migration=False))
    return folder


@pytest.fixture
def blog(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "blog"))


def edit(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text()
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1))


def test_what_was_just_written_is_in_step_with_all_rules_that_are_on(blog: Path) -> None:
    assert check(blog).findings == ()


def test_a_field_added_by_hand_is_missing_from_each_schema_and_fix_carries_it_through(blog: Path) -> None:
    edit(blog, MODEL, VIEWS, f"    subtitle: str | None = None\n{VIEWS}")
    missing = {item.symbol for item in check(blog).findings if item.code == "SCF202"}
    assert missing == {"PostCreate.subtitle", "PostUpdate.subtitle", "PostOut.subtitle"}
    assert all(item.path != MODEL for item in check(blog).findings)
    assert check(blog, fix=True).exit_code == 0
    assert (blog / SCHEMA).read_text().count("subtitle:") == 3
    assert check(blog).findings == ()


def test_a_field_removed_from_the_model_would_be_removed_from_its_layers(blog: Path) -> None:
    edit(blog, MODEL, VIEWS, "")
    found = {item.symbol for item in check(blog).findings if item.code == "SCF902" and item.path == SCHEMA}
    assert {"PostCreate.views", "PostUpdate.views", "PostOut.views"} <= found
    assert check(blog, fix=True).exit_code == 0
    assert "views" not in (blog / SCHEMA).read_text()


def test_what_a_person_edits_or_removes_on_purpose_is_no_drift(blog: Path) -> None:
    edit(
        blog,
        SCHEMA,
        "class PostOut(SQLModel):\n    id: int\n    title: str\n",
        "class PostOut(SQLModel):\n    id: int\n",
    )
    edit(blog, "app/services/post_service.py", "async def create_post", "# ours\nasync def create_post")
    assert check(blog).findings == ()
    assert "absent: PostOut.title" in list_entities(blog).text
    assert "absent: PostOut.title" in show(blog, "Post").text


def test_a_table_that_links_two_entities_goes_with_them(blog: Path) -> None:
    entity(blog, "Label", ["name:str", "posts:Post:many"], flags=Flags(yes=True, migration=False))
    told = list_entities(blog)
    assert "links Label and Post" in told.text
    assert not any("Link" in command for command in told.next)


def test_a_misspelt_partner_is_corrected_not_carried_on(blog: Path) -> None:
    entity(blog, "Note", ["text:str", "post:Post"], flags=Flags(yes=True, migration=False))
    assert check(blog).findings == ()
    edit(blog, "app/db/models/note.py", 'back_populates="notes"', 'back_populates="noets"')
    assert any(item.code == "SCF513" and item.path == "app/db/models/note.py" for item in check(blog).findings)
    assert check(blog, fix=True).exit_code == 0
    assert 'back_populates="notes"' in (blog / "app/db/models/note.py").read_text()


def test_a_misspelt_target_is_told_once_and_takes_nothing_apart(blog: Path) -> None:
    entity(blog, "Note", ["text:str", "post:Post"], flags=Flags(yes=True, migration=False))
    edit(blog, "app/db/models/note.py", 'post: "Post"', 'post: "Pots"')
    assert [item.code for item in check(blog).findings] == ["SCF511"]
    before = (blog / MODEL).read_text()
    assert [item.code for item in check(blog, fix=True).findings] == ["SCF511"]
    assert (blog / MODEL).read_text() == before
    assert check(blog, unsafe_fixes=True).exit_code == 0
    assert 'post: "Post"' in (blog / "app/db/models/note.py").read_text()


def test_a_model_that_is_gone_is_told_and_nothing_is_taken_apart(blog: Path) -> None:
    (blog / MODEL).unlink()
    before = (blog / SCHEMA).read_text()
    outcome = check(blog, fix=True)
    assert "SCF101" in {item.code for item in outcome.findings}
    assert outcome.exit_code == 1
    assert (blog / SCHEMA).read_text() == before


def test_a_file_of_ours_that_is_gone_is_told_only_while_something_imports_it(blog: Path) -> None:
    text = (blog / SCHEMA).read_text()
    (blog / "tests/test_posts.py").unlink()
    assert check(blog).findings == ()
    (blog / SCHEMA).unlink()
    (finding,) = check(blog).findings
    assert (finding.code, finding.path, finding.fix) == ("SCF905", SCHEMA, f"scaffold restore {SCHEMA}")
    assert check(blog, fix=True).exit_code == 0
    assert (blog / SCHEMA).read_text() == text
    assert not (blog / "tests/test_posts.py").exists()


@pytest.mark.parametrize(
    ("begins", "old", "new", "message"),
    [
        ("E\tPost\t", None, None, "there are files of Post, and no line for Post itself"),
        (f"F\tPost\t{SCHEMA}", None, None, f"there is no line for {SCHEMA}, which was written for Post"),
        ("E\tPost\t", "max=200", "max=100", "the words of Post were changed by hand"),
        (f"F\tPost\t{SCHEMA}", '{"i":', '{"j":', f"the line for {SCHEMA} was changed by hand"),
    ],
    ids=["entity", "file", "words", "symbols"],
)
def test_a_lock_that_was_edited_by_hand_is_told_and_adopt_puts_it_right(
    blog: Path, begins: str, old: str | None, new: str | None, message: str
) -> None:
    lock = blog / "scaffold.lock"
    lines = lock.read_text().split("\n")
    (at,) = (number for number, line in enumerate(lines) if line.startswith(begins))
    lines[at : at + 1] = [lines[at].replace(old, new)] if old is not None and new is not None else []
    lock.write_text("\n".join(lines))
    assert [(item.code, item.message) for item in check(blog).findings] == [("SCF909", message)]
    adopt(blog, ["Post"], flags=Flags(yes=True, migration=False))
    assert check(blog).findings == ()


def test_a_broken_relation_is_repaired_although_drift_comes_to_light(blog: Path) -> None:
    entity(blog, "Note", ["text:str", "post:Post"], flags=Flags(yes=True, migration=False))
    key = '    other_id: int | None = Field(default=None, foreign_key="posts.id", index=True)\n'
    edit(blog, "app/db/models/note.py", "    post_id:", f"{key}    post_id:")
    assert {item.code for item in check(blog).findings} == {"SCF520"}
    assert check(blog, fix=True).exit_code == 0
    assert "other_id" in (blog / "app/schemas/note.py").read_text()


def test_rows_for_the_tests_of_others_belong_to_nobody_who_is_missed(tmp_path: Path) -> None:
    key = "    id: int | None = Field(default=None, primary_key=True)\n"
    model = f"from sqlmodel import Field, SQLModel\n\n\nclass User(SQLModel, table=True):\n{key}"
    (tmp_path / "app").mkdir()
    (tmp_path / "app/models.py").write_text(model)
    (tmp_path / "app/main.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    entity(tmp_path, "Tag", ["name:str", "owner:User"], flags=Flags(migration=False))
    assert "F\tUser\t" in (tmp_path / "scaffold.lock").read_text()
    assert "SCF909" not in {item.code for item in check(tmp_path).findings}


def test_what_had_to_be_rendered_to_compare_is_said_until_a_sync_notes_it(blog: Path) -> None:
    names = ("Tag", "Team", "Venue", "Author")
    for name in names:
        entity(blog, name, ["name:str"], flags=Flags(migration=False))
    assert check(blog).notes == ()
    with (blog / "pyproject.toml").open("a") as file:
        file.write("\n[tool.scaffold.shadow.env]\nMODE = 'test'\n")
    outcome = check(blog)
    assert outcome.findings == ()
    assert outcome.notes == ("5 entities were rendered to compare; after scaffold sync none has to be",)
    synced = sync(blog, flags=Flags(migration=False))
    assert (synced.changes, synced.notes) == ((), ("scaffold.lock is brought up to date",))
    assert check(blog).notes == ()
    assert sync(blog, flags=Flags(migration=False)).notes == ()
