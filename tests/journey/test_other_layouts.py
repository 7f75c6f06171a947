"""Layouts that are not the guide's: all in one file beside the application; a package per domain; a base of CRUD."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from scaffold.pipeline.check import check
from scaffold.pipeline.undo import undo
from tests.journey.workbench import Workbench

pytestmark = pytest.mark.slow
LINES = {
    "tutorial": "Tag name:str:unique owner:Hero price:Decimal:digits=6:places=2:null",
    "shop": "Product name:str:unique seller:Customer price:Decimal:digits=6:places=2:null",
    "crud_base": "Tag name:str:unique item:Item price:Decimal:digits=6:places=2:null",
}

OWN_HANDLER = (
    "from fastapi import FastAPI, Request\nfrom fastapi.exceptions import RequestValidationError\n"
    "from starlette.responses import JSONResponse\n\n\n"
    "def refused(_: Request, error: RequestValidationError) -> JSONResponse:\n"
    "    return JSONResponse({'detail': error.errors()}, status_code=422)\n\n\n"
)


@pytest.mark.parametrize("name", LINES)
def test_an_entity_fits_in_and_leaves_again(name: str, tmp_path: Path) -> None:
    project = Workbench.of(name, tmp_path / name)
    before = project.files()

    project.entity(LINES[name])

    for path, text in before.items():
        diff = list(difflib.unified_diff(text.decode().splitlines(), project.text(path).splitlines(), n=0))[2:]
        lost = [line for line in diff if line.startswith("-")]
        assert all(line.startswith("-from ") for line in lost), path  # an import that got one more name
    project.run("pytest", "-q", "-p", "no:cacheprovider", "-k", LINES[name].split()[0].lower())
    assert project.entity(LINES[name]).changes == ()
    assert check(project.root).findings == ()
    undo(project.root)
    assert project.files() == before


def test_errors_can_be_answered_as_they_are(tmp_path: Path) -> None:
    project = Workbench.of("crud_base", tmp_path / "shop")
    project.edit("app/main.py", "from fastapi import FastAPI\n", OWN_HANDLER)
    project.edit("app/main.py", "FastAPI()", "FastAPI(exception_handlers={RequestValidationError: refused})")
    project.entity("Tag name:str:unique opened:time:null at:datetime settings:dict", migration=False)
    project.run("pytest", "-q", "-p", "no:cacheprovider", "-k", "tag")
