"""The main job in a project of the seed's layout, as its owner would see it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.journey.workbench import Workbench

MAIN_JOB = "Post title:str author:User"
pytestmark = pytest.mark.slow


def lost(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, Counter[bytes]]:
    """The words and comments of each file that are no longer in it."""
    words = {path: Counter(re.findall(rb"#.*|\w+|[^\w\s]", text)) for path, text in before.items()}
    return {
        path: gone
        for path, counted in words.items()
        if path != "scaffold.lock" and (gone := counted - Counter(re.findall(rb"#.*|\w+|[^\w\s]", after[path])))
    }


def test_a_dry_run_shows_everything_and_touches_nothing(seed: Workbench) -> None:
    before = seed.files()
    outcome = seed.entity(MAIN_JOB, dry_run=True)
    assert outcome.exit_code == 0
    assert {"app/db/models/post.py", "app/db/models/user.py", "app/main.py"} <= {c.path for c in outcome.changes}
    assert outcome.migration is not None
    assert any("posts" in operation for operation in outcome.migration.operations)
    assert seed.files() == before


def test_the_main_job_gives_a_project_that_runs(seed: Workbench) -> None:
    before = seed.files()
    outcome = seed.entity(MAIN_JOB)
    assert outcome.exit_code == 0
    after = seed.files()
    assert lost(before, after) == {}
    seed.migrate_up_and_down()
    seed.run("pytest", "-q", "-W", "error")
    seed.run("mypy", "--strict", "app")
    seed.run("ruff", "check", "--select", "E,F,W,I,UP,B", "app/db/models/post.py", "app/schemas/post.py", "tests")
    seed.run("ruff", "format", "--check", *(c.path for c in outcome.changes if c.action == "create"))


def test_a_second_run_changes_nothing(seed: Workbench) -> None:
    seed.entity(MAIN_JOB)
    before = seed.files()
    outcome = seed.entity(MAIN_JOB)
    assert (outcome.exit_code, outcome.changes, outcome.migration) == (0, (), None)
    assert seed.files() == before


def test_a_field_added_later_reaches_every_layer_and_keeps_what_a_person_wrote(seed: Workbench) -> None:
    seed.entity(MAIN_JOB)
    seed.edit("app/db/models/post.py", "    title: str", "    # shown in the feed\n    title: str")
    seed.edit("app/services/post_service.py", "async def get_post", "# cached by the CDN\nasync def get_post")
    before = seed.files()
    outcome = seed.entity("Post subtitle:str:null")
    assert outcome.exit_code == 0, outcome.conflicts
    assert outcome.migration is not None
    after = seed.files()
    assert lost(before, after) == {}
    assert "subtitle: str | None" in seed.text("app/db/models/post.py")
    assert seed.text("app/schemas/post.py").count("subtitle:") == 3
    seed.migrate_up_and_down()
    seed.run("pytest", "-q")
