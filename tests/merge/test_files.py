"""Files that are missing, new, written once, emptied, or not Python."""

from __future__ import annotations

import pytest
from merging import code, follow, is_clean, part

from scaffold.errors import ProjectError
from scaffold.fragment import Fragment
from scaffold.lock import digest
from scaffold.merge import Settle, merge, record_of

TEXT = "class A:\n    x: int\n\n\ndef f(): ...\n"
NEW = Fragment(path="app/a.py", owner="Post", text=TEXT)
GONE = Fragment(path="app/a.py", owner="Post", text="")


def test_a_licence_is_not_of_the_class_below_it():
    a, b = "class A:\n    x: int\n", "class B:\n    x: int\n"
    merged = follow(f"# Licence\n\n{a}\n\n{b}", f"# Licence\n\n{a}\n\n{b}", b)
    is_clean(merged, f"# Licence\n\n{b}")


def test_where_there_is_no_file_the_fragment_is_the_file():
    merged = merge(None, NEW)
    assert (merged.text, merged.conflicts, merged.symbols) == (TEXT, (), ("A", "f"))
    assert merged.record == record_of(TEXT, "Post", "app/a.py")
    assert merged.record.written == digest(TEXT)
    again = merge(TEXT, NEW, [merged.record])
    assert (again.text, again.record, again.symbols) == (TEXT, merged.record, ())


def test_a_file_that_a_person_removed_stays_removed():
    record = record_of(TEXT, "Post", "app/a.py")
    merged = merge(None, NEW, [record])
    assert (merged.text, merged.record, merged.notices) == (None, record, ())
    changed = merge(None, Fragment(path="app/a.py", owner="Post", text="x = 1\n"), [record])
    assert (changed.text, len(changed.notices)) == (None, 1)
    restored = merge(None, NEW, [record], Settle(restore=frozenset({"app/a.py"})))
    assert restored.text == TEXT


def test_what_follows_the_imports_is_apart_from_them():
    written, host = "import a\n\nX = a.x\n\n\nclass A: ...\n", "import a\n\n\nclass A: ...\n"
    merged = follow(written, host, written.replace("X = a.x\n", "X = a.x\nY = a.y\n"))
    is_clean(merged, "import a\n\nY = a.y\n\n\nclass A: ...\n")


def test_a_part_needs_a_file():
    merged = merge(None, Fragment(path="app/a.py", owner="Post", text="class User:\n    x: int\n", kind="part"))
    assert merged.text is None
    assert [c.selector for c in merged.conflicts] == ["app/a.py::User"]


def test_what_is_written_once_is_the_projects_own():
    once = Fragment(path="app/a.py", owner="Post", text=TEXT, kind="once")
    assert merge(None, once).text == TEXT
    assert merge("mine = 1\n", once).text == "mine = 1\n"
    assert merge("not python (", once).text == "not python ("
    assert merge(None, once).record is None


def test_a_file_that_was_ours_entirely_goes():
    merged = merge(TEXT, GONE, [record_of(TEXT, "Post", "app/a.py")])
    assert (merged.text, merged.record, merged.conflicts) == (None, None, ())
    assert merge(None, GONE, [record_of(TEXT, "Post", "app/a.py")]).text is None


def test_a_file_in_which_a_person_wrote_keeps_that():
    for ours, left in (
        (TEXT + "\n\nMINE = 1\n", "MINE = 1\n"),
        ("# mine\n\n" + TEXT, "# mine\n"),
        (TEXT.replace("x: int", "x: int\n    mine: int"), None),
    ):
        merged = merge(ours, GONE, [record_of(TEXT, "Post", "app/a.py")])
        if left is None:
            assert [c.symbol for c in merged.conflicts] == ["A"]
        else:
            assert merged.text.strip() == left.strip()
            assert merged.conflicts == ()


def test_a_file_whose_import_a_person_turned_elsewhere_keeps_that():
    text = "from sqlmodel import Session\n\n\ndef f(session: Session): ...\n"
    ours = text.replace("from sqlmodel", "from sqlalchemy.orm")
    merged = merge(ours, GONE, [record_of(text, "Post", "app/a.py")])
    assert merged.text == "from sqlalchemy.orm import Session\n"
    respelled = text.replace("from sqlmodel import Session", "from sqlmodel import (\n    Session,\n)")
    assert merge(respelled, GONE, [record_of(text, "Post", "app/a.py")]).text is None


def test_a_file_of_contributions_stays_when_they_go():
    merged = part("", "from a.b import c\n", path="a/__init__.py")
    assert part(merged.text, "", path="a/__init__.py", records=(merged.record,)).text == ""


def test_imports_of_a_removed_file_go_with_it():
    text = "import os\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from a import B\n\nx: 'B' = os.name\n"
    assert merge(text, GONE, [record_of(text, "Post", "app/a.py")]).text is None


def test_two_entities_share_one_file():
    user = "from sqlmodel import SQLModel\n\n\nclass User(SQLModel):\n    id: int\n"
    first = merge(None, Fragment(path="m.py", owner="User", text=user))
    post = user.replace("User", "Post")
    second = merge(first.text, Fragment(path="m.py", owner="Post", text=post))
    assert second.text == user + "\n\nclass Post(SQLModel):\n    id: int\n"
    back = merge(second.text, Fragment(path="m.py", owner="Post", text=""), [second.record])
    assert back.text == user
    assert back.record is None


@pytest.mark.parametrize("text", ["", "\n\n", "# mine\n", '"""Mine."""\n'])
def test_a_file_with_nothing_in_it_takes_everything(text):
    merged = merge(text, NEW)
    assert merged.conflicts == ()
    assert merged.text.strip().endswith(TEXT.strip())
    assert text.strip() in merged.text
    compile(merged.text, "a.py", "exec")


def test_a_text_that_does_not_parse_is_refused():
    with pytest.raises(ProjectError) as error:
        merge("x = 1\ny = (\n", NEW)
    assert error.value.where == "app/a.py:2:5"


def test_a_file_that_is_not_python_is_one_symbol():
    old, new = (Fragment(path="a.ini", owner="Post", text=text) for text in ("a = 1\n", "a = 2\n"))
    first = merge(None, old)
    assert merge("a = 1\n", new, [first.record]).text == "a = 2\n"
    assert merge("mine\n", old, [first.record]).text == "mine\n"
    disputed = merge("mine\n", new, [first.record])
    assert (disputed.text, [c.selector for c in disputed.conflicts]) == ("mine\n", ["a.ini"])
    assert merge("mine\n", new, [first.record], Settle(default="theirs")).text == "a = 2\n"
    assert merge("a = 1\n", Fragment(path="a.ini", owner="Post", text=""), [first.record]).text is None
    assert merge("mine\n", old).conflicts


def test_an_owner_may_have_written_in_a_union_merged_lock_twice():
    one = record_of("class A:\n    x: int\n    y: int\n", "Post", "app/things.py")
    two = record_of("class A:\n    x: str\n    z: int\n", "Post", "app/things.py")
    wish = Fragment(path="app/things.py", owner="Post", text="class A:\n    x: bool\n    y: int\n    z: int\n")
    for disk in ("x: int", "x: str"):
        merged = merge(f"class A:\n    {disk}\n    y: int\n    z: int\n", wish, [one, two])
        is_clean(merged, wish.text)
    edited = merge("class A:\n    x: mine\n    y: int\n    z: int\n", wish, [one, two])
    assert [c.symbol for c in edited.conflicts] == ["A.x"]


def test_a_template_that_is_the_same_twice_is_nothing_new():
    text = code("x = 1\nx = 2\n")
    is_clean(follow(text, text, text), text)


def test_a_template_that_renders_no_python_is_named():
    with pytest.raises(ProjectError, match=r"The template for app/a\.py renders what is no Python") as error:
        merge("x = 1\n", Fragment(path="app/a.py", owner="Post", text="def f(:\n"))
    assert "templates" in error.value.hint


def test_what_is_nested_too_deeply_is_refused_and_not_a_crash():
    with pytest.raises(ProjectError):
        merge("x = " + "[" * 900 + "]" * 900 + "\n", NEW)
    long = "x = " + " + ".join(["y"] * 400) + "\n"
    assert merge(long, NEW).text.startswith(long)


def test_what_one_of_two_branches_wrote_is_nothing_new_to_an_edited_function():
    one, two = "def f():\n    a()\n    return 1\n", "def f():\n    b()\n    return 1\n"
    records = [record_of(text, "Post", "app/a.py") for text in (one, two)]
    ours = "def f():\n    mine()\n    return 1\n"
    for wish in (one, two):
        for order in (records, records[::-1]):
            merged = merge(ours, Fragment(path="app/a.py", owner="Post", text=wish), order)
            assert (merged.text, merged.conflicts) == (ours, ())


def test_the_comment_on_top_of_a_template_goes_with_the_file():
    text = "# Our own.\n\n" + TEXT
    record = record_of(text, "Post", "app/a.py")
    assert merge(text + "\n", GONE, [record]).text is None
    assert merge("# mine\n" + text, GONE, [record]).text == "# mine\n# Our own.\n\n"
