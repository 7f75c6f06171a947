"""The fixtures that generated tests lean on: the project's own, or ours.

Two are needed: an HTTP client, and a maker of sessions on the database that this client works with. A conftest of the
project that has no such pair is left alone; ours then stand in a module beside it, under names of their own.
"""

from __future__ import annotations

import re

from scaffold.dataclass import dataclass
from scaffold.facts import read
from scaffold.project.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixtures:
    """Names of the fixtures, the file that we write them to, and how tests of this project are marked."""

    client: str
    client_class: str
    maker: str
    maker_class: str
    path: str  # of our own fixtures, "" where the project has them
    plugin: str  # the module that a test must name to get them, "" for a conftest
    decorator: str  # of a fixture
    mark: bool  # whether each test module must ask for an event loop


def fixtures_of(project: Project) -> Fixtures:
    """What the project's tests have, or will have."""
    conventions = project.conventions
    conftest = conventions.support.get("conftest", "tests/conftest.py")
    taken = _functions(project, conftest)
    # a client of another database would not see the rows that a session of ours stores
    ready = [name for name in (conventions.client_fixture, "client") if "session_maker" in taken.get(name, ())]
    usable = bool(ready) and "session_maker" in taken
    beside = conftest in project.files and not usable
    path = f"{conftest.rpartition('/')[0]}/api_fixtures.py".lstrip("/") if beside else conftest
    automatic = not conventions.is_async or _automatic(project)
    return Fixtures(
        client="api_client" if beside else ready[0] if usable else "client",
        client_class="AsyncClient" if conventions.is_async else "TestClient",
        maker="api_session_maker" if beside else "session_maker",
        maker_class="async_sessionmaker" if conventions.is_async else "sessionmaker",
        path="" if usable else path,
        plugin=tests_module(path, project) if beside else "",
        decorator="pytest.fixture" if automatic else "pytest_asyncio.fixture",
        mark=not automatic,
    )


def _functions(project: Project, conftest: str) -> dict[str, tuple[str, ...]]:
    """The functions of the conftest with the names of their parameters."""
    functions = read(project.files.get(conftest, "")).functions
    return {function.name: tuple(param.name for param in function.params) for function in functions}


def tests_module(path: str, project: Project) -> str:
    """The name that pytest imports the file by: from the first folder that is no package."""
    parts = path.removesuffix(".py").split("/")
    start = len(parts) - 1
    while start > 0 and is_package("/".join(parts[:start]), project):
        start -= 1
    return ".".join(parts[start:])


def is_package(folder: str, project: Project) -> bool:
    """Whether the folder has an ``__init__.py``, or gets one: those that hold modules without it keep doing so.

    A new folder does as those beside it.
    """
    inside = _modules_in(folder, project)
    if inside:
        return f"{folder}/__init__.py" in inside
    above = folder.rpartition("/")[0]
    beside = {path[: path.index("/", len(above) + 1)] for path in _modules_below(above, project)} if above else set()
    marked = {each for each in beside if f"{each}/__init__.py" in project.files}
    return not beside or bool(marked)


def _modules_in(folder: str, project: Project) -> list[str]:
    return [path for path in project.files if path.startswith(f"{folder}/") and path.endswith(".py")]


def _modules_below(folder: str, project: Project) -> list[str]:
    # app/heroes/models.py, below app
    return [path for path in _modules_in(folder, project) if "/" in path[len(folder) + 1 :]]


def _automatic(project: Project) -> bool:
    """Whether pytest-asyncio runs every coroutine without being asked."""
    return any(
        re.search(r"^\s*asyncio_mode\s*=\s*[\"']?auto", project.files.get(name, ""), re.MULTILINE)
        for name in ("pyproject.toml", "pytest.ini", "setup.cfg", "tox.ini")
    )
