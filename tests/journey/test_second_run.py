"""The same words again: nothing may change, the lock included."""

from __future__ import annotations

import pytest

from tests.journey.workbench import Workbench

FILES = {
    "references in any order and in circles": """
        [entity.Post]
        title = "str:max=200"
        tags = "Tag:many"
        cover = "Picture:one:null:back=none"
        [entity.Picture]
        name = "str"
        post = "Post:null:back=pictures"
        [entity.Tag]
        name = "str:unique"
    """,
    "items of lists that are stored alike": """
        [entity.Post]
        title = "str"
        counts = "bigint:list"
        links = "HttpUrl:list:null"
        notes = "text:list"
    """,
    "choices and options": """
        [entity.Post]
        title = "str"
        status = "draft/published:default=draft"
        --timestamps = true
    """,
    "names that are their own plural": """
        [entity.News]
        title = "str"
        [entity.Data]
        title = "str"
        news = "News"
        [entity.Tag]
        name = "str"
    """,
    "two references to itself, one of them one to one": """
        [entity.Page]
        next = "self:one:null:back=previous:ondelete=restrict"
        parent = "self:null"
        --timestamps = true
    """,
    "nothing that a client may send": """
        [entity.Tick]
        note = "str:readonly:null"
    """,
    "links to rows with another kind of key": """
        [entity.Order]
        title = "str"
        --pk = "uuid"
        [entity.Data]
        title = "str"
        orders = "Order:many"
    """,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_applying_a_file_twice_changes_nothing(seed: Workbench, text: str) -> None:
    first = seed.apply(text)
    assert (first.exit_code, first.conflicts) == (0, ())
    before = seed.files()
    again = seed.apply(text)
    assert (again.exit_code, again.changes, again.migration) == (0, (), None)
    assert seed.files() == before


@pytest.mark.slow
def test_an_interval_is_one_on_every_database(seed: Workbench) -> None:
    outcome = seed.entity("Post length:timedelta", dry_run=True)
    assert outcome.migration is not None
    assert 'sa.Column("length", sa.Interval(), nullable=False)' in outcome.migration.text


def test_a_formatter_between_two_runs_changes_nothing(seed: Workbench) -> None:
    seed.entity("Post title:str author:User", migration=False)
    for path in ("app/services/post_service.py", "tests/test_posts.py"):
        seed.edit(path, "\n\n\n", "\n\n\n\n")
    before = seed.files()
    seed.entity("Post title:str author:User", migration=False)
    assert seed.files() == before
