"""Which fixture of the project's tests is an HTTP client, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.facts import Function
from scaffold.project.findings import Found
from scaffold.project.look import Look


def find_testing(look: Look, is_async: bool) -> Iterator[Found]:
    """``client_fixture`` and ``client_is_async``; without a fixture it is as ``is_async`` as the rest."""
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
                yield Found(
                    key="client_is_async",
                    value=found[1] == "AsyncClient",
                    reason=found[1],
                    path=path,
                    line=function.line,
                )
                return
    yield Found(
        key="client_is_async",
        value=is_async,
        reason="no fixture gives a client; the application decides",
        sure=False,
    )


def _fixture(function: Function) -> str | None:
    # @pytest.fixture(name="client")
    for call in function.decorators:
        if call.func.rpartition(".")[2] == "fixture":
            return (call.keyword("name") or function.name).strip("\"'")
    return None
