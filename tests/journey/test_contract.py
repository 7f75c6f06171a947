"""What clients of a generated API rely on, beside the endpoints that a person wrote: the same on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from tests.journey.serving import Api, served
from tests.journey.workbench import Workbench

pytestmark = pytest.mark.slow
NUMBERS = count(1)
ENTITIES = """
[entity.Post]
title = "str"
subtitle = "str:max=20:null"
slug = "str:unique"
author = "User"
[entity.Comment]
text = "text"
post = "Post:ondelete=cascade"
[entity.Note]
text = "text"
post = "Post:null:ondelete=set-null"
[entity.Vote]
post = "Post:ondelete=restrict"
"""
BY_HAND = """

@router.delete("/{user_id}", status_code=204)
async def delete_user(user_id: int, session: Annotated[AsyncSession, Depends(get_session)]) -> None:
    await session.delete(await user_repo.get_user_by_id(session, user_id))
    await session.commit()
"""


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    blog = Workbench.of("blog", tmp_path_factory.mktemp("contract") / "blog")
    users = blog.root / "app/routers/users.py"
    users.write_text(users.read_text() + BY_HAND)
    assert blog.apply(ENTITIES).exit_code == 0
    return blog


@pytest.fixture(scope="module")
def api(blog: Workbench, database: str) -> Iterator[Api]:
    blog.environment["DATABASE_URL"] = database
    blog.run("alembic", "upgrade", "head")
    with served(blog.root, database) as api:
        yield api


@pytest.fixture
def post(api: Api) -> dict[str, Any]:
    """A post of its own author, the newest of all."""
    name = f"n{next(NUMBERS)}"
    user = api("POST", "/users", {"email": f"{name}@example.com", "username": name})
    assert user.status == 201, user.text
    post = api("POST", "/posts", {"title": "Hello", "slug": name, "author_id": user.json["id"]})
    assert post.status == 201, post.text
    assert post.json == {"title": "Hello", "subtitle": None, "slug": name, "author_id": user.json["id"]} | {
        "id": post.json["id"]
    }
    return dict(post.json)


def body_of(row: dict[str, Any], **other: object) -> dict[str, Any]:
    """A body that would make another row like this one."""
    return {"title": row["title"], "slug": f"n{next(NUMBERS)}", "author_id": row["author_id"]} | other


def test_a_row_reads_as_it_was_made(api: Api, post: dict[str, Any]) -> None:
    answer = api("GET", f"/posts/{post['id']}")
    assert (answer.status, answer.json) == (200, post)
    answer = api("GET", "/posts?limit=1")
    assert (answer.status, answer.json) == (200, [post])


def test_lists_are_paged_and_in_order(api: Api, post: dict[str, Any]) -> None:
    made = [api("POST", "/posts", body_of(post)).json["id"] for _ in range(25)]
    assert [row["id"] for row in api("GET", "/posts").json] == made[:-21:-1]
    assert [row["id"] for row in api("GET", "/posts?offset=20&limit=6").json] == [*made[4::-1], post["id"]]
    for page in ("limit=0", "limit=101", "limit=x", "offset=-1", f"offset={2**63}"):
        assert api("GET", f"/posts?{page}").status == 422, page


def test_an_update_changes_what_it_names(api: Api, post: dict[str, Any]) -> None:
    url = f"/posts/{post['id']}"
    assert api("PATCH", url, {}).json == post
    answer = api("PATCH", url, {"subtitle": "again"})
    assert (answer.status, answer.json) == (200, post | {"subtitle": "again"})
    assert api("PATCH", url, {"subtitle": None}).json == post
    for change in (
        {"title": None},
        {"author_id": None},
        {"slug": None},
        {"title": "x" * 256},
        {"author_id": 2**31 - 1},
    ):
        assert api("PATCH", url, change).status == 422, change
    assert api("GET", url).json == post


@pytest.mark.parametrize("key", [2**31 - 2, 2**31 - 1])
def test_a_row_that_is_not_there_is_404(api: Api, key: int) -> None:
    for method in ("GET", "PATCH", "DELETE"):
        assert api(method, f"/posts/{key}", {} if method == "PATCH" else None).status == 404


@pytest.mark.parametrize("key", [0, -1, 2**31, 2**63, 10**30, "x", "1.5", "%00"])
def test_what_can_be_no_key_is_422(api: Api, key: object) -> None:
    for method in ("GET", "PATCH", "DELETE"):
        assert api(method, f"/posts/{key}", {} if method == "PATCH" else None).status == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": None},
        {"title": "x" * 256},
        {"title": 5},
        {"title": "half a pair \ud800"},
        {"subtitle": "x" * 21},
        {"author_id": 2**31 - 1},
        {"author_id": 2**31},
        {"author_id": 2**70},
        {"author_id": "x"},
    ],
    ids=lambda wrong: repr(wrong)[:30],
)
def test_a_value_that_no_column_can_hold_is_422(api: Api, post: dict[str, Any], wrong: dict[str, object]) -> None:
    answer = api("POST", "/posts", body_of(post) | wrong)
    assert answer.status == 422, answer.text
    assert api("GET", "/posts?limit=1").json == [post]


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 5000, b'{"title": NaN}'])
def test_a_body_that_is_none_is_refused(api: Api, post: dict[str, Any], raw: bytes) -> None:
    for method, url in (("POST", "/posts"), ("PATCH", f"/posts/{post['id']}")):
        assert api(method, url, raw=raw).status in (400, 422)


def test_a_value_that_is_taken_is_409(api: Api, post: dict[str, Any]) -> None:
    answer = api("POST", "/posts", body_of(post, slug=post["slug"]))
    assert (answer.status, answer.json) == (409, {"detail": "A row with the same value already exists"})
    other = api("POST", "/posts", body_of(post))
    assert other.status == 201
    assert api("PATCH", f"/posts/{other.json['id']}", {"slug": post["slug"]}).status == 409


def test_a_row_goes_and_takes_with_it_what_the_words_say(api: Api, post: dict[str, Any]) -> None:
    below = {}
    for url in ("/comments", "/notes"):
        answer = api("POST", url, {"text": "about it", "post_id": post["id"]})
        assert answer.status == 201, answer.text
        below[url] = f"{url}/{answer.json['id']}"
    assert api("DELETE", f"/posts/{post['id']}").status == 204
    assert api("GET", f"/posts/{post['id']}").status == 404
    assert api("GET", below["/comments"]).status == 404
    note = api("GET", below["/notes"])
    assert (note.status, note.json["post_id"]) == (200, None)


def test_a_row_that_others_need_is_409(api: Api, post: dict[str, Any]) -> None:
    url = f"/posts/{post['id']}"
    vote = api("POST", "/votes", {"post_id": post["id"]})
    assert vote.status == 201
    answer = api("DELETE", url)
    assert (answer.status, answer.json) == (409, {"detail": "Related rows prevent this change"})
    assert api("GET", url).status == 200
    assert api("DELETE", f"/votes/{vote.json['id']}").status == 204
    assert api("DELETE", url).status == 204


def test_endpoints_that_a_person_wrote_keep_to_the_same_rules(api: Api, post: dict[str, Any]) -> None:
    user = f"/users/{post['author_id']}"
    answer = api("DELETE", user)
    assert (answer.status, answer.json) == (409, {"detail": "Other rows prevent this change"})
    assert api("GET", f"/posts/{post['id']}").status == 200
    assert api("DELETE", f"/posts/{post['id']}").status == 204
    assert api("DELETE", user).status == 204
