"""What the last runs changed, so that they can be taken back."""

from __future__ import annotations

import os
from pathlib import Path

from scaffold.apply.journal import Journal, state_folder
from scaffold.dataclass import dataclass
from scaffold.plan import Change

LEVELS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished run: what every file it changed said before and after, ``scaffold.lock`` last."""

    identity: str
    command: str
    when: str  # ISO 8601, UTC
    changes: tuple[Change, ...]


def runs(root: Path) -> tuple[Run, ...]:
    """The runs that can be taken back, the last one first. ``LockError`` for a broken one."""
    return tuple(_run(file) for file in reversed(_files(root)))


def last_run(root: Path) -> Run | None:
    """The run that `scaffold undo` takes back."""
    files = _files(root)
    return _run(files[-1]) if files else None


def forget(root: Path, run: Run) -> None:
    """``run`` can no longer be taken back."""
    _file(root, run.identity).unlink(missing_ok=True)


def next_identity(root: Path) -> str:
    """A name for the run that is beginning."""
    files = _files(root)
    return f"{int(files[-1].stem) + 1 if files else 1:04}"


def record(root: Path, journal_file: Path, journal: Journal) -> None:
    """The run is done: in one step its journal becomes history. What it takes back leaves it."""
    if journal.undoes:
        _file(root, journal.undoes).unlink(missing_ok=True)
        journal_file.unlink()
        return
    file = _file(root, journal.identity)
    file.parent.mkdir(exist_ok=True)
    os.replace(journal_file, file)


def trim(root: Path) -> None:
    """Keep the last ``LEVELS`` runs."""
    for old in _files(root)[:-LEVELS]:
        old.unlink(missing_ok=True)


def _run(file: Path) -> Run:
    journal = Journal.read(file)
    return Run(
        identity=journal.identity,
        command=journal.command,
        when=journal.when,
        changes=journal.changes,
    )


def _file(root: Path, identity: str) -> Path:
    return state_folder(root) / "history" / f"{identity}.json"


def _files(root: Path) -> list[Path]:
    found = (state_folder(root) / "history").glob("*.json")
    return sorted((file for file in found if file.stem.isdigit()), key=lambda file: int(file.stem))
