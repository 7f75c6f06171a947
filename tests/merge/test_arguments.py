"""Inside one header and one decorator: what a person added and what the template changed both stay."""

from __future__ import annotations

import pytest
from merging import follow, is_clean, is_disputed, meet

BODY = "    return 1\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ("def f(x, a):", "def f(x, a, mine=1):", "def f(x, a, b=1):", "def f(x, a, b=1, mine=1):"),
        ("def f(x, a):", "def f(x, a, mine: int):", "def f(x, a, b=1):", "def f(x, a, mine: int, b=1):"),
        ("def f(a, b):", "def f(a, b, *, mine=1):", "def f(a: int, b):", "def f(a: int, b, *, mine=1):"),
        ("def f(a, b) -> A:", "def f(mine, a, b) -> A:", "def f(a, b) -> B:", "def f(mine, a, b) -> B:"),
        ("def f(a, b):", "def f(a, b, mine):", "def f(x, a, b):", "def f(x, a, b, mine):"),
        (
            "async def f(x, a=(1, 2)):",
            "async def f(x, a=(1, 2), é='ü'):",
            "async def f(x, a=3):",
            "async def f(x, a=3, é='ü'):",
        ),
        (
            "def f(\n    a: int,\n    b: int,\n):",
            "def f(\n    a: int,  # mine\n    b: int,\n    mine: int,\n):",
            "def f(\n    a: int,\n    b: int,\n    c: int,\n):",
            "def f(\n    a: int,  # mine\n    b: int,\n    c: int,\n    mine: int,\n):",
        ),
        (
            "def f(\n    x,\n    a,\n):",
            "def f(\n    x,\n    a,  # mine\n    b,\n):",
            "def f(\n    x,\n    a,\n    c,\n):",
            "def f(\n    x,\n    a,  # mine\n    b,\n    c,\n):",
        ),
        (
            "@r.get('', a=1)\ndef f():",
            "@r.get('', a=1, dependencies=[mine])\ndef f():",
            "@r.get('', a=2)\ndef f():",
            "@r.get('', a=2, dependencies=[mine])\ndef f():",
        ),
        (
            "@r.get(\n    '',\n    a=1,\n)\ndef f():",
            "@r.get(\n    '/mine',\n    a=1,\n)\ndef f():",
            "@r.get(\n    '',\n    a=1,\n    b=2,\n)\ndef f():",
            "@r.get(\n    '/mine',\n    a=1,\n    b=2,\n)\ndef f():",
        ),
    ],
)
def test_parts_that_only_one_side_changed(base, ours, theirs, result):
    is_clean(follow(f"{base}\n{BODY}", f"{ours}\n{BODY}", f"{theirs}\n{BODY}"), f"{result}\n{BODY}")


def test_the_bases_of_a_class():
    base, ours = "class A(Base, table=True):\n    x: int\n", "class A(Mine, Base, table=True):\n    x: int\n"
    merged = follow(base, ours, base.replace("Base", "Other"))
    is_clean(merged, ours.replace("Base", "Other"))


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("def f(a):", "def f(a: int):", "def f(a, b):"),
        ("def f(a, b):", "def f(a: int, b):", "def f(a: str, b):"),
        ("def f(a, b):", "def f(a, b, x: int):", "def f(a, b, x: str):"),
        ("def f(a, b):", "def f(a, b: int):", "def f(a):"),
        ("def f(a, b):", "def f(a, b, *mine):", "def f(a, b, **c):"),
        ("def f(a, b):", "def f(a, b=1, *mine):", "def f(a: str, b: str):"),
        ("def f(\n    a,\n    b,\n):", "def f(\n    a,\n    b,  # mine\n):", "def f(\n    a,\n    b,\n    c,\n):"),
        ("def f(a, b) -> A:", "def f(a, b) -> Mine:", "def f(b) -> A:"),
        ("def f(a, b):", "def f(a):", "def f(a, b: int):"),
        ("@get('')\ndef f():", "@mine('')\ndef f():", "@get('', a=1)\ndef f():"),
    ],
)
def test_a_part_that_both_changed_is_a_conflict_and_all_of_it_stays(base, ours, theirs):
    merged = follow(f"{base}\n{BODY}", f"{ours}\n{BODY}", f"{theirs}\n{BODY}")
    is_disputed(merged, f"{ours}\n{BODY}", "f")
    again = meet(f"{ours}\n{BODY}", f"{ours}\n{BODY}")
    assert again.conflicts == ()


def test_what_stays_in_conflict_keeps_the_parts_that_were_written():
    texts = [f"def f({header}):\n{BODY}" for header in ("a, b", "a: int, b", "a: str, b")]
    merged = follow(*texts)
    assert merged.record is not None
    assert merged.record.symbols["a"] == follow(texts[0], texts[0], texts[0]).record.symbols["a"]


def test_arguments_of_another_function_are_no_arguments_of_this_one():
    base, ours, theirs = ("@get('')\ndef f():\n", "@mine('')\ndef f():\n", "@get('', a=1)\ndef f():\n")
    is_disputed(follow(base + BODY, ours + BODY, theirs + BODY), ours + BODY, "f")
