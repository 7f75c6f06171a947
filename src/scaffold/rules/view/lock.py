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
    found = subject.view(_read)
    return Lock() if isinstance(found, LockError) else found


def lock_error(subject: Subject) -> LockError | None:
    """What is wrong with the lock."""
    found = subject.view(_read)
    return found if isinstance(found, LockError) else None


def _read(subject: Subject) -> Lock | LockError:
    try:
        found = Lock.parse(text_of_lock(subject))
        for record in found.records:
            len(record.symbols)
    except LockError as error:
        return error
    return found


def text_of_lock(subject: Subject) -> str:
    """The text of the lock, empty without one."""
    return subject.files.get("scaffold.lock", "")
