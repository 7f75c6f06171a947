"""What ``scaffold.lock`` manages, read without judging it: a broken lock is the affair of other rules."""

from __future__ import annotations

from scaffold.errors import LockError
from scaffold.lock import Lock
from scaffold.rule import Subject


def managed(subject: Subject) -> frozenset[str]:
    """The names of the managed entities."""
    return frozenset(subject.view(lock).entities)


def lock(subject: Subject) -> Lock:
    """The lock, an empty one where there is none or where it cannot be read."""
    try:
        return Lock.parse(text_of_lock(subject))
    except LockError:
        return Lock()


def text_of_lock(subject: Subject) -> str:
    """The text of the lock, empty without one."""
    return subject.files.get("scaffold.lock", "")
