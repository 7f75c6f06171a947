"""A template that the project made its own: what nobody edited follows it, and its shipped twin's news are told."""

from __future__ import annotations

import pytest

from scaffold.desired.templates import shipped_templates
from scaffold.pipeline.check import check
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.sync import sync
from scaffold.pipeline.templates import diff, eject, list_templates
from tests.journey.workbench import Workbench

TEMPLATE = ".scaffold/templates/repository.py.jinja"
PLAIN = Flags(migration=False)


@pytest.fixture
def blog(seed: Workbench) -> Workbench:
    seed.entity("Post title:str author:User", migration=False)
    eject(seed.root, "repository.py.jinja")
    return seed


def test_ejecting_alone_changes_nothing(blog: Workbench) -> None:
    before = blog.files()
    assert sync(blog.root, flags=PLAIN).changes == ()
    assert blog.files() == before
    assert diff(blog.root).text == "no template of your own differs"
    assert f"repository.py.jinja   yours: {TEMPLATE}" in list_templates(blog.root).text.splitlines()
    assert list_templates(blog.root).notes == ()


def test_what_nobody_edited_follows_and_what_was_edited_is_kept(blog: Workbench) -> None:
    blog.edit("app/repositories/post_repo.py", "async def delete_post(", "# for admins\nasync def delete_post(")
    blog.edit("app/repositories/post_repo.py", "    return await session.get(", "    return await session.fetch(")
    blog.edit(TEMPLATE, "    {{ await }}session.delete(", "    print({{ row }})\n    {{ await }}session.delete(")
    assert "+    print({{ row }})" in diff(blog.root).text
    outcome = sync(blog.root, flags=PLAIN)
    assert [(c.path, c.symbols) for c in outcome.changes] == [("app/repositories/post_repo.py", ("delete_post",))]
    text = blog.text("app/repositories/post_repo.py")
    assert "# for admins\nasync def delete_post(" in text
    assert "    print(post)\n" in text
    assert "session.fetch(" in text


def test_a_shipped_template_that_moved_on_is_told(blog: Workbench) -> None:
    first, _, rest = blog.text(TEMPLATE).partition("\n")
    assert rest == shipped_templates()["repository.py.jinja"]
    blog.edit(TEMPLATE, first, "{# ejected from 0123456789abcdef #}")
    for outcome in (list_templates(blog.root), diff(blog.root), check(blog.root)):
        assert outcome.notes[0].startswith("the shipped repository.py.jinja has changed since you ejected it")
        assert outcome.notes[0].endswith(first)
    assert sync(blog.root, flags=PLAIN).changes == ()
