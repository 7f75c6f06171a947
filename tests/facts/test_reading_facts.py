"""What a source text declares, verbatim and in its place."""

from __future__ import annotations

import pytest

from scaffold.facts import Facts, read


def test_nothing_declares_nothing() -> None:
    assert read("") == Facts()
    assert read("# only a comment\n") == Facts()


def test_an_attribute_is_verbatim() -> None:
    (hero,) = read(
        "class Hero(HeroBase, table=True):\n"
        "    name: str = Field(\n"
        "        max_length=80,  # short\n"
        "    )  # a comment after it\n"
    ).classes
    (name,) = hero.attributes
    assert hero.bases == ("HeroBase",)
    assert hero.keyword("table") == "True"
    assert (name.name, name.annotation, name.line, name.column) == ("name", "str", 2, 5)
    assert name.source == "name: str = Field(\n        max_length=80,  # short\n    )"
    assert name.call is not None
    assert name.call.keyword("max_length") == "80"


def test_names_are_traced_to_where_they_come_from() -> None:
    facts = read("import sqlmodel as sm\nfrom sqlmodel import Field as F\nfrom . import models\nimport a.b\n")
    assert facts.origin("sm.SQLModel") == "sqlmodel.SQLModel"
    assert facts.origin("F") == "sqlmodel.Field"
    assert facts.origin("models.User") == ".models.User"
    assert facts.origin("own") == "own"


def test_imports_for_type_checkers_are_told_apart() -> None:
    facts = read(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from a import B\nelse:\n    B = None\n"
        "try:\n    import orjson\nexcept ImportError:\n    orjson = None\n"
    )
    assert {item.name: item.type_checking for item in facts.imports} == {
        "TYPE_CHECKING": False,
        "B": True,
        "orjson": False,
    }


def test_calls_know_their_function_and_their_loop() -> None:
    facts = read(
        "def create_app():\n"
        "    app = FastAPI()\n"
        "    for router in ROUTERS:\n"
        "        app.include_router(router, prefix='/x')\n"
        "    return app\n"
        "app.include_router(posts.router)\n"
    )
    (function,) = facts.functions
    assert [(call.func, call.loop) for call in function.calls] == [("FastAPI", False), ("app.include_router", True)]
    assert function.returned == ("app",)
    assert [(call.func, call.args, call.scope) for call in facts.calls] == [
        ("app.include_router", ("posts.router",), "")
    ]


def test_an_endpoint_carries_its_decorator_and_parameters() -> None:
    (function,) = read(
        '@router.get("/{id}", response_model=Out)\nasync def read(id: int, *, session: S = Depends(get)) -> Out: ...\n'
    ).functions
    assert function.is_async
    assert function.returns == "Out"
    assert function.decorators[0].func == "router.get"
    assert function.decorators[0].args == ('"/{id}"',)
    assert [(p.name, p.annotation, p.default) for p in function.params] == [
        ("id", "int", ""),
        ("session", "S", "Depends(get)"),
    ]


def test_columns_count_characters() -> None:
    (facts,) = read('class Straße:\n    größe: str = "ä"; menge: int = 1\n').classes
    assert [(a.name, a.column, a.source) for a in facts.attributes] == [
        ("größe", 5, 'größe: str = "ä"'),
        ("menge", 23, "menge: int = 1"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(newline: str) -> None:
    text = newline.join(["\ufeff# bom", "class A:", "    x: int = (", "        1", "    )", ""])
    (found,) = read(text).classes
    assert found.line == 2
    assert found.attributes[0].source == newline.join(["x: int = (", "        1", "    )"])


def test_lists_of_names_keep_their_elements() -> None:
    facts = read('__all__ = ["A", "B"]\nROUTERS = [posts.router, (users.router, "/u")]\n__all__ += ["C"]\n')
    assert [(a.name, a.operator, a.elements) for a in facts.assignments] == [
        ("__all__", "=", ('"A"', '"B"')),
        ("ROUTERS", "=", ("posts.router", '(users.router, "/u")')),
        ("__all__", "+=", ('"C"',)),
    ]


def test_a_generator_is_seen_through_its_own_body_only() -> None:
    outer, inner = read("def outer():\n    def inner():\n        yield 1\n    return inner\n").functions
    assert (outer.yields, inner.yields, inner.scope) == (False, True, "outer")
