"""A field is renamed where the text proves that it is meant; the rest is told by its line."""

from __future__ import annotations

import pytest
from merging import code

from scaffold.dataclass import replace
from scaffold.merge.holding import Held
from scaffold.merge.rename import Renamed, Renaming, rename

TITLE = Renaming(
    names={"title": "headline"},
    classes=frozenset({"Post", "PostCreate"}),
    values=frozenset({"post"}),
    aliases={"Title": "Headline"},
    keys=frozenset({"POST", "some_post"}),
    others=frozenset({"comment", "Comment"}),
)
AUTHOR = Renaming(names={"author": "writer", "author_id": "writer_id"}, classes=frozenset({"Post"}))


def renamed(text: str, renaming: Renaming = TITLE) -> Renamed:
    return rename(code(text), renaming)


@pytest.mark.parametrize(
    "text",
    [
        "title = 1\n",
        "def f(title): ...\n",
        "class Comment:\n    title: str\n",
        "comment.title\nComment(title=1)\n",
        "@router.title('/x')\ndef f(name): return name.title()\n",
        "app = FastAPI(title='blog')\n",
        "'''The title of a page'''\n# post.title\n",
        "COMMENT = {'body': 1}\n",
    ],
)
def test_what_means_something_else_is_neither_renamed_nor_told(text: str) -> None:
    assert rename(text, TITLE) == Renamed(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = 1\nfor row in rows:\n    row.title\n", 3),
        ("getattr(post, 'title')\n", 1),
        ("f(title=1)\n", 1),
        ("COMMENT = {'title': 1}\n", 1),
        ("order = text('Post.title desc')\n", 1),
        ("def broken(:\n    post.title\n", 2),
    ],
)
def test_what_may_mean_it_is_told(text: str, line: int) -> None:
    assert rename(text, TITLE) == Renamed(text, doubtful=(line,))


@pytest.mark.parametrize(
    "text",
    [
        "class Post(SQLModel, table=True):\n    title: str  # title\n",
        "class Post:\n    def f(self):\n        return self.title, Post.title, post.title\n",
        "def f(data: PostCreate | None, other: 'Post'):\n    data.title = other.title\n",
        "row = Post(title=1)\n",
        "def f():\n    row = Post.model_validate(1)\n    return row.title\n",
        "class PostCreate:\n    @field_validator('title', mode='after')\n    def f(cls, v): ...\n",
        "class Post:\n    __table_args__ = (Index('ix', 'title'), CheckConstraint(\"length(title) > 3\"))\n",
        "POST = {'title': 1}\n",
        "def some_post(): return POST | {'title': 2}\n",
    ],
)
def test_what_is_proved_is_renamed(text: str) -> None:
    found = rename(text, TITLE)
    assert found.doubtful == ()
    assert found.text == text.replace("title", "headline").replace("# headline", "# title")


MANY = replace(TITLE, returns={"post_repo.list_posts": Held.MANY, "post_repo.get": Held.ONE})
FIND = "def find() -> list[Post]: ...\nclass Posts:\n    async def page() -> list[Post]: ...\n\n\n"


@pytest.mark.parametrize(
    "body",
    [
        "for row in post_repo.list_posts():\n        print(row.title)\n",
        "rows = await post_repo.list_posts()\n    return sorted(rows, key=lambda r: r.title)\n",
        "rows = find()\n    return {r.title for r in rows if r.title}, rows[0].title, [r for r in rows][0].title\n",
        "rows = (await session.exec(select(Post).where(Post.title == 1))).all()\n    return [r.title for r in rows]\n",
        "row = (await session.get(Post, 1)) \n    return row.title\n",
        "row = post_repo.get()\n    row.title = 1\n",
        "rows = await Posts.page()\n    return [row.title for row in rows]\n",
        "rows: list[Post] = []\n    rows.sort(key=lambda row: row.title)\n",
    ],
)
def test_what_is_taken_out_of_many_is_known(body: str) -> None:
    text = f"{FIND}async def f():\n    {body}"
    found = rename(text, MANY)
    assert found.doubtful == ()
    assert found.text == text.replace("title", "headline")


@pytest.mark.parametrize(
    "body",
    [
        "return [row.title for row in user_repo.list_posts()]\n",
        "row = user_repo.get()\n    return row.title\n",
        "rows = find()\n    rows = others()\n    return [row.title for row in rows]\n",
        "return [pair.title for pair in session.exec(select(Post, User)).all()]\n",
        "rows = find()\n    return [row.title for row in rows.values()]\n",
        "for row in find():\n        pass\n    for row in others():\n        row.title\n",
        "rows = find()\n    return sorted(others, key=lambda row: row.title)\n",
    ],
)
def test_what_may_be_of_another_class_is_told(body: str) -> None:
    text = f"{FIND}async def f():\n    {body}"
    assert rename(text, MANY) == Renamed(text, doubtful=(text.count("\n"),))


def test_an_alias_is_named_after_the_field() -> None:
    assert renamed("Title = Annotated[str, 1]\n").text == "Headline = Annotated[str, 1]\n"


def test_the_other_side_of_a_relation_names_it() -> None:
    text = """
        class User(SQLModel, table=True):
            posts: list["Post"] = Relationship(
                back_populates="author", sa_relationship_kwargs={"foreign_keys": "[Post.author_id]"}
            )
            remarks: list["Comment"] = Relationship(back_populates="author")
        """
    found = renamed(text, AUTHOR)
    assert 'back_populates="writer", sa_relationship_kwargs={"foreign_keys": "[Post.writer_id]"}' in found.text
    assert '"Comment"] = Relationship(back_populates="author")' in found.text


def test_a_property_that_is_named_after_the_relation() -> None:
    tags = Renaming(names={"tags": "labels", "tag_ids": "label_ids"}, classes=frozenset({"Post"}))
    text = """
        class Post:
            @property
            def tag_ids(self) -> list[int]:
                return sorted(tag.id for tag in self.tags)
        """
    assert renamed(text, tags).text == code(text).replace("tag_ids", "label_ids").replace("self.tags", "self.labels")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_no_byte_around_the_name_moves(end: str) -> None:
    text = "\ufeffx = 'ä\u2028'; post.title\f; y = 'title' \nclass Post:\n\ttitle: str = 'é'".replace("\n", end)
    assert rename(text, TITLE).text == text.replace("post.title", "post.headline").replace("\ttitle", "\theadline")


def test_syntax_newer_than_our_interpreter_is_no_reason_to_stop() -> None:
    newer = "def f(p: Post):\n    try:\n        return p.title\n    except A, B:\n        return t'{p}'\n"
    assert rename(newer, TITLE).text == newer.replace("title", "headline")


def test_a_text_that_does_not_parse_is_left_alone_and_its_lines_are_told() -> None:
    broken = "class Post:\n    title: str\n\n\ndef f(:\n"
    assert rename(broken, TITLE) == Renamed(broken, doubtful=(2,))
