"""Tables that refer to each other in circles, in a project on SQLite that is run on PostgreSQL, too."""

from __future__ import annotations

import pytest

from tests.journey.workbench import Workbench

CIRCLES = """
    [entity.Team]
    name = "str:unique"
    captain = "Player:null:back=captain_of"
    [entity.Player]
    name = "str"
    team = "Team:back=players:ondelete=cascade"
    coach = "Coach:null"
    [entity.Coach]
    star = "Player:null:back=stars:ondelete=set-null"
"""


@pytest.mark.slow
def test_circles_migrate_up_and_down(seed: Workbench, database: str) -> None:
    assert seed.apply(CIRCLES).exit_code == 0
    seed.environment["DATABASE_URL"] = database
    seed.migrate_up_and_down()


@pytest.mark.slow
def test_circles_pass_their_tests(seed: Workbench, database: str) -> None:
    seed.apply(CIRCLES)
    if database.startswith("postgresql"):  # their own default is SQLite
        seed.environment["TEST_DATABASE_URL"] = database
    seed.run("pytest", "-q", "-W", "error")
