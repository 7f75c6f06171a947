"""Files that are newer than our interpreter, and files that are broken."""

from __future__ import annotations

import ast
import dataclasses
import sys
from pathlib import Path

import pytest

from scaffold.facts import Class, Facts, Function, parse, read, tolerant
from scaffold.facts.reader import facts_of

NEWER = """\
import json
class Box[T: int = str, *Ts](Base, table=True):
    size: int = Field(default=1)

    def put[K](self, key: K) -> str:
        try:
            return f"{self["a"]} {key!r:>{10}}"
        except TypeError, ValueError:
            return t"{key}"
type SessionDep[T] = Annotated[Session, Depends(get_session)]
lazy import orjson
def last(): ...
"""


def test_newer_syntax_declares_what_it_says() -> None:
    facts = read(NEWER)
    assert facts.problem is None
    (box,) = facts.classes
    assert (box.name, box.bases, box.keyword("table")) == ("Box", ("Base",), "True")
    assert box.attributes[0].source == "size: int = Field(default=1)"
    assert box.methods[0].returned == ('f"{self["a"]} {key!r:>{10}}"', 't"{key}"')
    assert (box.methods[0].line, box.methods[0].column) == (5, 5)
    alias = facts.assigned("SessionDep")
    assert alias is not None
    assert alias.value == "Annotated[Session, Depends(get_session)]"
    assert [item.name for item in facts.imports] == ["json", "orjson"]
    assert facts.functions[-1].name == "last"


def without_calls(facts: Facts) -> Facts:
    """What both ways of reading can know: calls inside of an f-string are lost when it is respelled."""

    def function(item: Function) -> Function:
        return item._replace(calls=())

    def cls(item: Class) -> Class:
        return item._replace(
            methods=tuple(map(function, item.methods)),
            classes=tuple(map(cls, item.classes)),
            attributes=tuple(attribute._replace(call=None) for attribute in item.attributes),
        )

    return facts._replace(
        classes=tuple(map(cls, facts.classes)),
        functions=tuple(map(function, facts.functions)),
        assignments=tuple(item._replace(call=None) for item in facts.assignments),
        calls=(),
    )


STANDARD_LIBRARY = sorted(Path(dataclasses.__file__).parent.glob("*.py"))[::9]


@pytest.mark.parametrize("path", STANDARD_LIBRARY, ids=lambda path: path.name)
def test_both_ways_of_reading_agree(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = without_calls(read(text))
    assert without_calls(facts_of(text, *tolerant.parse(text))) == expected
    assert without_calls(facts_of(text, tolerant.in_pieces(text), None)) == expected


@pytest.mark.parametrize(
    ("broken", "line", "kept"),
    [
        ("x = = 1\n", 3, ["A", "Z"]),
        ("def f(:\n    pass\n", 3, ["A", "Z"]),
        ("class B(\n", 3, ["A", "Z"]),
        ("class B(M):\n    id: int = 1\n    x = = 2\n    name: str\n", 5, ["A", "B", "Z"]),
        ("def f():\n    return (\n", 4, ["A", "Z"]),
        ('"""never closed\n', 3, ["A"]),
    ],
)
def test_of_a_broken_file_the_good_part_is_read(broken: str, line: int, kept: list[str]) -> None:
    facts = read(f"class A:\n    pass\n{broken}class Z:\n    pass\n")
    assert facts.problem is not None
    assert facts.problem.line >= line
    assert [item.name for item in facts.classes] == kept


def test_of_a_broken_class_the_good_attributes_are_read() -> None:
    (found,) = read("class B(M, table=True):\n    id: int = 1\n    x = = 2\n    name: str\n").classes
    assert [(a.name, a.line) for a in found.attributes] == [("id", 2), ("name", 4)]
    assert found.keyword("table") == "True"


@pytest.mark.parametrize(
    "text", ["\0", "(" * 5000, "x = '" + "a" * 10, "\ufeff\ufeff", "\x0c\x0c", "\\", "f'{", "\udc80 = 1"]
)
def test_nothing_makes_the_reader_fail(text: str) -> None:
    read(text)
    parse(text)


def test_a_tree_of_newer_syntax_has_the_text_s_own_positions() -> None:
    box = parse(NEWER).body[1]
    assert isinstance(box, ast.ClassDef)
    assert (box.name, box.lineno, box.body[1].lineno) == ("Box", 2, 5)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the interpreter itself has to know the syntax")
def test_an_interpreter_that_knows_the_syntax_reads_the_same() -> None:
    known = (
        NEWER.replace("lazy import orjson\n", "")
        .replace('t"{key}"', '"{key}"')
        .replace("TypeError, ValueError", "TypeError")
    )
    known = known.replace(": int = str", "")
    assert read(known) == read(known + "lazy import x\n")._replace(imports=read(known).imports)


def test_an_alias_of_a_type_is_one_statement() -> None:
    read_at = {item.name: (item.source, item.column) for item in read(NEWER).assignments}
    assert read_at["SessionDep"] == ("type SessionDep[T] = Annotated[Session, Depends(get_session)]", 1)
