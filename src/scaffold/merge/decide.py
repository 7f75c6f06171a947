"""Who wins? The table of three fingerprints, and nothing else.

``recorded`` is what we last wrote, ``disk`` what stands there now, ``wanted`` what we would write; each
is ``None`` where there is nothing.
"""

from __future__ import annotations

from enum import Enum, auto


class Action(Enum):
    """What becomes of one symbol."""

    NOTHING = auto()
    ADD = auto()
    RECORD = auto()  # it is what we want already
    UPDATE = auto()  # nobody touched it since we wrote it
    KEEP = auto()  # a person changed it, and we have nothing new
    STAYS_OUT = auto()  # a person removed it
    STAYS_OUT_CHANGED = auto()  # ... and it has changed since
    REMOVE = auto()
    BOTH_CHANGED = auto()  # merge the parts, else a conflict
    FOREIGN = auto()  # a conflict: it exists and is not ours
    UNWANTED_EDITED = auto()  # a conflict: no longer wanted, but edited


def decide(recorded: object, disk: object, wanted: object) -> Action:
    """The row of the table that the three fingerprints select."""
    if disk is None:
        return _decide_absent(recorded, wanted)
    if wanted is None:
        if recorded is None:
            return Action.NOTHING
        return Action.REMOVE if recorded == disk else Action.UNWANTED_EDITED
    if disk == wanted:
        return Action.RECORD
    if recorded is None:
        return Action.FOREIGN
    if recorded == disk:
        return Action.UPDATE
    return Action.KEEP if recorded == wanted else Action.BOTH_CHANGED


def _decide_absent(recorded: object, wanted: object) -> Action:
    if wanted is None:
        return Action.NOTHING
    if recorded is None:
        return Action.ADD
    return Action.STAYS_OUT if recorded == wanted else Action.STAYS_OUT_CHANGED
