"""scaffold.lock as text: it survives git, says what is wrong with it, and the same facts are the same bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import LockError
from scaffold.lock import EntityLine, Lock, OpenConflict, Record
from scaffold.lock.lines import sealed

POST = Record(owner="Post", path="app/models/post.py", inputs="aa", written="bb", symbols={"m": {"A": ["1", {}]}})
USER = Record(owner="Post", path="app/models/user.py", symbols={"m": {"User": ["", {"posts": "2"}]}})
ENTITY = EntityLine(name="Post", digest="dd", words=("title:str", "author:User"), options={"pk": "uuid"})
CONFLICT = OpenConflict(owner="Post", path="app/api/posts.py", symbol="list_posts", theirs="ee", reason="both changed")
LOCK = Lock(records=(POST, USER), entities={"Post": ENTITY}, templates="ff", conflicts=(CONFLICT,))

UNSEALED = """\
#scaffold-lock 1 fp=1
T\tff
E\tPost\tdd\t{"options":{"pk":"uuid"},"words":["title:str","author:User"]}
F\tPost\tapp/models/post.py\taa\tbb\t{"m":{"A":["1",{}]}}
F\tPost\tapp/models/user.py\t-\t-\t{"m":{"User":["",{"posts":"2"}]}}
X\tPost\tapp/api/posts.py\tlist_posts\tee\tboth changed
"""
HEADER, *FACTS = UNSEALED.splitlines()
TEXT = "\n".join((HEADER, *map(sealed, FACTS), ""))


def test_no_lock_is_an_empty_lock():
    assert Lock.parse("") == Lock()
    assert Lock.parse("\n\n") == Lock()
    assert Lock.parse(Lock().render()) == Lock()


def test_one_line_for_each_fact():
    assert LOCK.render() == TEXT
    assert Lock.parse(TEXT) == LOCK


def test_a_line_ends_with_four_digits_of_what_it_says():
    assert HEADER in TEXT.splitlines()
    assert TEXT.splitlines()[1] == "T\tff\t~a94a"
    assert (Lock.parse(TEXT).edited, Lock.parse(UNSEALED).edited) == ((), ())
    edited = Lock.parse(TEXT.replace("\taa\tbb\t", "\taa\tbc\t"))
    assert (edited.edited, edited.records[0].written) == ((4,), "bc")
    assert Lock.parse(edited.render()).edited == ()


def test_the_order_in_which_facts_came_does_not_show():
    assert Lock(records=(USER, POST), entities={"Post": ENTITY}, templates="ff", conflicts=(CONFLICT,)).render() == TEXT


def test_crlf_and_a_byte_order_mark_are_no_trouble():
    assert Lock.parse("\ufeff" + TEXT.replace("\n", "\r\n")) == LOCK


def test_the_symbols_are_not_read_before_somebody_asks():
    lock = Lock.parse(TEXT.replace('{"m":{"A":["1",{}]}}', "{nonsense}"))
    with pytest.raises(LockError) as error:
        dict(lock.records[0].symbols)
    assert error.value.where == "scaffold.lock:4"
    assert error.value.hint


def test_a_union_merge_leaves_two_acceptable_bases():
    theirs = TEXT.replace('"A":["1"', '"A":["9"')
    merged = Lock.parse(TEXT + theirs)
    assert len(merged.recorded("app/models/post.py")) == 2
    assert len(merged.recorded("app/models/user.py", "Post")) == 1
    assert merged.templates == "ff"
    assert len(merged.conflicts) == 1
    assert Lock.parse(merged.render()) == merged
    assert len(merged.with_record(POST).recorded("app/models/post.py")) == 1


def test_branches_with_different_templates_have_none():
    assert Lock.parse(TEXT + "T\tother\n").templates == ""


@pytest.mark.parametrize("base", ["", "||||||| merged common ancestors\nF\tOld\told.py\t-\t-\t{}\n"])
def test_conflict_markers_are_read_over(base):
    text = TEXT.replace("F\tPost\tapp/models/post.py", "<<<<<<< HEAD\nF\tPost\tapp/models/post.py")
    text += base + "=======\nF\tTag\tapp/models/tag.py\t-\t-\t{}\n>>>>>>> branch\n"
    lock = Lock.parse(text)
    assert {record.owner for record in lock.records} == {"Post", "Tag"}
    assert "<<<" not in lock.render()


@pytest.mark.parametrize("header", ["#scaffold-lock 2 fp=1", "#scaffold-lock 1 fp=2"])
def test_a_newer_lock_is_refused_and_the_way_out_is_named(header):
    with pytest.raises(LockError, match="newer version") as error:
        Lock.parse(TEXT.replace("#scaffold-lock 1 fp=1", header))
    assert error.value.where == "scaffold.lock:1"
    assert "upgrade" in error.value.hint


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("nonsense", 7),
        ("F\tPost\tapp/x.py", 7),
        ("F\tPost\tapp/x.py\t-\t-\tnonsense", 7),
        ("E\tPost\tdd", 7),
        ("E\tPost\tdd\t{", 7),
        ('E\tPost\tdd\t{"words": 1}', 7),
        ("E\tPost\tdd\t[]", 7),
        ("X\tPost", 7),
        ("T\ta\tb", 7),
        ("Z\ta", 7),
        ("#scaffold-lock one", 7),
    ],
)
def test_a_line_that_we_did_not_write_is_named_with_the_way_out(line, number):
    with pytest.raises(LockError) as error:
        Lock.parse(TEXT + line + "\n")
    assert error.value.where == f"scaffold.lock:{number}"
    assert str(number) in error.value.message
    assert error.value.hint


def test_a_lock_without_its_first_line_is_refused():
    with pytest.raises(LockError) as error:
        Lock.parse(TEXT.partition("\n")[2])
    assert error.value.where == "scaffold.lock:1"


def test_taking_facts_out():
    assert LOCK.without("Post") == Lock(templates="ff")
    assert LOCK.without("Post", "app/models/user.py").records == (POST,)
    assert LOCK.without(path="app/models/user.py").records == (POST,)
    assert LOCK.without(path="app/models/user.py").entities == {"Post": ENTITY}
    assert LOCK.without("Nobody") == LOCK


def test_putting_facts_in():
    lock = Lock().with_entity(ENTITY).with_records((POST, USER))
    assert lock.entities == {"Post": ENTITY}
    newer = Record(owner="Post", path=POST.path, written="cc")
    assert lock.with_record(newer).recorded(POST.path) == (newer,)


words = st.text(min_size=1).filter(lambda text: "\x00" not in text)


@given(words, words, st.dictionaries(words, st.text()), st.lists(st.text()))
def test_whatever_is_in_it_comes_back(owner, path, symbols, spec):
    lock = Lock(
        records=(Record(owner=owner, path=path, symbols=symbols),),
        entities={owner: EntityLine(name=owner, digest="d", words=tuple(spec))},
        conflicts=(OpenConflict(owner=owner, path=path, symbol=path, reason=owner),),
    )
    assert Lock.parse(lock.render()) == lock
