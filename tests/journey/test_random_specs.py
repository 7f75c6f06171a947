"""Random entities beside a hand-written one: they migrate, pass their own tests, and keep their word over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, event, given, note, reject, settings
from hypothesis import strategies as st

from scaffold.errors import SpecError
from tests.journey.asking import Client
from tests.journey.random_specs import Sheet, files
from tests.journey.serving import served
from tests.journey.workbench import Workbench

RULES = "E4,E7,E9,F,W,I,UP,B,SIM,RUF,C4,N,ARG,PIE,RET,PLE,PLW,FAST,ASYNC,DTZ,PERF,PYI,TID,PTH,ANN"
# names in the words of other scripts are the user's own
LEFT = "RUF001,RUF002,RUF003,PLC2401"
ODD_VALUES = 8  # of each field


@pytest.mark.slow
@pytest.mark.postgres
@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(sheets=files(), random=st.randoms(use_true_random=False))
def test_random_entities_keep_their_word(
    sheets: tuple[Sheet, ...], random: Random, tmp_path_factory: pytest.TempPathFactory, postgres: Callable[[], str]
) -> None:
    text = "\n\n".join(sheet.toml for sheet in sheets)
    note(text)
    folder = tmp_path_factory.mktemp("random")
    project = Workbench.of("blog", folder / "blog")
    untouched = project.files()
    try:
        first = project.apply(text)
    except SpecError as refused:
        event(str(refused))
        assert project.files() == untouched
        reject()
    assert (first.exit_code, first.conflicts) == (0, ())
    is_clean(project)
    written = project.files()
    again = project.apply(text)
    assert (again.exit_code, again.changes, again.migration) == (0, (), None)
    assert project.files() == written
    passes_its_tests(project)
    passes_its_tests(project, TEST_DATABASE_URL=postgres())
    for url in (f"sqlite+aiosqlite:///{folder}/random.db", postgres()):
        project.environment["DATABASE_URL"] = url
        project.migrate_up_and_down()
        with served(project.root, url) as api:
            assert Client(api, sheets, random, ODD_VALUES).run() == []


def is_clean(project: Workbench) -> None:
    """A type checker, many rules of a linter and its formatter have nothing to say."""
    files = ("app", "tests", "--no-cache")
    project.run("ruff", "check", "--select", RULES, "--ignore", LEFT, *files)
    project.run("ruff", "format", "--check", *files)
    project.run("mypy", "--strict", "app", "tests")


def passes_its_tests(project: Workbench, **environment: str) -> None:
    """The generated tests, in which a warning is an error."""
    here = Workbench(project.root, environment)
    if [*here.root.glob("tests/test_*.py")]:  # models alone have none
        here.run(
            "pytest", "-q", "-x", "-W", "error", "-p", "no:cacheprovider", "-p", "no:schemathesis", "-p", "no:xdist"
        )
