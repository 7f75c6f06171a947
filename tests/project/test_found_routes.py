"""How routers are named to their clients: as siblings are, wherever they say it."""

from __future__ import annotations

import pytest

from scaffold.project import Findings, find_conventions

MODEL = """\
from sqlmodel import Field, SQLModel


class {0}(SQLModel, table=True):
    id: int = Field(primary_key=True)
"""
HEAD = "from fastapi import APIRouter\n"


def found(**routers: str) -> Findings:
    """Of entities by their snake case, each with the code of its router."""
    files = {f"app/models/{name}.py": MODEL.format(name.title().replace("_", "")) for name in routers}
    return find_conventions(files | {f"app/routers/{name}.py": HEAD + code for name, code in routers.items()})


def made(arguments: str, route: str = "") -> str:
    return f"router = APIRouter({arguments})\n@router.get('{route}')\ndef rows(): ...\n"


def test_where_no_sibling_tells_paths_are_the_usual_ones() -> None:
    usual = find_conventions({"app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n"}).conventions
    assert (usual.router_prefix, usual.router_tag) == ("/{route}", "{route}")


@pytest.mark.parametrize(
    ("arguments", "route", "prefix", "tag"),
    [
        ("prefix='/books', tags=['books']", "", "/{route}", "{route}"),
        ("prefix='/book', tags=['Book']", "/", "/{snake}", "{Snake}"),
        ("prefix='/api/library/books', tags=['Books']", "", "/api/library/{route}", "{Plural}"),
        ("prefix='/books'", "", "/{route}", ""),
        ("tags=['books']", "/books", "/{route}", "{route}"),
        ("", "/api/book/", "/api/{snake}", ""),
    ],
)
def test_paths_and_tags_are_those_of_a_sibling(arguments: str, route: str, prefix: str, tag: str) -> None:
    conventions = found(book=made(arguments, route)).conventions
    assert (conventions.router_prefix, conventions.router_tag) == (prefix, tag)


@pytest.mark.parametrize(
    "arguments", ["prefix='/users/{user_id}/books'", "prefix=settings.books", "prefix=f'{API}/books'", "prefix='/lib'"]
)
def test_a_path_that_a_new_entity_could_not_have_is_no_example(arguments: str) -> None:
    assert found(book=made(arguments)).conventions.router_prefix == "/{route}"


def test_below_another_entity_is_no_place_for_a_new_one() -> None:
    conventions = found(book=made("prefix='/authors/books'"), author=made("prefix='/author'")).conventions
    assert conventions.router_prefix == "/{snake}"


def test_a_tag_for_everything_is_one_that_several_have() -> None:
    assert found(book=made("tags=['library']")).conventions.router_tag == "{route}"
    both = found(book=made("tags=['library']"), author=made("tags=['library']"))
    assert both.conventions.router_tag == "library"


@pytest.mark.parametrize(("column", "item"), [("", "{snake}_uuid"), ("    book_uuid: str\n", "{snake}_id")])
def test_a_column_that_rows_are_found_by_is_no_name_of_the_key(column: str, item: str) -> None:
    files = {
        "app/models.py": MODEL.format("Book") + column,
        "app/routers/book.py": f"{HEAD}router = APIRouter()\n@router.get('/{{book_uuid}}')\ndef row(): ...\n",
    }
    assert find_conventions(files).conventions.item_parameter == item


@pytest.mark.parametrize(
    ("routes", "prefix", "path", "item"),
    [
        (("/books/", "/books/{book_id}"), "/{route}", "/", "{snake}_id"),
        (("/api/books", "/api/books/{id}"), "/api/{route}", "", "id"),
        (("/book", "/book/{book_id}"), "/{snake}", "", "{snake}_id"),
        (("/health", "/authors/{author_id}/books"), "/{route}", "", "{snake}_id"),
    ],
)
def test_routes_on_the_application_tell_as_much(routes: tuple[str, str], prefix: str, path: str, item: str) -> None:
    endpoints = "".join(f"@app.get('{route}')\ndef at_{index}(): ...\n" for index, route in enumerate(routes))
    files = {
        "app/models.py": MODEL.format("Book") + MODEL.format("Author"),
        "app/main.py": f"from fastapi import FastAPI\nfrom app.models import Book\napp = FastAPI()\n{endpoints}",
    }
    found = find_conventions(files).conventions
    assert (found.router_prefix, found.router_path, found.item_parameter) == (prefix, path, item)


def test_of_two_siblings_that_differ_the_usual_plural_wins() -> None:
    assert found(book=made("prefix='/book'"), author=made("prefix='/authors'")).conventions.router_prefix == "/{route}"


@pytest.mark.parametrize(("joined", "prefix"), [("book_reviews", "/{plural}"), ("book-reviews", "/{route}")])
def test_a_name_of_two_words_tells_how_words_are_joined(joined: str, prefix: str) -> None:
    routers = {"author": made("prefix='/authors'"), "book": made("prefix='/books'")}
    conventions = found(**routers, book_review=made(f"prefix='/{joined}'")).conventions
    assert conventions.router_prefix == prefix
