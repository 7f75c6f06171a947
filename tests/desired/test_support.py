"""Support modules: written once where they are missing, left alone where they are not, never over something else."""

from __future__ import annotations

import pytest
from growing import Grown, said
from styles import conventions

from scaffold.dataclass import replace
from scaffold.desired import desired, environment
from scaffold.fragment import Fragment
from scaffold.project import Conventions, Name


def by_path(grown: Grown, line: str = "Post title:str") -> dict[str, Fragment]:
    return {fragment.path: fragment for fragment in desired(said(line, grown), grown.project)}


def holding(**files: str) -> Grown:
    grown = Grown()
    return replace(grown, files={**grown.files, **files})


def test_a_project_that_has_them_gets_none() -> None:
    grown = Grown().entity("User name:str")
    assert not [f for f in by_path(grown).values() if f.kind == "once"]


def test_only_what_is_leaned_on_is_written() -> None:
    paths = by_path(Grown()).keys()
    assert "app/services/unit_of_work.py" in paths
    assert "app/services/references.py" not in paths
    assert "app/services/links.py" not in paths
    assert "app/schemas/types.py" not in paths
    assert "app/schemas/types.py" in by_path(Grown(), "Post views:int")


ENGINE = "engine = create_async_engine(URL)\n"
PRAGMA = ENGINE + 'cursor.execute("pragma foreign_keys = 1")\n'


@pytest.mark.parametrize(("session", "asks"), [(None, False), (PRAGMA, False), (ENGINE, True)])
def test_foreign_keys_are_asked_for_where_nothing_does(session: str | None, asks: bool) -> None:
    project = holding(**{"app/db/session.py": session}) if session else Grown()
    assert ("PRAGMA foreign_keys=ON" in by_path(project)["app/services/unit_of_work.py"].text) is asks


def test_a_module_that_says_something_else_is_left_alone() -> None:
    found = by_path(holding(**{"app/services/errors.py": "class PostGone(Exception):\n    pass\n"}))
    assert "app/services/errors.py" not in found
    assert "app/services/scaffold_errors.py" in found
    assert "from app.services.scaffold_errors import" in found["app/services/post_service.py"].text


GUARD = "app.add_middleware(TrustedHostMiddleware, allowed_hosts={})\n"


@pytest.mark.parametrize(
    ("guard", "test", "called"),
    [
        ("", "", "http://test"),
        (GUARD.format('["*"]'), "", "http://test"),
        (GUARD.format('["api.example.com", "localhost"]'), "", "http://localhost"),
        (GUARD.format('["*.example.com"]'), "", "http://api.example.com"),
        (GUARD.format("settings.hosts"), "", "http://localhost"),
        (GUARD.format("settings.hosts"), 'Client(base_url="http://testserver")\n', "http://testserver"),
    ],
)
def test_tests_call_a_host_that_the_application_answers_for(guard: str, test: str, called: str) -> None:
    found = by_path(holding(**{"app/middleware.py": guard, "tests/test_others.py": test}))
    assert f'base_url="{called}"' in found["tests/conftest.py"].text


def test_a_conftest_without_our_fixtures_is_left_alone() -> None:
    text = "import pytest\n\n\n@pytest.fixture\ndef client():\n    return 1\n"
    found = by_path(holding(**{"tests/conftest.py": text, "tests/__init__.py": ""}))
    assert "tests/conftest.py" not in found
    assert "async def api_client(" in found["tests/api_fixtures.py"].text
    tests = found["tests/test_posts.py"].text
    assert 'pytest_plugins = ["tests.api_fixtures"]' in tests
    assert "api_client.post(URL" in tests


@pytest.mark.parametrize("folder", ["app/services", "tests"])
def test_a_folder_without_init_stays_without(folder: str) -> None:
    found = by_path(holding(**{f"{folder}/other.py": "x = 1\n"}))
    assert f"{folder}/__init__.py" not in found


def test_tests_that_must_ask_for_a_loop_do() -> None:
    strict = holding(**{"pyproject.toml": '[project]\nname = "app"\n'})
    assert "pytestmark = pytest.mark.asyncio" in by_path(strict)["tests/test_posts.py"].text
    assert "pytestmark" not in by_path(Grown())["tests/test_posts.py"].text


def test_without_pytest_asyncio_anyio_runs_the_tests() -> None:
    bare = Conventions(async_tests="anyio")
    found = by_path(replace(holding(**{"pyproject.toml": '[project]\nname = "app"\n'}), conventions=bare))
    tests, conftest = found["tests/test_posts.py"].text, found["tests/conftest.py"].text
    assert "pytestmark = pytest.mark.anyio" in tests
    assert "def anyio_backend() -> str:" in conftest
    assert "pytest_asyncio" not in tests + conftest


def test_the_event_loop_that_the_project_s_tests_have_is_theirs() -> None:
    bare = Conventions(async_tests="anyio")
    own = '@pytest.fixture\ndef anyio_backend():\n    return "asyncio"\n'
    files = {"pyproject.toml": "", "tests/conftest.py": own, "tests/__init__.py": ""}
    found = by_path(replace(holding(**files), conventions=bare))
    assert "anyio_backend" not in found["tests/api_fixtures.py"].text


def test_the_environment_is_for_the_engine_that_the_project_has() -> None:
    session = "from sqlmodel import create_engine\n\nhome = create_engine('sqlite://')\n"
    found = by_path(holding(**{"app/db/session.py": session}))
    assert "from app.db.session import home\n" in found["migrations/env.py"].text
    assert "app/config.py" not in found


def test_no_environment_is_guessed_for_a_database_that_is_not_named() -> None:
    found = by_path(holding(**{"app/db/session.py": "def get_session():\n    yield None\n"}))
    assert "migrations/env.py" not in found


def test_no_tests_are_written_against_a_session_that_they_cannot_replace() -> None:
    grown = replace(
        holding(**{"app/db/session.py": "db = make()\n"}),
        conventions=replace(
            conventions("usual"), session_style="context", session_provider=Name("app.db.session", "db")
        ),
    )
    assert not [path for path in by_path(grown) if path.startswith("tests/")]


def test_the_environment_alone() -> None:
    paths = {fragment.path for fragment in environment(Grown().project)}
    assert {"app/db/session.py", "app/config.py", "alembic.ini", "migrations/env.py"} <= paths
    assert not [path for path in paths if path.startswith(("app/api", "tests"))]


def test_the_style_is_the_projects_own() -> None:
    single = '[project]\nname = "app"\n\n[tool.ruff.format]\nquote-style = "single"\n'
    assert "__tablename__ = 'posts'" in by_path(holding(**{"pyproject.toml": single}))["app/db/models/post.py"].text
    unknown = '[project]\nname = "app"\n\n[tool.ruff.format]\nshades = "blue"\n'
    assert '__tablename__ = "posts"' in by_path(holding(**{"pyproject.toml": unknown}))["app/db/models/post.py"].text
