"""Any host: its line ends, its indentation, its gaps and its strings stay as they are."""

from __future__ import annotations

import hosts
import pytest
import zoo
from merging import code, follow, is_clean, part, take_back

from scaffold.fragment import Fragment
from scaffold.merge import Formatting, merge

PATH = "app/db/models/user.py"
POSTS = hosts.USER_PART


@pytest.mark.parametrize("name", hosts.USERS)
def test_the_other_side_of_a_relation_comes_and_goes(name):
    host = hosts.USERS[name]
    merged = part(host, POSTS, path=PATH)
    assert merged.conflicts == ()
    assert merged.symbols == ("User.posts", "import")
    newline, other = ("\r\n", "\n") if "\r\n" in host else ("\n", "\r")
    assert other not in merged.text.replace(newline, "")
    assert merged.text.endswith(newline) == host.endswith(newline)
    back = take_back(merged, path=PATH)
    expected = host.replace("class User(SQLModel): id: int", "class User(SQLModel):\n    id: int")
    assert back.text == expected


@pytest.mark.parametrize("name", zoo.TEXTS | zoo.NEWER)
def test_every_text_of_the_zoo_is_a_host(name):
    text = (zoo.TEXTS | zoo.NEWER)[name]
    merged = part(text, "from zoo import keeper\n\nregister(keeper)\n", path="app/x.py")
    assert merged.conflicts == ()
    assert merged.text != text
    assert take_back(merged, path="app/x.py").text.split() == text.split()


@pytest.mark.parametrize("name", zoo.NEWER)
def test_a_class_with_syntax_that_is_newer_than_our_python_takes_a_member(name):
    if "class User" not in zoo.NEWER[name]:
        return
    merged = part(zoo.NEWER[name], "class User:\n    posts: int\n")
    assert merged.conflicts == ()
    assert "\n    posts: int\n" in merged.text
    assert take_back(merged).text == zoo.NEWER[name]


def test_tabs_and_two_blanks():
    wanted = "class A:\n    def f(self):\n        if self:\n            return 1\n"
    for unit in ("\t", "  ", "   "):
        host = f"class A:\n{unit}def g(self):\n{unit}{unit}pass\n"
        merged = part(host, wanted)
        assert f"\n{unit}def f(self):\n{unit * 2}if self:\n{unit * 3}return 1\n" in merged.text


def test_a_template_in_tabs_goes_into_a_file_in_blanks():
    merged = part("class A:\n    x: int\n", "class A:\n\tdef f(self):\n\t\treturn 1\n")
    assert merged.text == "class A:\n    x: int\n\n    def f(self):\n        return 1\n"


def test_lines_inside_strings_keep_their_blanks():
    wanted = 'class A:\n    def f(self):\n        return """\n    a\n  b\n"""\n'
    merged = part("class A:\n\tx: int\n", wanted)
    assert 'return """\n    a\n  b\n"""\n' in merged.text
    wanted = 'class A:\n    def f(self):\n        return f"""\n    {a}\n  b\n"""\n'
    assert 'return f"""\n    {a}\n  b\n"""\n' in part("class A:\n\tx: int\n", wanted).text


def test_continuation_lines_are_moved_along():
    wanted = "class A:\n    x: int = f(\n        1,\n        2,\n    )\n"
    merged = part("class A:\n\ty: int\n", wanted)
    assert merged.text == "class A:\n\ty: int\n\tx: int = f(\n\t\t1,\n\t\t2,\n\t)\n"


def test_a_byte_order_mark_stays_first():
    merged = part("\ufeffclass User:\n    id: int\n", POSTS, path=PATH)
    assert merged.text.startswith("\ufefffrom sqlmodel") or merged.text.startswith("\ufefffrom typing")
    assert merged.text.count("\ufeff") == 1
    assert take_back(merged, path=PATH).text == "\ufeffclass User:\n    id: int\n"


def test_a_cookie_and_a_shebang_stay_on_top():
    host = "#!/usr/bin/env python\n# -*- coding: latin-1 -*-\nclass User:\n    id: int\n"
    merged = part(host, POSTS, path=PATH)
    assert merged.text.startswith("#!/usr/bin/env python\n# -*- coding: latin-1 -*-\n")


def test_most_line_ends_win_and_not_the_first():
    host = 'x = """a\r\nb"""\ny = 1\n\n\nclass A:\n    z: int\n'
    assert "    new: int\n" in part(host, "class A:\n    new: int\n").text


def test_a_file_with_one_blank_line_between_definitions_gets_one():
    host = "def a(): ...\n\ndef b(): ...\n\ndef c(): ...\n"
    base = code(host)
    merged = follow(base, host, base + "\n\ndef d(): ...\n")
    is_clean(merged, host + "\ndef d(): ...\n")


def test_four_blank_lines_somewhere_are_no_style():
    host = "def a(): ...\n\n\n\n\ndef b(): ...\n"
    merged = follow(host, host, host + "\n\ndef d(): ...\n")
    is_clean(merged, host + "\n\ndef d(): ...\n")


def test_removing_the_first_statement_leaves_no_blank_lines_on_top():
    is_clean(follow("x = 1\n\n\ny = 2\n", "x = 1\n\n\ny = 2\n", "y = 2\n"), "y = 2\n")


def test_removing_leaves_the_larger_gap():
    base = "x = 1\n\n\ndef f(): ...\n\n\ny = 2\n"
    is_clean(follow(base, base, "x = 1\ny = 2\n"), "x = 1\n\n\ny = 2\n")
    base = "a = 0\n\nx = 1\ny = 2\n"
    is_clean(follow(base, base, "a = 0\ny = 2\n"), "a = 0\n\ny = 2\n")


def test_an_irregular_gap_of_a_person_stays():
    host = "x = 1\n\nclass A:\n    y: int\n"
    merged = part(host, "f(x)\n")
    assert merged.text == "x = 1\nf(x)\n\nclass A:\n    y: int\n"
    assert take_back(merged).text == host


RELATED = """
class User:
    posts: list["Post"] = Relationship()
    notes: list["Note"] = Relationship()
"""


def test_the_first_relation_stands_apart_from_the_columns_as_the_project_has_it():
    host = "class User(SQLModel):\n    id: int\n    name: str = Field()\n"
    posts, notes = RELATED.splitlines(keepends=True)[2:]
    assert part(host, RELATED).text == f"{host}\n{posts}{notes}"
    together = f"{host}    tags: list = Relationship()\n"
    assert part(together, RELATED).text == f"{together}{posts}{notes}"
    described = f"{host}    'its name'\n"
    assert part(described, RELATED).text == f"{described}\n{posts}{notes}"
    below = f"{host}\n    def f(self):\n        pass\n"
    assert part(below, RELATED).text == f"{host}\n{posts}{notes}\n    def f(self):\n        pass\n"
    wanted = Fragment(path="app/user.py", owner="Post", text=RELATED, kind="part")
    assert merge(host, wanted, formatting=Formatting(relations_apart=False)).text == f"{host}{posts}{notes}"
