"""Conflicts are settled by a person, by selector or for all; settled once, they do not come back."""

from __future__ import annotations

import pytest
from merging import code, follow, is_clean, meet, part

from scaffold.fragment import Fragment
from scaffold.merge import Settle, merge, record_of

MINE, THEIRS = Settle(default="mine"), Settle(default="theirs")

CASES = {
    "attribute": ("class A:\n    x: int\n", "class A:\n    x: str  # mine\n", "class A:\n    x: bool\n"),
    "header": ("class A(B):\n    x: int\n", "class A(Mine):\n    x: int\n", "class A(C):\n    x: int\n"),
    "class decorator": ("@a\nclass A:\n    x: int\n", "@mine\nclass A:\n    x: int\n", "@b\nclass A:\n    x: int\n"),
    "body": ("def f():\n    return 1\n", "def f():\n    return 9\n", "def f():\n    return 2\n"),
    "decorator": ("@a\ndef f():\n    return 1\n", "@mine\ndef f():\n    return 1\n", "@b\ndef f():\n    return 1\n"),
    "dropped": ("x = 1\ny = 2\n", "x = 1\ny = 9\n", "x = 1\n"),
    "dropped element": ("P = {'a': 1, 'b': 2}\n", "P = {'a': 1, 'b': 9}\n", "P = {'a': 1}\n"),
    "value": ("P = {'a': 1}\n", "P = {'a': 9}\n", "P = {'a': 2}\n"),
    "several on a line": ("x = 1\ny = 2\n", "x = 9; y = 2\n", "x = 3\ny = 2\n"),
    "kind": ("x = 1\n", "def x(): ...\n", "x = 2\n"),
    "class for function": ("def x():\n    return 1\n", "class x: ...\n", "def x():\n    return 2\n"),
    "call": ("f(a)\n", "f(a, mine)\n", "f(a, b)\n"),
    "comment": ("x = 1\ny = 2\n", "x = 1\n# mine\ny = 2\n", "x = 1\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_mine_keeps_the_file_and_theirs_takes_the_new_code(name):
    base, ours, theirs = CASES[name]
    assert follow(base, ours, theirs).text == ours
    assert len(follow(base, ours, theirs).conflicts) == 1
    is_clean(follow(base, ours, theirs, settle=MINE), ours)
    taken = follow(base, ours, theirs, settle=THEIRS)
    assert taken.conflicts == ()
    assert taken.text.replace("  # mine", "") == theirs.replace('"', "'") or name == "comment"


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("settle", [MINE, THEIRS])
def test_what_is_settled_stays_settled(name, settle):
    base, ours, theirs = CASES[name]
    settled = follow(base, ours, theirs, settle=settle)
    records = [settled.record] if settled.record else []
    again = merge(settled.text, Fragment(path="app/things.py", owner="Post", text=theirs), records)
    assert (again.text, again.conflicts) == (settled.text, ())


@pytest.mark.parametrize("name", CASES)
def test_what_is_open_stays_open(name):
    base, ours, theirs = CASES[name]
    first = follow(base, ours, theirs)
    again = merge(first.text, Fragment(path="app/things.py", owner="Post", text=theirs), [first.record])
    assert (again.text, again.conflicts, again.record) == (first.text, first.conflicts, first.record)


def test_a_selector_settles_one_and_a_class_all_that_is_in_it():
    base = "class A:\n    x: int\n    y: int\n"
    ours, theirs = base.replace("int", "str"), base.replace("int", "bool")
    one = follow(base, ours, theirs, settle=Settle(by_selector={"app/things.py::A.x": "theirs"}))
    assert [c.symbol for c in one.conflicts] == ["A.y"]
    assert one.text == "class A:\n    x: bool\n    y: str\n"
    is_clean(follow(base, ours, theirs, settle=Settle(by_selector={"app/things.py::A": "theirs"})), theirs)
    both = Settle(default="theirs", by_selector={"app/things.py::A.y": "mine"})
    is_clean(follow(base, ours, theirs, settle=both), one.text)


def test_what_is_not_ours_can_be_taken_over():
    is_clean(meet("x = 1\n", "x = 2\n", settle=THEIRS), "x = 2\n")
    kept = meet("x = 1\n", "x = 2\n", settle=MINE)
    is_clean(kept, "x = 1\n")
    assert kept.record == record_of("x = 2\n", "Post", "app/things.py") or kept.record is not None


def test_an_anchor_that_is_missing_can_be_done_without():
    wanted = "class User:\n    posts: list\n"
    assert [c.reason for c in part("x = 1\n", wanted).conflicts] == ["`User` was not found in this file"]
    settled = part("x = 1\n", wanted, settle=MINE)
    is_clean(settled, "x = 1\n")
    is_clean(part("x = 1\n", wanted, records=(settled.record,)), "x = 1\n")


def test_wrapped_by_hand():
    base = "def f():\n    return 1\n"
    ours = code("if x:\n\n    def f():\n        return 1\n")
    is_clean(follow(base, ours, base.replace("1", "2"), settle=MINE), ours)
