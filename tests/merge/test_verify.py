"""A fault of ours is refused before anything is written."""

from __future__ import annotations

import pytest

from scaffold.errors import ProjectError
from scaffold.fragment import Fragment
from scaffold.merge.job import Request, job_for
from scaffold.merge.merged import Merged
from scaffold.merge.partition import partition
from scaffold.merge.recorded import Recorded
from scaffold.merge.verify import verify

OURS = "# top\n\nx = 1  # mine\n\n\nclass A:\n    y: int\n    # end\n"


def look(text: str, again: str | None = None, replaced: tuple[int, ...] = ()) -> None:
    tree = partition(OURS, "x.py")
    fragment = Fragment(path="x.py", owner="Post", text="")
    job = job_for(Request(ours=OURS, fragment=fragment), tree, tree, Recorded())
    job.ledger.replaced.update(replaced)
    second = Merged(text=text if again is None else again)
    verify(Merged(text=text), tree, job, lambda: second)


def test_what_holds_everything_passes():
    look(OURS)
    look(OURS.replace("y: int", "y: int\n    z: int"))


@pytest.mark.parametrize("lost", ["# mine", "# end", "x = 1"])
def test_what_lost_something_is_refused(lost):
    with pytest.raises(ProjectError, match="would have been lost"):
        look(OURS.replace(lost, ""))


def test_what_swapped_two_statements_is_refused():
    with pytest.raises(ProjectError, match="would have been lost"):
        look("class A:\n    y: int\n    # end\n\n\nx = 1  # mine\n")


def test_what_does_not_parse_is_refused():
    with pytest.raises(ProjectError, match="would not parse"):
        look(OURS + "(")


def test_what_does_not_come_to_rest_is_refused():
    with pytest.raises(ProjectError, match="a second run"):
        look(OURS, again=OURS + "z = 1\n")


def test_what_was_replaced_on_purpose_passes():
    look(OURS.replace("y: int", "y: str"), replaced=(7,))
