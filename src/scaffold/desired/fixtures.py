"""The fixtures that generated tests lean on: the project's own, or ours in its conftest.

Two are needed: an HTTP client, and a maker of sessions on the database that this client works with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scaffold.facts import read
from scaffold.project.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixtures:
    """Names of the fixtures, and how tests of this project are marked."""

    client: str
    client_class: str
    maker: str
    maker_class: str
    there: bool  # whether the conftest has both
    decorator: str  # of a fixture
    mark: bool  # whether each test module must ask for an event loop


def fixtures_of(project: Project) -> Fixtures:
    """What the project's tests have, or will have."""
    conventions = project.conventions
    taken = _functions(project)
    candidates = (conventions.client_fixture, "client", "api_client")
    # a client of another database would not see the rows that a session of ours stores
    ready = [name for name in candidates if "session_maker" in taken.get(name, ())]
    client = ready[0] if ready else "client" if "client" not in taken else "api_client"
    automatic = not conventions.is_async or _automatic(project)
    return Fixtures(
        client=client,
        client_class="AsyncClient" if conventions.is_async else "TestClient",
        maker="session_maker",
        maker_class="async_sessionmaker" if conventions.is_async else "sessionmaker",
        there=bool(ready) and "session_maker" in taken,
        decorator="pytest.fixture" if automatic else "pytest_asyncio.fixture",
        mark=not automatic,
    )


def _functions(project: Project) -> dict[str, tuple[str, ...]]:
    """The functions of the conftest with the names of their parameters."""
    text = project.files.get(project.conventions.support.get("conftest", ""), "")
    return {function.name: tuple(param.name for param in function.params) for function in read(text).functions}


def _automatic(project: Project) -> bool:
    """Whether pytest-asyncio runs every coroutine without being asked."""
    return any(
        re.search(r"^\s*asyncio_mode\s*=\s*[\"']?auto", project.files.get(name, ""), re.MULTILINE)
        for name in ("pyproject.toml", "pytest.ini", "setup.cfg", "tox.ini")
    )
