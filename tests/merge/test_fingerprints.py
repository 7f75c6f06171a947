"""Formatting is no edit; anything else is."""

from __future__ import annotations

import ast

import pytest

from scaffold.merge.canonical import canonical, comments
from scaffold.merge.partition import partition
from scaffold.merge.prints import print_of


def prints(text: str) -> list[object]:
    return [print_of(segment) for segment in partition(text, "x.py").body]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = f(a, b)", "x = f(\n    a,\n    b,\n)"),
        ("x = 'a'", 'x = "a"'),
        ("x = 'it\\'s'", 'x = "it\'s"'),
        ("x = 'a' 'b'", "x = 'ab'"),
        ("x = 0XFF + 1_000 + 1E5", "x = 0xff + 1000 + 100000.0"),
        ("x = (1)", "x = 1"),
        ("x = u'a' + R'\\d'", "x = 'a' + r'\\d'"),
        ("x = a \\\n    + b", "x = a + b"),
        ("x = 1;", "x = 1"),
        ("del (a, b)", "del a, b"),
        ("x = 1  # why", "x = 1"),
        ("# why\nx = 1", "x = 1"),
        ("x = f'{a!r:>{n}}' f'b'", 'x = f"{a!r:>{n}}b"'),
        ("x = [\n    1,  #one\n]", "x = [\n    1,  # one\n]"),
        ("class A: ...", "class A:\n    ..."),
        ("class A():\n    x: int", "class A:\n\n    x: int\n"),
        ("def f(): return 1", "def f():\n    return 1"),
        ("@d\ndef f(): return 1", "@d\ndef f():\n    return 1"),
        ('def f():\n    """\n    Say.\n      More.  \n    """', 'def f():\n\t"""\n\tSay.\n\t  More.\n\t"""'),
        ("class A:\n    '''x'''\n    y = 1", 'class A:\n    """ x """\n\n    y = 1'),
        ("def f():\n    a\n\n    b", "def f():\n    a\n    b"),
        ("__all__ = ['a', 'b']", '__all__ = (\n    "a",\n    "b",\n)'),
        ("import b, a", "import b, a"),
        ("app.include_router(posts.router)", "api.include_router(posts.router)"),
    ],
)
def test_the_same(one, other):
    assert prints(one) == prints(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = 1", "x = 2"),
        ("x = 1", "x = 1.0"),
        ("x = True", "x = 1"),
        ("x: int", "x: int = 0"),
        ('x: list["Post"]', "x: list[Post]"),
        ("x: Optional[int]", "x: int | None"),
        ("x = [\n    1,\n]", "x = [\n    1,  # one\n]"),
        ("x = f'{a}'", "x = '{a}'"),
        ("x = f(a, b)", "x = f(b, a)"),
        ("x = b'a'", "x = 'a'"),
        ("def f(a): ...", "def f(a=1): ..."),
        ("def f(): ...", "async def f(): ..."),
        ("def f(): ...", "def f() -> None: ..."),
        ("def f(\n    a,  # why\n): ...", "def f(\n    a,\n): ..."),
        ("@a\n@b\ndef f(): ...", "@b\n@a\ndef f(): ..."),
        ("def f():\n    a\n    b", "def f():\n    b\n    a"),
        ('def f():\n    """Say."""', 'def f():\n    """Tell."""'),
        ("class A(B): ...", "class A(C): ..."),
        ("class A(table=True): ...", "class A: ..."),
        ("PAYLOAD = {'a': 1}", "PAYLOAD = {'a': 2}"),
        ("app.include_router(posts.router)", "app.include_router(posts.router, prefix='/v1')"),
    ],
)
def test_not_the_same(one, other):
    assert prints(one) != prints(other)


def test_the_canonical_form_does_not_depend_on_the_python_that_wrote_it():
    node = ast.parse("def f(a: int = 0xFF, *b) -> 'X':\n    return f'{a}é' + '\\ud800'").body[0]
    assert canonical(node) == (
        "FunctionDef(name='f',args=arguments(args=[arg(arg='a',annotation=Name(id='int'))],"
        "vararg=arg(arg='b'),defaults=[0xff]),body=[Return(value=BinOp(left=JoinedStr"
        "[FormattedValue(value=Name(id='a'),conversion=-0x1),'\\xe9'],op=Add(),right='\\ud800'))],returns='X')"
    )


def test_huge_numbers_are_no_trouble():
    assert canonical(ast.parse("x = 0x" + "f" * 9000).body[0])


def test_comments_are_not_looked_for_in_strings():
    assert comments('x = "# no"  # yes') == ("#yes",)
    assert comments('    x = """\n# no\n"""') == ()
