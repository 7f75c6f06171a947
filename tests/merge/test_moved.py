"""What a person moved to another module is followed there, where that is not in doubt."""

from __future__ import annotations

from scaffold.fragment import Fragment
from scaffold.merge import find_moved, merge_project, record_of

HOME = "app/schemas/post.py"
CREATE = "class PostCreate(SQLModel):\n    title: str\n"
OUT = "class PostOut(SQLModel):\n    id: int\n    title: str\n"
HEAD = "from sqlmodel import SQLModel\n\n\n"
BASE = HEAD + CREATE + "\n\n" + OUT
WISH = BASE.replace("title: str\n", "title: str\n    at: datetime\n").replace(
    "from sqlmodel", "from datetime import datetime\n\nfrom sqlmodel"
)
RECORD = record_of(BASE, "Post", HOME)


def merge(files, text=WISH, record=RECORD):
    return merge_project(files, Fragment(path=HOME, owner="Post", text=text), [record])


def test_nothing_moved_nothing_followed():
    results = merge({HOME: BASE, "app/other.py": OUT})
    assert results.keys() == {HOME}
    assert results[HOME].text == WISH
    assert results[HOME].notices == ()


def test_a_class_is_followed_with_the_imports_that_it_needs():
    files = {HOME: HEAD + CREATE, "app/schemas/out.py": HEAD + OUT, "app/unrelated.py": "class PostOut: ...\n"}
    results = merge(files)
    assert results[HOME].text == WISH[: WISH.index("\n\nclass PostOut")]
    assert (
        results["app/schemas/out.py"].text
        == WISH[: WISH.index("class PostCreate")] + WISH[WISH.index("class PostOut") :]
    )
    assert results["app/schemas/out.py"].symbols == ("PostOut.at", "import")
    assert results[HOME].notices == ("PostOut is in app/schemas/out.py now; it is followed there",)
    again = merge({**files, **{path: m.text for path, m in results.items()}}, record=results[HOME].record)
    assert {path: m.text for path, m in again.items()} == {path: m.text for path, m in results.items()}
    assert again[HOME].record == results[HOME].record


def test_an_edited_class_is_still_the_same():
    files = {HOME: HEAD + CREATE, "app/out.py": HEAD + OUT + "    mine: int\n"}
    assert "    at: datetime\n    mine: int\n" in merge(files)["app/out.py"].text


def test_two_candidates_are_said_and_none_is_written():
    files = {HOME: HEAD + CREATE, "app/a.py": HEAD + OUT, "app/b.py": HEAD + OUT}
    results = merge(files)
    assert results.keys() == {HOME}
    assert "PostOut" not in results[HOME].text
    assert "app/a.py or in app/b.py" in results[HOME].notices[0]
    assert find_moved(RECORD, files).unsure == {"PostOut": ("app/a.py", "app/b.py")}


def test_a_namesake_is_not_followed():
    files = {HOME: HEAD + CREATE, "app/a.py": "class PostOut(Other):\n    x: int\n"}
    assert merge(files).keys() == {HOME}


def test_a_file_that_was_moved_is_followed_as_a_whole():
    results = merge({"app/blog.py": BASE})
    assert results[HOME].text is None
    assert results["app/blog.py"].text == WISH
    assert merge({"app/blog.py": WISH}, record=results[HOME].record)["app/blog.py"].text == WISH


def test_a_router_that_was_split_in_two():
    base = (
        "@router.get('')\ndef list_posts():\n    return all()\n\n\n@router.delete('')\ndef delete():\n    return None\n"
    )
    record = record_of(base, "Post", HOME)
    listing, deleting = base.split("\n\n\n")
    files = {HOME: listing + "\n", "app/admin.py": deleting}
    results = merge(files, base.replace("return None", "return gone()"), record)
    assert results[HOME].text == listing + "\n"
    assert results["app/admin.py"].text == deleting.replace("return None", "return gone()")


def test_an_endpoint_is_known_by_its_route():
    route = "@router.delete('/{id}')\ndef delete(id: int):\n    return gone(id)\n"
    record = record_of(route, "Post", HOME)
    files = {HOME: "x = 1\n", "app/admin.py": route.replace("gone(id)", "gone(id, mine=True)")}
    assert find_moved(record, files).found == {"delete": "app/admin.py"}


def test_what_only_looks_like_it_is_said():
    function = "def delete(id: int):\n    return gone(id)\n"
    record = record_of(function, "Post", HOME)
    files = {HOME: "x = 1\n", "app/admin.py": function.replace("gone(id)", "mine")}
    assert find_moved(record, files).unsure == {"delete": ("app/admin.py",)}
    results = merge(files, function.replace("gone", "lost"), record)
    assert results.keys() == {HOME}
    assert results[HOME].notices[0] == f"delete was removed from {HOME}; it may be the one in app/admin.py"


def test_what_moved_goes_when_it_is_no_longer_wanted():
    files = {HOME: HEAD + CREATE, "app/out.py": "import mine\n\n\n" + OUT}
    results = merge(files, "")
    assert results[HOME].text is None
    assert results["app/out.py"].text == "import mine\n"
    assert results[HOME].record is None


def test_imports_that_moved_along_go_with_it_but_for_what_is_used_or_never_was_its_own():
    base = "from fastapi import Depends, status\n\n\n@router.get('', x=status.OK)\ndef get(who=Depends(me)): ...\n"
    record = record_of(base, "Post", HOME)
    mine = "from fastapi import Depends, Header, status\n\nrouter = APIRouter(dependencies=[Depends(me)])\n"
    files = {HOME: "x = 1\n", "app/admin.py": mine + base[base.index("\n\n@") :]}
    assert merge(files, "", record)["app/admin.py"].text == mine.replace(", status", "")
