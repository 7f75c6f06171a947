"""The table of three fingerprints, row by row."""

from __future__ import annotations

import pytest

from scaffold.merge.decide import Action, decide

A, B, X, NOTHING = "a", "b", "x", None


@pytest.mark.parametrize(
    ("disk", "recorded", "wanted", "action"),
    [
        (NOTHING, NOTHING, NOTHING, Action.NOTHING),
        (A, NOTHING, NOTHING, Action.NOTHING),
        (NOTHING, A, NOTHING, Action.NOTHING),
        (NOTHING, NOTHING, X, Action.ADD),
        (NOTHING, A, A, Action.STAYS_OUT),
        (NOTHING, A, X, Action.STAYS_OUT_CHANGED),
        (A, A, X, Action.UPDATE),
        (B, A, A, Action.KEEP),
        (X, NOTHING, X, Action.RECORD),
        (X, A, X, Action.RECORD),
        (X, X, X, Action.RECORD),
        (B, A, X, Action.BOTH_CHANGED),
        (A, NOTHING, X, Action.FOREIGN),
        (A, A, NOTHING, Action.REMOVE),
        (B, A, NOTHING, Action.UNWANTED_EDITED),
    ],
)
def test_three_fingerprints_select_one_row(disk, recorded, wanted, action):
    assert decide(recorded, disk, wanted) is action
