"""``__all__``, registries and payloads: every element is a symbol."""

from __future__ import annotations

import pytest
from merging import PATH, follow, is_clean, is_disputed, part, take_back

from scaffold.merge import record_of


def test_elements_come_and_go_beside_those_of_a_person():
    merged = follow("A = ['a', 'b']\n", "A = ['mine', 'a', 'b']\n", "A = ['a', 'c']\n")
    is_clean(merged, "A = ['mine', 'a', 'c']\n")


def test_an_element_that_a_person_took_out_stays_out():
    merged = follow("A = ['a', 'b']\n", "A = ['b']\n", "A = ['a', 'b', 'c']\n")
    is_clean(merged, "A = ['b', 'c']\n")


def test_a_sorted_list_of_names_stays_sorted():
    merged = follow("__all__ = ['b', 'd']\n", "__all__ = ['a', 'b', 'd']\n", "__all__ = ['d', 'b', 'c']\n")
    is_clean(merged, "__all__ = ['a', 'b', 'c', 'd']\n")


def test_names_sorted_without_regard_to_case_stay_so():
    merged = follow("__all__ = ['b', 'D']\n", "__all__ = ['b', 'D']\n", "__all__ = ['b', 'D', 'c']\n")
    is_clean(merged, "__all__ = ['b', 'c', 'D']\n")


def test_exported_names_are_sorted_as_ruff_sorts_them():
    merged = follow("__all__ = ['Tag']\n", "__all__ = ['Tag']\n", "__all__ = ['Tag', 'Hero', 'HTTPLog', 'X']\n")
    is_clean(merged, "__all__ = ['HTTPLog', 'Hero', 'Tag', 'X']\n")
    merged = follow("__all__ = ['a2']\n", "__all__ = ['a2', 'a10']\n", "__all__ = ['a2', 'a3']\n")
    is_clean(merged, "__all__ = ['a2', 'a3', 'a10']\n")


@pytest.mark.parametrize("brackets", ["[]", "()", "{}"])
def test_a_line_that_gets_too_long_is_exploded(brackets):
    names = [f"Name{i}" for i in range(8)]
    one, other = brackets
    host = f"""ROUTERS = {one}{", ".join(names)}{other}\n"""
    fits = part(host, "ROUTERS = [Zoo, Abc]\n")
    is_clean(fits, host.replace(other, f", Zoo, Abc{other}"))
    merged = part(host, "ROUTERS = [Zoo, Abcdefgh, Defghijk]\n")
    lines = "".join(f"    {name},\n" for name in [*names, "Zoo", "Abcdefgh", "Defghijk"])
    is_clean(merged, f"ROUTERS = {one}\n{lines}{other}\n")
    long = host.replace("Name1", "Name1" * 20)
    is_clean(part(long, "ROUTERS = [Zoo]\n"), long.replace(other, f", Zoo{other}"))


def test_values_of_a_dict_are_three_way_too():
    base = 'P = {\n    "a": 1,\n    "b": 2,\n}\n'
    ours = 'P = {\n    "mine": 0,\n    "a": 9,\n    "b": 2,\n}\n'
    is_clean(follow(base, ours, base.replace('"b": 2', '"b": 3')), ours.replace('"b": 2', '"b": 3'))
    is_disputed(follow(base, ours, base.replace('"a": 1', '"a": 5')), ours, "P.a")
    is_disputed(follow(base, ours, 'P = {\n    "b": 2,\n}\n'), ours, "P.a")


def test_entries_of_a_dict_keep_the_order_of_the_template():
    base = 'P = {\n    "m": 1,\n}\n'
    is_clean(
        follow(base, base, 'P = {\n    "z": 0,\n    "m": 1,\n    "a": 2,\n}\n'),
        'P = {\n    "z": 0,\n    "m": 1,\n    "a": 2,\n}\n',
    )


def test_a_lower_case_list_is_one_value():
    ours = "tags = ['a', 'mine']\n"
    is_disputed(follow("tags = ['a']\n", ours, "tags = ['b']\n"), ours, "tags")


@pytest.mark.parametrize(
    ("host", "result"),
    [
        ("ROUTERS = [users.router]\n", "ROUTERS = [users.router, posts.router]\n"),
        ("ROUTERS = (users.router,)\n", "ROUTERS = (users.router, posts.router)\n"),
        ("ROUTERS = users.router, tags.router\n", "ROUTERS = users.router, tags.router, posts.router\n"),
        ("ROUTERS = {users.router}\n", "ROUTERS = {users.router, posts.router}\n"),
        ("ROUTERS = []\n", "ROUTERS = [posts.router]\n"),
        ("ROUTERS = [\n]\n", "ROUTERS = [\n    posts.router,\n]\n"),
        ("ROUTERS: list = [\n    users.router,\n]\n", "ROUTERS: list = [\n    users.router,\n    posts.router,\n]\n"),
        ("ROUTERS = [\n    users.router\n]\n", "ROUTERS = [\n    users.router,\n    posts.router\n]\n"),
        (
            "ROUTERS = [\n    # people\n    users.router,  # first\n    # end\n]\n",
            "ROUTERS = [\n    # people\n    users.router,  # first\n    posts.router,\n    # end\n]\n",
        ),
        ("ROUTERS = base + [users.router]\n", "ROUTERS = base + [users.router, posts.router]\n"),
        ("ROUTERS = list([users.router])\n", "ROUTERS = list([users.router, posts.router])\n"),
        ("ROUTERS = [*base, users.router]\n", "ROUTERS = [*base, users.router, posts.router]\n"),
    ],
)
def test_a_part_adds_to_the_list_that_is_there_and_takes_back(host, result):
    for name in ("ROUTERS", "routers"):
        merged = part(host.replace("ROUTERS", name), f"{name} = [posts.router]\n")
        is_clean(merged, result.replace("ROUTERS", name))
        is_clean(take_back(merged), host.replace("ROUTERS", name))


def test_a_list_that_is_computed_or_missing_is_a_conflict():
    is_disputed(part("R = [r for r in found]\n", "R = [posts.router]\n"), "R = [r for r in found]\n", "R")
    is_disputed(part("x = 1\n", "R = [posts.router]\n"), "x = 1\n", "R")


def test_an_element_that_carries_a_comment_is_not_taken_out():
    host = "R = [\n    posts.router,  # mine\n]\n"
    merged = part(host, "R = [posts.router]\n")
    is_disputed(take_back(merged), host, "R.posts.router")
    above = part("R = [\n    # mine\n    posts.router,\n]\n", "R = [posts.router]\n")
    assert take_back(above).conflicts


def test_crlf_inside_a_literal():
    merged = part("R = [\r\n    a,\r\n]\r\n", "R = [b]\n")
    assert merged.text == "R = [\r\n    a,\r\n    b,\r\n]\r\n"


def test_a_literal_that_is_empty_in_the_template_stays_known_and_stays_out_once_removed():
    base = "CHANGES: dict[str, int] = {}\n\n\nx = 1\n"
    again = follow(base, base, base)
    assert again.record == record_of(base, "Post", PATH)
    is_clean(follow(base, "x = 1\n", base), "x = 1\n")


@pytest.mark.parametrize(
    ("host", "result"),
    [
        ("ROUTERS = (a.b), (c.d)\n", "ROUTERS = (a.b), (c.d), posts.router\n"),
        ("ROUTERS = ((a.b), (c.d))\n", "ROUTERS = ((a.b), (c.d), posts.router)\n"),
        ("ROUTERS = [a(b, c), lambda d, e: d]\n", "ROUTERS = [a(b, c), lambda d, e: d, posts.router]\n"),
        ("ROUTERS = [a , b]\n", "ROUTERS = [a , b, posts.router]\n"),
        ("ROUTERS = [\n    a  # not, the (last\n    , b\n]\n", None),
        ("ROUTERS = ['é', a]\n", "ROUTERS = ['é', a, posts.router]\n"),
    ],
)
def test_what_stands_around_the_new_element_stays_as_it_is_written(host, result):
    merged = part(host, "ROUTERS = [posts.router]\n")
    if result:
        is_clean(merged, result)
    assert take_back(merged).text.endswith(host)


def test_a_tuple_without_brackets_gets_some_when_nothing_is_left_in_it():
    merged = follow("ROUTERS = (a,)\n", "ROUTERS = a,\n", "ROUTERS = ()\n")
    is_clean(merged, "ROUTERS = ()\n")


@pytest.mark.parametrize(
    ("host", "after"),
    [
        ("__all__ = ['a', 'c']\n", "__all__ = ['a', 'b', 'c']\n"),
        ('__all__ = ["a", "c"]\n', '__all__ = ["a", "b", "c"]\n'),
        ("__all__ = ['a', \"c\"]\n", "__all__ = ['a', 'b', \"c\"]\n"),
        ("__all__ = []\n", '__all__ = ["b"]\n'),
    ],
)
def test_a_new_name_is_quoted_as_the_one_before(host: str, after: str) -> None:
    is_clean(part(host, '__all__ = ["b"]\n'), after)
