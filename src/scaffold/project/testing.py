"""Which fixture of the project's tests is an HTTP client, of which kind, and which plugin awaits the tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scaffold.facts import Function
from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.needs import has_library, lists_needs

_SETTINGS = ("pyproject.toml", "pytest.ini", "setup.cfg", "tox.ini")
_AUTOMATIC = re.compile(r"^\s*asyncio_mode\s*=\s*[\"']?auto", re.MULTILINE)
_TESTS = re.compile(r"test_|conftest|api_fixtures")
_PLUGIN = re.compile(r"\b(?:pytest_asyncio|mark\.asyncio|mark\.anyio|anyio_backend)\b")


def find_testing(look: Look) -> Iterator[Found]:
    """``client_fixture``: what tests of the API call the client that they are given."""
    for path in look.sources.paths:
        if not path.endswith("conftest.py"):
            continue
        for function in look.sources.facts(path).functions:
            name = _fixture(function)
            told = function.returns + " ".join(call.func for call in function.calls)
            found = re.search(r"\b(TestClient|AsyncClient)\b", told)
            if name and found:
                yield Found(
                    key="client_fixture",
                    value=name,
                    reason=f"a fixture that gives a {found[1]}",
                    path=path,
                    line=function.line,
                )
                return


def find_async_tests(look: Look) -> Iterator[Found]:
    """``async_tests``: anyio, which comes with FastAPI, where the project does without pytest-asyncio.

    Marked tests decide where no list names it: ours stay as they are when a list is not kept.
    """
    text, needs = look.sources.text, (look.sources, look.root)
    if runs_every_coroutine(text) or has_library("pytest-asyncio", *needs):
        return
    for path in look.sources.paths:
        told = _PLUGIN.search(text(path)) if _TESTS.match(path.rpartition("/")[2]) else None
        if told and told[0] in ("pytest_asyncio", "mark.asyncio"):
            return
        if told:
            yield Found(key="async_tests", value="anyio", reason=told[0], path=path)
            return
    if lists_needs(*needs):
        yield Found(key="async_tests", value="anyio", reason="pytest-asyncio is not listed; anyio comes with FastAPI")


def runs_every_coroutine(text: Callable[[str], str]) -> bool:
    """Whether pytest-asyncio runs every coroutine without being asked."""
    return any(_AUTOMATIC.search(text(name)) for name in _SETTINGS)


def _fixture(function: Function) -> str | None:
    # @pytest.fixture(name="client")
    for call in function.decorators:
        if call.func.rpartition(".")[2] == "fixture":
            return (call.keyword("name") or function.name).strip("\"'")
    return None
