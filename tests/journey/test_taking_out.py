"""`scaffold remove` and `field drop`: what nobody edited goes, what a person wrote stays, the rest keeps working."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.errors import SpecError
from scaffold.pipeline.field import field_add, field_drop
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.remove import remove
from scaffold.pipeline.sync import sync
from scaffold.pipeline.undo import undo
from tests.journey.workbench import PROJECTS, Workbench

YES = Flags(yes=True, migration=False)


@pytest.fixture
def blog(seed: Workbench) -> Workbench:
    seed.entity("Post title:str:max=200 body:text:null author:User", migration=False)
    return seed


def test_an_edit_inside_a_function_stays_after_later_runs(blog: Workbench) -> None:
    blog.edit(
        "app/services/post_service.py", "    return post\n", "    post.title = post.title.strip()\n    return post\n"
    )
    blog.edit(
        "app/repositories/post_repo.py", "async def get_post_by_id", "# for the sitemap\nasync def get_post_by_id"
    )
    blog.entity("Post subtitle:str:null", migration=False)
    outcome = remove(blog.root, "Post", flags=YES)
    assert (outcome.exit_code, outcome.conflicts) == (3, ())
    assert "left, for it was edited: app/services/post_service.py::get_post" in outcome.notes
    assert "post.title.strip()" in blog.text("app/services/post_service.py")
    assert "# for the sitemap" in blog.text("app/repositories/post_repo.py")
    assert not (blog.root / "app/schemas/post.py").exists()


def test_the_class_on_the_other_side_is_not_ours_after_a_drop(blog: Workbench) -> None:
    before = blog.text("app/db/models/user.py")
    outcome = field_drop(blog.root, "Post", "author", flags=YES)
    assert outcome.exit_code == 0
    assert "Post" not in blog.text("app/db/models/user.py")
    assert sync(blog.root, flags=YES).changes == ()
    remove(blog.root, "Post", flags=YES)
    assert "class User(" in blog.text("app/db/models/user.py")
    assert "def label" in before


@pytest.mark.slow
def test_the_rest_goes_after_a_person_removed_the_model(seed: Workbench) -> None:
    before = seed.files()
    seed.entity("Tag name:str")
    (seed.root / "app/db/models/tag.py").unlink()
    outcome = remove(seed.root, "Tag", flags=Flags(yes=True))
    assert outcome.exit_code == 0
    assert outcome.migration is not None
    assert 'op.drop_table("tags")' in outcome.migration.text
    assert not {path for path in seed.files().keys() - before.keys() if "tag" in path and "versions" not in path}


def test_support_and_rows_that_are_in_use_or_a_persons_stay(seed: Workbench) -> None:
    seed.entity("Post title:str body:text author:User", migration=False)
    seed.entity("Comment body:text post:Post author:User", migration=False)
    seed.edit("app/services/references.py", "\n\n\nasync", "\n\n\n# one query per table\nasync")
    remove(seed.root, "Comment", flags=YES)
    assert "def some_user(" in seed.text("tests/rows.py")
    assert "some_post" not in seed.text("tests/rows.py")
    assert (seed.root / "app/schemas/types.py").exists()
    remove(seed.root, "Post", flags=YES)
    assert "# one query per table" in seed.text("app/services/references.py")


def test_support_and_rows_that_nobody_uses_any_more_go_along(seed: Workbench) -> None:
    before = seed.files()
    seed.entity("Post title:str body:text author:User tags:str:list", migration=False)
    with_post = seed.files()
    assert {"app/services/references.py", "app/schemas/types.py", "tests/rows.py"} <= with_post.keys() - before.keys()
    outcome = remove(seed.root, "Post", flags=YES)
    assert outcome.exit_code == 0
    assert {path for path in seed.files().keys() - before.keys() if not path.endswith("__init__.py")} <= {
        "app/routers/errors.py",  # the application registers what they say
        "app/db/errors.py",
        "app/services/errors.py",
        "tests/conftest.py",
        "scaffold.lock",
    }
    undo(seed.root, flags=YES)
    assert seed.files() == with_post


def test_an_entity_is_known_by_the_name_that_it_was_asked_for_by(seed: Workbench) -> None:
    with (seed.root / "pyproject.toml").open("a") as settings:
        settings.write('\n[tool.scaffold]\nmodel-suffix = "Entity"\n')
    seed.entity("Tag name:str", migration=False)
    assert "class TagEntity(" in seed.text("app/db/models/tag.py")
    field_add(seed.root, "Tag", ["color:str:null"], flags=YES)
    field_drop(seed.root, "Tag", "color", flags=YES)
    assert remove(seed.root, "Tag", flags=YES).exit_code == 0
    assert not (seed.root / "app/db/models/tag.py").exists()


def test_what_refers_to_the_entity_is_named_with_what_to_do(blog: Workbench) -> None:
    blog.entity("Comment body:str post:Post user:User", migration=False)
    before = blog.files()
    with pytest.raises(SpecError, match=r"Comment.post refers to Post") as refused:
        remove(blog.root, "Post", flags=YES)
    assert refused.value.hint == "scaffold field drop Comment post"
    assert blog.files() == before


def test_what_still_imports_a_module_that_is_gone_is_told(blog: Workbench) -> None:
    (blog.root / "app/feed.py").write_text("from app.services import post_service\n\nfeed = post_service.list_posts\n")
    outcome = remove(blog.root, "Post", flags=YES)
    assert outcome.exit_code == 3
    assert outcome.notes[-1] == "still imports what is gone: app/feed.py:1"


def test_what_still_imports_a_name_that_is_gone_from_a_module_that_stays_is_told(blog: Workbench) -> None:
    (blog.root / "app/feed.py").write_text("from app.db.models import User\nfrom app.db.models import Post\n")
    outcome = remove(blog.root, "Post", flags=YES)
    assert [note for note in outcome.notes if "still imports" in note] == ["still imports what is gone: app/feed.py:2"]


def test_link_models_go_with_the_relation_that_they_are_for(seed: Workbench) -> None:
    seed.entity("Tag name:str", migration=False)
    before = seed.files()
    seed.entity("Post title:str tags:Tag:many", migration=False)
    with pytest.raises(SpecError) as refused:
        remove(seed.root, "Tag", flags=YES)
    assert refused.value.hint == "scaffold field drop Post tags"
    assert remove(seed.root, "Post", flags=YES).exit_code == 0
    left = {path: text for path, text in seed.files().items() if path not in before or text != before[path]}
    assert set(left) <= {
        "tests/rows.py",
        "app/services/references.py",
        "app/services/links.py",
        "app/main.py",
        "scaffold.lock",
    }


def test_in_one_file_the_classes_go_and_the_others_stay(tmp_path: Path) -> None:
    one = Workbench.of("one_file", tmp_path / "one")
    one.entity("Note title:str hero:Hero team:Team:null", migration=False)
    written = one.text("app/models.py")
    assert "notes: list" in written
    assert sync(one.root, flags=YES).changes == ()
    one.edit("app/models.py", "class Note(NoteBase, table=True):", "class Note(NoteBase, table=True):\n    # a table")
    edited = one.files()
    stopped = remove(one.root, "Note", flags=YES)
    assert (stopped.exit_code, [c.symbol for c in stopped.conflicts]) == (3, ["Note"])
    assert one.files() == edited
    one.edit("app/models.py", "    # a table\n", "")
    assert remove(one.root, "Note", flags=YES).exit_code == 0
    assert one.text("app/models.py") == (PROJECTS / "one_file/app/models.py").read_text()


def test_in_one_file_a_link_table_goes_with_both_ends_and_their_imports(tmp_path: Path) -> None:
    one = Workbench.of("one_file", tmp_path / "one")
    one.entity("Note title:str", migration=False)
    before = one.files()
    one.entity("Tag name:str", migration=False)
    field_add(one.root, "Note", ["tags:Tag:many"], flags=YES)
    field_drop(one.root, "Note", "tags", flags=YES)
    remove(one.root, "Tag", flags=YES)
    assert one.text("app/models.py") == before["app/models.py"].decode()
    assert not (one.root / "app/note_tag_link.py").exists()


def test_what_still_uses_a_dropped_field_is_told(blog: Workbench) -> None:
    assert not any("may still use" in n for n in field_drop(blog.root, "Post", "body", flags=YES).notes)
    blog.edit(
        "app/services/post_service.py", "    return post\n", "    post.title = post.title.strip()\n    return post\n"
    )
    (blog.root / "app/report.py").write_text("from app.db.models import Post\n\nNAMES = Post.title\n")
    outcome = field_drop(blog.root, "Post", "title", flags=YES)
    assert [note for note in outcome.notes if "may still use" in note] == [
        "may still use title: app/report.py:3",
        "may still use title: app/services/post_service.py:26",
    ]
