"""`scaffold field rename` of each kind of field, among hand edits: the layers agree, and nothing else moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.errors import SpecError
from scaffold.pipeline.field import field_change, field_rename
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.sync import sync
from scaffold.pipeline.undo import undo
from tests.journey.workbench import Workbench

NO_MIGRATION = Flags(migration=False)


@pytest.fixture
def blog(seed: Workbench) -> Workbench:
    seed.entity("Tag name:str", migration=False)
    seed.entity("Post title:str status:draft/published:default=draft author:User tags:Tag:many", migration=False)
    return seed


def mentions(bench: Workbench, word: str) -> list[str]:
    return [p for p, text in bench.files().items() if p.endswith(".py") and word in text.decode()]


def test_a_name_that_is_taken_changes_nothing(blog: Workbench) -> None:
    before = blog.files()
    for new in ("status", "author_id", "tag_ids", "posts; drop"):
        with pytest.raises(SpecError):
            field_rename(blog.root, "Post", "title", new, flags=NO_MIGRATION)
    assert blog.files() == before


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new"), [("author", "writer"), ("tags", "labels"), ("status", "state")])
def test_every_layer_and_the_other_side_have_the_new_name(blog: Workbench, old: str, new: str) -> None:
    before = blog.files()
    outcome = field_rename(blog.root, "Post", old, new, flags=NO_MIGRATION)
    assert (outcome.exit_code, outcome.conflicts) == (0, ())
    assert mentions(blog, f"{old.removesuffix('s')}_ids" if old == "tags" else f"{old}_id") == []
    assert "posts: list[" in blog.text("app/db/models/user.py")
    blog.run("pytest", "-q", "-p", "no:cacheprovider", "tests/test_posts.py")
    after = blog.files()
    assert sync(blog.root).changes == ()
    assert blog.files() == after
    undo(blog.root)
    assert blog.files() == before


def test_an_enum_class_keeps_the_name_that_others_import(blog: Workbench) -> None:
    field_rename(blog.root, "Post", "status", "state", flags=NO_MIGRATION)
    model = blog.text("app/db/models/post.py")
    assert "class PostStatus(StrEnum):" in model
    assert "state: PostStatus" in model
    blog.edit("app/db/models/post.py", '    DRAFT = "draft"', '    DRAFT = "draft"  # not shown\n    GONE = "gone"')
    blog.edit("app/db/models/post.py", "class PostStatus(StrEnum):", "@unique\nclass PostStatus(StrEnum):")
    blog.edit("app/db/models/post.py", "from enum import StrEnum", "from enum import StrEnum, unique")
    words = "state:draft/gone/published/late:default=late"
    assert field_change(blog.root, "Post", words, flags=NO_MIGRATION).conflicts == ()
    model = blog.text("app/db/models/post.py")
    assert (
        '    DRAFT = "draft"  # not shown\n    GONE = "gone"\n    PUBLISHED = "published"\n    LATE = "late"\n' in model
    )
    assert "default=PostStatus.LATE" in model
    assert "PostState" not in model


def test_what_a_person_wrote_about_the_field_goes_with_it(blog: Workbench) -> None:
    blog.edit("app/db/models/user.py", '"author"', '"author", sa_relationship_kwargs={"order_by": "Post.author_id"}')
    blog.edit("app/services/post_service.py", '    "author_id": User,', '    "author_id": User,  # may be anyone')
    blog.edit("tests/rows.py", '    "email": "text 1",', '    "email": "author_id",')
    (blog.root / "app/report.py").write_text("from app.db.models import Post\n\nNAMES = Post.author_id\n")
    outcome = field_rename(blog.root, "Post", "author", "writer", flags=NO_MIGRATION)
    assert outcome.exit_code == 0
    assert '"writer", sa_relationship_kwargs={"order_by": "Post.writer_id"}' in blog.text("app/db/models/user.py")
    assert '"writer_id": User,  # may be anyone' in blog.text("app/services/post_service.py")
    assert '"email": "author_id"' in blog.text("tests/rows.py")
    told = [note for note in outcome.notes if "may mean" in note]
    assert told == [
        "may mean author and was not changed: app/report.py:3",
        "may mean author and was not changed: tests/rows.py:9",
    ]


def test_layers_that_lag_behind_the_model_still_follow_after_a_rename(blog: Workbench) -> None:
    blog.edit("app/db/models/post.py", "    title: str", "    slug: str | None = None\n    title: str")
    field_rename(blog.root, "Post", "title", "headline", flags=NO_MIGRATION)
    assert blog.text("app/schemas/post.py").count("slug:") == 3


def test_in_one_file_the_relation_of_another_class_is_renamed_too(tmp_path: Path) -> None:
    one = Workbench.of("one_file", tmp_path / "one")
    one.entity("Note title:str hero:Hero", migration=False)
    field_rename(one.root, "Note", "hero", "champion", flags=NO_MIGRATION)
    assert 'notes: list["Note"] = Relationship(back_populates="champion"' in one.text("app/models.py")
    assert sync(one.root).changes == ()
