"""What a reader gets for ``Post title:str author:User``, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from growing import Grown

GOLDEN = Path(__file__).parent / "golden"
FILES = {
    "model": "app/db/models/post.py",
    "schema": "app/schemas/post.py",
    "repository": "app/repositories/post_repo.py",
    "service": "app/services/post_service.py",
    "router": "app/api/posts.py",
    "tests": "tests/test_posts.py",
}


@pytest.fixture(scope="module")
def blog() -> Grown:
    return Grown().entity("User email:EmailStr:unique name:str", "Post title:str author:User")


@pytest.mark.parametrize("layer", FILES)
def test_the_layer_reads_as_it_should(blog: Grown, layer: str) -> None:
    assert blog.files[FILES[layer]] == (GOLDEN / f"{layer}.txt").read_text(encoding="utf-8")


def test_the_other_files_gain_a_line_each(blog: Grown) -> None:
    assert (
        '    posts: list["Post"] = Relationship(back_populates="author", passive_deletes="all")\n'
        in (blog.files["app/db/models/user.py"])
    )
    assert '    "Post",\n    "User",\n]\n' in blog.files["app/db/models/__init__.py"]
    assert "api_router.include_router(posts.router)\n" in blog.files["app/api/router.py"]
