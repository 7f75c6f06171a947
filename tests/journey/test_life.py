"""The life of a field and of an entity after its birth, on a project with edits in it."""

from __future__ import annotations

import pytest

from scaffold.errors import LockError, SpecError, StepError
from scaffold.pipeline.adopt import adopt
from scaffold.pipeline.field import field_change, field_drop, field_rename
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.remove import remove
from scaffold.pipeline.sync import sync
from scaffold.pipeline.templates import eject
from scaffold.pipeline.undo import undo
from tests.journey.workbench import Workbench

YES = Flags(yes=True)
pytestmark = pytest.mark.slow


@pytest.fixture
def blog(seed: Workbench) -> Workbench:
    seed.entity("Post title:str:max=200 body:text:null author:User")
    return seed


def test_nothing_to_follow_is_nothing_to_write(blog: Workbench) -> None:
    before = blog.files()
    assert sync(blog.root).changes == ()
    assert blog.files() == before


def test_a_loss_is_never_agreed_to_by_silence(blog: Workbench) -> None:
    before = blog.files()
    for losing in (
        lambda: field_drop(blog.root, "Post", "body"),
        lambda: field_change(blog.root, "Post", "title:str:max=10"),
        lambda: remove(blog.root, "Post"),
    ):
        with pytest.raises(SpecError) as refused:
            losing()
        assert "--yes" in refused.value.hint
    assert blog.files() == before


def test_a_rename_keeps_edits_and_data_and_says_what_it_left(blog: Workbench) -> None:
    blog.run("alembic", "upgrade", "head")
    blog.edit("app/db/models/post.py", "title: str =", "# the SEO team owns this\n    title: str =")
    blog.edit(
        "app/services/post_service.py",
        "        return await post_repo.create_post(session, data)",
        "        post = await post_repo.create_post(session, data)\n"
        "        print(post.title, data.title)\n        return post",
    )
    blog.sql("insert into users values (1, 'a@b.c', 'a', 1, '2026-01-01')")
    blog.sql("insert into posts (id, title, author_id) values (1, 'kept', 1)")
    outcome = field_rename(blog.root, "Post", "title", "headline")
    assert outcome.exit_code == 0
    assert "# the SEO team owns this\n    headline: str" in blog.text("app/db/models/post.py")
    assert "print(post.headline, data.headline)" in blog.text("app/services/post_service.py")
    blog.run("alembic", "upgrade", "head")
    assert blog.sql("select headline from posts") == [("kept",)]
    blog.run("pytest", "-q")


def test_a_hand_edited_model_is_followed_by_every_layer(blog: Workbench) -> None:
    blog.edit(
        "app/db/models/post.py",
        "    author_id: int",
        "    slug: str | None = Field(default=None, max_length=80)  # for links\n    author_id: int",
    )
    outcome = sync(blog.root)
    assert (outcome.exit_code, outcome.migration is not None) == (0, True)
    assert blog.text("app/schemas/post.py").count("slug:") == 3
    assert "# for links" in blog.text("app/db/models/post.py")
    blog.run("pytest", "-q")


def test_what_a_person_removed_stays_removed(blog: Workbench) -> None:
    blog.edit("app/schemas/post.py", "    body: str | None\n", "")
    blog.entity("Post subtitle:str:null")
    out = blog.text("app/schemas/post.py").partition("class PostOut")[2]
    assert "body" not in out
    assert "subtitle" in out


def test_remove_leaves_what_a_person_edited_and_undo_brings_the_rest_back(blog: Workbench) -> None:
    blog.edit("app/routers/posts.py", "async def list_posts", "# cached by the CDN\nasync def list_posts")
    before = blog.files()
    outcome = remove(blog.root, "Post", flags=YES)
    assert outcome.migration is not None
    assert not (blog.root / "app/db/models/post.py").exists()
    assert "# cached by the CDN" in blog.text("app/routers/posts.py")
    undo(blog.root)
    assert blog.files() == before


def test_undo_is_the_identity_and_keeps_what_came_after(seed: Workbench) -> None:
    before = seed.files()
    seed.entity("Post title:str author:User")
    undo(seed.root)
    assert seed.files() == before
    seed.entity("Post title:str author:User")
    seed.edit("app/main.py", 'return {"status": "ok"}', 'return {"status": "fine"}')
    undo(seed.root)
    assert seed.files() == before | {"app/main.py": before["app/main.py"].replace(b'"ok"', b'"fine"')}


def test_undo_takes_a_persons_word_only_where_no_database_answers(blog: Workbench) -> None:
    blog.run("alembic", "upgrade", "head")
    with pytest.raises(LockError, match="is applied"):
        undo(blog.root, flags=Flags(yes=True))
    (blog.root / "seed.db").write_text("no database")
    with pytest.raises(StepError, match="cannot be asked"):
        undo(blog.root)
    assert "app/db/models/post.py" in {change.path for change in undo(blog.root, flags=Flags(yes=True)).changes}


def test_undo_refuses_while_the_migration_is_applied(blog: Workbench) -> None:
    blog.run("alembic", "upgrade", "head")
    before = blog.files()
    with pytest.raises(LockError, match="is applied"):
        undo(blog.root)
    assert blog.files() == before
    blog.run("alembic", "downgrade", "-1")
    undo(blog.root)
    assert not (blog.root / "app/db/models/post.py").exists()


def test_adopting_changes_no_file_and_leaves_nothing_to_sync(seed: Workbench) -> None:
    before = seed.files()
    adopt(seed.root, ["User"])
    after = seed.files()
    assert {path for path in after if after[path] != before.get(path)} == {"scaffold.lock"}
    assert sync(seed.root).changes == ()
    assert seed.files() == after


def test_upgrade_runs_the_migration_too(seed: Workbench) -> None:
    outcome = seed.entity("Post title:str author:User", upgrade=True)
    assert outcome.next == ()
    assert seed.sql("select count(*) from posts") == [(0,)]


def test_a_router_split_in_two_is_followed_and_a_conflict_there_shows_what_was_written(blog: Workbench) -> None:
    posts, admin = "app/routers/posts.py", "app/routers/posts_admin.py"
    stays, _, moves = blog.text(posts).partition("@router.patch")
    imports = stays[: stays.index("router =")]
    (blog.root / posts).write_text(stays.rstrip() + "\n")
    (blog.root / admin).write_text(f'{imports}router = APIRouter(prefix="/mine")\n\n\n@router.patch{moves}')
    before = blog.files()
    assert sync(blog.root).changes == ()
    eject(blog.root, "router.py.jinja")
    template = ".scaffold/templates/router.py.jinja"
    blog.edit(template, 'session, row_id, "payload") }}\n', 'session, row_id, "payload") }}\n    print({{ row }})\n')
    (change,) = sync(blog.root, flags=Flags(dry_run=True)).changes
    assert (change.path, change.symbols) == (admin, ("update_post",))
    blog.edit(admin, "    post = await post_service.update_post(", "    post = await post_service.mine(")
    blog.edit(template, "service.update(session, row_id,", "service.update(row_id, session,")
    outcome = sync(blog.root)
    (conflict,) = outcome.conflicts
    assert (outcome.exit_code, conflict.selector) == (3, f"{admin}::update_post")
    assert conflict.base == "@router.patch" + moves[: moves.index("\n\n\n") + 1]
    assert blog.text(posts) == before[posts].decode()
