"""The fixtures that generated tests lean on: the project's own, or ours.

Two are needed: an HTTP client, and a maker of sessions on the database that this client works with. A conftest of the
project that has no such pair is left alone; ours then stand in a module beside it, under names of their own.
"""

from __future__ import annotations

from scaffold.dataclass import dataclass
from scaffold.facts import read
from scaffold.project.project import Project
from scaffold.project.testing import runs_every_coroutine


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
    mark: str  # by which each test module asks for an event loop: "asyncio", "anyio", "" where none must
    backend: bool  # whether ours say which event loop anyio takes


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
    mark = _mark(project)
    return Fixtures(
        client="api_client" if beside else ready[0] if usable else "client",
        client_class="AsyncClient" if conventions.is_async else "TestClient",
        maker="api_session_maker" if beside else "session_maker",
        maker_class="async_sessionmaker" if conventions.is_async else "sessionmaker",
        path="" if usable else path,
        plugin=tests_module(path, project) if beside else "",
        decorator="pytest_asyncio.fixture" if mark == "asyncio" else "pytest.fixture",
        mark=mark,
        backend=mark == "anyio" and not (beside and "anyio_backend" in taken),
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


def _mark(project: Project) -> str:
    conventions = project.conventions
    if not conventions.is_async or runs_every_coroutine(lambda path: project.files.get(path, "")):
        return ""
    return "anyio" if conventions.async_tests == "anyio" else "asyncio"
