"""Nothing happens in a second run; a later word adds what it says and nothing else."""

from __future__ import annotations

import pytest
from growing import Grown
from styles import STYLES, conventions
from words import BLOG, WHOLE

from scaffold.spec import Entity, Field, Reference


@pytest.mark.parametrize("style", STYLES)
def test_a_second_run_changes_nothing(style: str) -> None:
    grown = Grown(conventions=conventions(style)).entity(*BLOG)
    for name in grown.asked:
        assert grown.again(name).files == grown.files, name


def test_a_second_run_of_everything_changes_nothing() -> None:
    grown = Grown().entity(*WHOLE)
    for name in grown.asked:
        assert grown.again(name).files == grown.files, name


def test_a_new_field_leaves_every_other_line_alone() -> None:
    before = Grown().entity("User name:str", "Post title:str author:User")
    after = before.entity("Post subtitle:str:null")
    changed = {path for path in after.files if after.files[path] != before.files.get(path)}
    assert changed == {"app/db/models/post.py", "app/schemas/post.py", "tests/test_posts.py"}
    for path in changed:
        assert set(before.files[path].splitlines()) <= set(after.files[path].splitlines())


def test_a_second_key_to_one_table_completes_every_end() -> None:
    grown = Grown().entity("User name:str", "Post title:str author:User", "Post editor:User:back=edited_posts")
    post, user = grown.files["app/db/models/post.py"], grown.files["app/db/models/user.py"]
    for text in (post, user):
        assert text.count('{"foreign_keys": "[Post.author_id]"}') == 1
        assert text.count('{"foreign_keys": "[Post.editor_id]"}') == 1


def test_a_key_in_the_other_direction_completes_what_the_other_model_said() -> None:
    grown = Grown().entity("User name:str", "Post title:str author:User", "User favorite:Post:null:back=fans")
    post, user = grown.files["app/db/models/post.py"], grown.files["app/db/models/user.py"]
    for text in (post, user):
        assert '{"foreign_keys": "[Post.author_id]"}' in text
        assert '{"foreign_keys": "[User.favorite_id]"}' in text
    assert grown.again("Post").files == grown.files


def test_entities_that_refer_to_each_other_are_planned_together_in_any_order() -> None:
    author = Reference(name="author", target="User", key="author_id")
    favorite = Reference(name="favorite", target="Post", key="favorite_id", null=True, back="fans")
    post = Entity(name="Post", fields=(Field(name="title", type="str", max=255), author))
    user = Entity(name="User", fields=(Field(name="name", type="str", max=255), favorite))
    one, other = Grown().with_entities(post, user), Grown().with_entities(user, post)
    assert one.files.keys() == other.files.keys()
    assert one.files["app/db/models/post.py"] == other.files["app/db/models/post.py"]
    assert one.again("Post").again("User").files == one.files
