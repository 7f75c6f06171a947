"""A run that was killed is finished by the next one, or put back."""

from __future__ import annotations

from pathlib import Path

from scaffold.apply.history import record
from scaffold.apply.journal import Journal
from scaffold.apply.running import held
from scaffold.apply.steps import BACK, FORWARD, back, discard, forward, may_go_forward, run_folder


def pending(root: Path) -> bool:
    """Was a run killed between two files? True until ``recover`` has been called. Reads only."""
    return any((run_folder(root) / name).exists() for name in (FORWARD, BACK))


def recover(root: Path) -> str | None:
    """Finish what a killed run had begun, or put it back, and say which; ``None`` when there was
    none.

    A file that somebody edited since is left as it is, and named. Raises ``LockError`` when
    another run is at work or the journal cannot be read.
    """
    folder = run_folder(root)
    if not folder.exists():
        return None
    with held(root):
        if not folder.exists():  # its own process ended it while we waited
            return None
        if not pending(root):
            discard(root)
            return "cleared away what an interrupted run had staged; no file was half done"
        going_back = (folder / BACK).exists()
        journal = Journal.read(folder / (BACK if going_back else FORWARD))
        if going_back or not may_go_forward(root, journal):
            edited = back(root, journal)
            what = "put back"
        else:
            edited = forward(root, journal)
            record(root, folder / FORWARD, journal)
            what = "finished"
        discard(root)
        left = f"; left alone, edited since: {', '.join(edited)}" if edited else ""
        return f"{journal.command} was interrupted: {what} {len(journal.changes)} files{left}"
