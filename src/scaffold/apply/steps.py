"""The two ways out of a run that has begun: forward to what was planned, or back to what was there.

Both may be taken again and again: each looks at the disk, and leaves alone what is done already
and what somebody else has edited in the meantime.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scaffold.apply import disk
from scaffold.apply.journal import Journal, state, state_folder
from scaffold.apply.paths import inside

FORWARD, BACK = "journal.json", "back.json"


def run_folder(root: Path) -> Path:
    """Where the run that is at work keeps its journal and its staged files."""
    return state_folder(root) / "run"


def forward(root: Path, journal: Journal, *, between: Callable[[], None] = lambda: None) -> tuple[str, ...]:
    """Make every change of ``journal`` true, and tell which paths were left alone because they
    were edited.

    ``between`` is called before each step, and may raise to stop there.
    """
    edited = []
    for index, change in enumerate(journal.changes):
        between()
        if (there := state(root, change)) == "before":
            _place(run_folder(root) / f"n{index}", inside(root, change.path), change.after)
        elif there == "edited":
            edited.append(change.path)
    between()
    _settle_folders(root, journal)
    return tuple(edited)


def back(root: Path, journal: Journal) -> tuple[str, ...]:
    """Put every file back, the last one first, and tell which were left alone, being edited."""
    folder = run_folder(root)
    if (folder / FORWARD).exists():
        (folder / FORWARD).rename(folder / BACK)
    edited = []
    for index, change in reversed(tuple(enumerate(journal.changes))):
        if (there := state(root, change)) == "after":
            _place(folder / f"o{index}", inside(root, change.path), change.before)
        elif there == "edited":
            edited.append(change.path)
    disk.remove_empty(root / created for created in journal.folders)
    return tuple(edited)


def may_go_forward(root: Path, journal: Journal) -> bool:
    """Can a run that was killed still be finished, whatever was edited since?

    Files change in order. One that was edited behind the last file that had changed already was
    edited on top of its new text; any other may have been edited on top of the old one, so the
    rest must be put back.
    """
    states = [state(root, change) for change in journal.changes]
    done = max((index for index, there in enumerate(states) if there == "after"), default=-1)
    return all(there != "edited" or index < done for index, there in enumerate(states))


def discard(root: Path) -> None:
    """Remove what a run staged, its copies on other file systems too."""
    folder = run_folder(root)
    for journal_file in (folder / FORWARD, folder / BACK):
        if journal_file.exists():
            for change in Journal.read(journal_file).changes:
                disk.beside(inside(root, change.path)).unlink(missing_ok=True)
            journal_file.unlink()
    for file in sorted(folder.glob("*")):
        file.unlink()
    folder.rmdir()


def _place(staged: Path, target: Path, text: str | None) -> None:
    if text is None:
        target.unlink()
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    disk.move(staged, target)


def _settle_folders(root: Path, journal: Journal) -> None:
    """Removed files leave no empty folder behind; what was renamed survives a power cut."""
    base = root.resolve()
    gone = [inside(root, change.path) for change in journal.changes if change.after is None]
    disk.remove_empty(folder for file in gone for folder in file.parents if base in folder.parents)
    for folder in {inside(root, change.path).parent for change in journal.changes}:
        disk.settle(folder)
