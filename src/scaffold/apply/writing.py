"""Carry a plan out: stage every file, commit, rename, and put everything back if any step fails."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from scaffold.apply import disk
from scaffold.apply.encoding import encode
from scaffold.apply.history import Run, next_identity, record, trim
from scaffold.apply.interrupts import postponed
from scaffold.apply.journal import Journal, content
from scaffold.apply.paths import inside
from scaffold.apply.recovery import recover
from scaffold.apply.running import held
from scaffold.apply.steps import BACK, FORWARD, back, discard, forward, run_folder
from scaffold.dataclass import dataclass
from scaffold.errors import LockError, ProjectError, ScaffoldError, StepError
from scaffold.plan import Change

_finished: list[str] = []  # the runs of this process


def wrote() -> bool:
    """Has this process changed the project for good? Then an interrupt from now on is too late."""
    return bool(_finished)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What was written. ``note`` says what became of an interrupted run that was found."""

    changes: tuple[Change, ...] = ()
    note: str | None = None


def apply(
    root: Path,
    changes: Sequence[Change],
    *,
    command: str,
    lock: Change | None = None,
    undoes: Run | None = None,
) -> Applied:
    """Write ``changes``, then ``lock``: all of them or none, also when this process is killed.

    ``before`` of every change must be what is on disk. ``undoes`` is the run that this one takes
    back; it is forgotten when this one is done. Raises ``ProjectError`` for a path that leaves
    the project or a file that has changed meanwhile, ``StepError`` when the disk refuses, and
    ``LockError`` for another run at work.
    """
    wanted = [*changes, lock] if lock else [*changes]
    with held(root):
        note = recover(root)
        todo = tuple(change for change in wanted if change.before != change.after)
        try:
            if todo or undoes:
                targets = _checked(root, todo)
                _carry_out(root, _journal(root, todo, targets, command, undoes), targets)
        except OSError as error:
            raise _refused(error) from error
        return Applied(changes=todo, note=note)


def _checked(root: Path, changes: tuple[Change, ...]) -> list[Path]:
    """The files behind ``changes``, when each may be written and says what the plan says."""
    targets: list[Path] = []
    for change in changes:
        target = inside(root, change.path)
        if target in targets:
            raise ProjectError("two changes mean this one file", where=change.path)
        there = content(target)
        if there != (None if change.before is None else encode(change.path, change.before)):
            raise ProjectError(
                "this file has changed since the plan was made",
                where=change.path,
                hint="run the same command again",
            )
        if there is not None and not target.stat().st_mode & 0o222:
            raise ProjectError("this file is read-only", where=change.path, hint=f"chmod u+w {change.path}")
        targets.append(target)
    return targets


def _journal(root: Path, changes: tuple[Change, ...], targets: list[Path], command: str, undoes: Run | None) -> Journal:
    base = root.resolve()
    return Journal(
        identity=next_identity(root),
        command=command,
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        changes=changes,
        folders=tuple(folder.relative_to(base).as_posix() for folder in disk.missing_folders(base, targets)),
        undoes=undoes.identity if undoes else "",
    )


def _carry_out(root: Path, journal: Journal, targets: list[Path]) -> None:
    folder = run_folder(root)
    with postponed() as stop_if_asked:
        try:
            _stage(folder, journal, targets)
            stop_if_asked()
            _commit(folder)
            for path in forward(root, journal, between=stop_if_asked):
                raise ProjectError("this file changed just now", where=path, hint="run the same command again")
            stop_if_asked()
            record(root, folder / FORWARD, journal)
        except BaseException:
            _put_back(root, folder, journal)
            raise
        _finished.append(journal.identity)
        with suppress(OSError):  # it is done; the next run clears away what is left
            trim(root)
            discard(root)


def _stage(folder: Path, journal: Journal, targets: list[Path]) -> None:
    """Everything that either way out needs, on disk before the first file changes."""
    folder.mkdir()
    for index, (change, target) in enumerate(zip(journal.changes, targets, strict=True)):
        if change.before is not None:
            disk.keep(target, folder / f"o{index}")
        if change.after is not None:
            like = None if change.before is None else target
            disk.write(folder / f"n{index}", encode(change.path, change.after), like=like)
    disk.write(folder / "journal.new", journal.render().encode())
    disk.settle(folder)


def _commit(folder: Path) -> None:
    """From here on whoever comes next finishes the run, or puts it back."""
    disk.move(folder / "journal.new", folder / FORWARD)
    disk.settle(folder)


def _put_back(root: Path, folder: Path, journal: Journal) -> None:
    """Leave the project as it was. A run that dies in here is put back by the next one."""
    try:
        if (folder / FORWARD).exists() or (folder / BACK).exists():
            back(root, journal)
        if folder.exists():
            discard(root)
    except OSError as error:
        raise LockError(
            f"not everything could be put back: {_refused(error).message}",
            where=str(error.filename or folder),
            hint="when that is mended, run any scaffold command: it puts the rest back first",
        ) from error


def _refused(error: OSError) -> ScaffoldError:
    return StepError(
        f"the disk refused: {error.strerror or error}",
        where=str(error.filename2 or error.filename or ""),
        hint="every file is as it was; mend it and run the same command again",
    )
