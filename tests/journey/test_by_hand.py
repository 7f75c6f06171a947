"""A model that a person changed by hand: what would be lost is asked about, and a new name is no loss."""

from __future__ import annotations

import pytest

from scaffold.dataclass import replace
from scaffold.errors import SpecError
from scaffold.pipeline.field import field_add, field_drop, field_rename
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.sync import sync
from tests.journey.workbench import Workbench

YES = Flags(yes=True, migration=False)
NO_TERMINAL = Flags(migration=False)
MODEL, SCHEMA = "app/db/models/post.py", "app/schemas/post.py"


@pytest.fixture
def blog(seed: Workbench) -> Workbench:
    seed.entity("Post title:str:max=200 body:text:null author:User", migration=False)
    return seed


def test_nothing_is_asked_about_what_loses_nothing(blog: Workbench) -> None:
    blog.edit(MODEL, "max_length=200", "max_length=300, index=True")
    assert sync(blog.root, flags=NO_TERMINAL).exit_code == 0
    assert "max_length=300" in blog.text(SCHEMA)


def test_a_new_name_is_offered_as_one(blog: Workbench) -> None:
    blog.edit(MODEL, "body: str", "content: str")
    before = blog.files()
    with pytest.raises(SpecError, match=r"will drop posts\.body") as refused:
        sync(blog.root, flags=NO_TERMINAL)
    assert "--yes" in refused.value.hint
    assert "scaffold field rename Post body content" in refused.value.hint
    assert blog.files() == before


def test_the_rename_carries_on_what_the_class_says_already(blog: Workbench) -> None:
    blog.edit(MODEL, "body: str", "content: str")
    blog.edit(SCHEMA, "    body: str | None\n", "    body: str | None  # shown in full\n")
    assert field_rename(blog.root, "Post", "body", "content", flags=NO_TERMINAL).exit_code == 0
    assert "body" not in blog.text(SCHEMA)
    assert "    content: str | None  # shown in full\n" in blog.text(SCHEMA)
    assert sync(blog.root, flags=NO_TERMINAL).changes == ()


def test_two_renames_and_a_key_go_in_one_command(blog: Workbench) -> None:
    blog.edit(MODEL, "body: str", "content: str")
    blog.edit(MODEL, "author_id: int", "writer_id: int")
    with pytest.raises(SpecError) as refused:
        sync(blog.root, flags=NO_TERMINAL)
    assert "scaffold field rename Post author_id writer_id body content" in refused.value.hint
    field_rename(blog.root, "Post", "author_id", "writer_id", "body", "content", flags=NO_TERMINAL)
    assert '"writer_id": User' in blog.text("app/services/post_service.py")
    assert sync(blog.root, flags=NO_TERMINAL).changes == ()


def test_a_name_without_its_new_one_is_refused(blog: Workbench) -> None:
    with pytest.raises(SpecError, match="what shall author be called"):
        field_rename(blog.root, "Post", "title", "headline", "author", flags=NO_TERMINAL)


def test_a_field_that_went_by_hand_can_be_dropped_by_name(blog: Workbench) -> None:
    blog.edit(MODEL, "    body: str | None = Field(default=None, sa_type=sa.Text)\n", "")
    assert field_drop(blog.root, "Post", "body", flags=YES).exit_code == 0
    assert "body" not in blog.text(SCHEMA)


def test_a_narrower_field_is_asked_about(blog: Workbench) -> None:
    blog.edit(MODEL, "max_length=200", "max_length=20")
    before = blog.files()
    with pytest.raises(SpecError, match=r"Post\.title: values longer than 20 are refused or cut") as refused:
        sync(blog.root, flags=NO_TERMINAL)
    assert "--yes" in refused.value.hint
    assert blog.files() == before
    assert sync(blog.root, flags=YES).exit_code == 0
    assert "max_length=20)" in blog.text(SCHEMA)


@pytest.mark.slow
def test_a_many_to_many_relation_is_dropped_with_its_table(seed: Workbench) -> None:
    seed.entity("Tag name:str", migration=False)
    seed.entity("Post title:str")
    field_add(seed.root, "Post", ["tags:Tag:many"])
    with pytest.raises(SpecError, match="will drop post_tag_links with"):
        field_drop(seed.root, "Post", "tags")
    outcome = field_drop(seed.root, "Post", "tags", flags=replace(YES, migration=True))
    assert outcome.migration is not None
    assert "drop_table post_tag_links" in outcome.migration.operations


def test_tests_do_not_expect_what_a_person_hides_from_clients(blog: Workbench) -> None:
    tests = "tests/test_posts.py"
    before = blog.text(tests)
    assert sync(blog.root, flags=NO_TERMINAL).changes == ()
    blog.edit(SCHEMA, "    id: int\n    title: str\n", "    id: int\n")
    assert [change.path for change in sync(blog.root, flags=NO_TERMINAL).changes] == [tests]
    assert 'HIDDEN = {\n    "title",\n}' in blog.text(tests)
    assert sync(blog.root, flags=NO_TERMINAL).changes == ()
    blog.edit(SCHEMA, "    id: int\n", "    id: int\n    title: str\n")
    sync(blog.root, flags=NO_TERMINAL)
    assert blog.text(tests) == before


def test_a_class_in_another_module_is_neither_foreign_nor_unwanted(blog: Workbench) -> None:
    content = "app/db/models/content.py"
    (blog.root / content).write_text(blog.text(MODEL).replace("title: str", "# shown in the list\n    title: str"))
    (blog.root / MODEL).write_text('from app.db.models.content import Post\n\n__all__ = ["Post"]\n')
    blog.edit("app/db/models/user.py", "models.post import", "models.content import")
    before = blog.files()
    assert sync(blog.root, flags=NO_TERMINAL).changes == ()
    assert {path for path, text in blog.files().items() if text != before[path]} <= {"scaffold.lock"}
    field_rename(blog.root, "Post", "title", "headline", flags=NO_TERMINAL)
    field_drop(blog.root, "Post", "body", flags=YES)
    assert "# shown in the list\n    headline: str" in blog.text(content)
    assert "body" not in blog.text(content)
    assert blog.text(MODEL).startswith("from app.db.models.content import Post")
