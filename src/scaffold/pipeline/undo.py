"""`scaffold undo`: the last command taken back, the edits made since kept.

It is the same merge with the roles turned: the base is what the command wrote, the file is as it stands, and what
is wanted is what stood there before.
"""

from __future__ import annotations

import ast
from pathlib import Path

from scaffold.apply import Run, apply, last_run
from scaffold.dataclass import replace
from scaffold.errors import LockError, StepError
from scaffold.facts import parse
from scaffold.fragment import Fragment
from scaffold.lock import Lock
from scaffold.merge import merge, record_of
from scaffold.merge.merged import Merged
from scaffold.migrate.configured import revisions_of
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.formatting import formatting_of
from scaffold.pipeline.opening import LOCK, Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.plan import Change


def undo(start: Path, *, flags: Flags | None = None) -> Outcome:
    """Take back the last command. Raises ``LockError`` when there is none, or its migration is already applied."""
    flags = flags or Flags()
    with opened(start, flags) as ready:
        run = last_run(ready.root)
        if run is None:
            raise LockError("there is nothing to undo", hint="git log shows what changed before")
        _refuse_applied(ready, run, flags)
        taken = [_taken_back(ready, change, flags) for change in run.changes if change.path != LOCK]
        conflicts = tuple(conflict for _, merged in taken for conflict in merged.conflicts)
        outcome = Outcome(
            command="undo",
            dry_run=flags.dry_run,
            changes=tuple(change for change, _ in taken if change.before != change.after),
            conflicts=conflicts,
            notes=(*ready.notes, f"took back: scaffold {run.command}, {run.when}"),
        )
        if conflicts and flags.on_conflict == "stop":
            return replace(outcome, exit_code=3, notes=ready.notes)
        if not flags.dry_run:
            apply(ready.root, outcome.changes, command="undo", lock=_lock(ready, run), undoes=run)
        return replace(outcome, exit_code=3 if conflicts else 0)


def _taken_back(ready: Opened, change: Change, flags: Flags) -> tuple[Change, Merged]:
    now = ready.project.files.get(change.path)
    if now in (change.after, change.before):
        merged = Merged(text=change.before)
    elif not change.path.endswith(".py") or now is None or change.after is None:
        merged = Merged(text=now, notices=(f"{change.path} was changed since and stays",))
    else:
        wanted = Fragment(path=change.path, owner="undo", text=change.before or "")
        recorded = (record_of(change.after, "undo", change.path),)
        merged = merge(now, wanted, recorded, flags.settle(), formatting=formatting_of(ready.project))
    return Change(path=change.path, before=now, after=merged.text, symbols=merged.symbols), merged


def _lock(ready: Opened, run: Run) -> Change | None:
    """The lock without the lines of that command, and with those that it replaced: others may stand there since."""
    change = next((change for change in run.changes if change.path == LOCK), None)
    if change is None:
        return None
    now = ready.project.files.get(LOCK)
    if now in (change.after, change.before):
        return Change(path=LOCK, before=now, after=change.before)
    before, after = _lines(change.before), _lines(change.after)
    lines = [line for line in _lines(now) if line.startswith("#") or line not in after or line in before]
    lines += [line for line in before if line not in after and line not in lines]
    return Change(path=LOCK, before=now, after=Lock.parse("\n".join(lines)).render())


def _lines(lock: str | None) -> tuple[str, ...]:
    return tuple((lock or "").splitlines())


def _refuse_applied(ready: Opened, run: Run, flags: Flags) -> None:
    """A migration that another one builds on, or that the database has, cannot be taken back by removing its file."""
    together = {change.path for change in run.changes}
    for change in run.changes:
        if change.before is not None or change.after is None or not _is_migration(ready, change.path):
            continue
        revision = _assigned(change.after, "revision")
        if revision is None:
            continue  # env.py, which is written together with the first migration
        if followers := [
            path
            for path in ready.project.files
            if _is_migration(ready, path)
            and path not in together
            and _assigned(ready.project.files[path], "down_revision") == revision
        ]:
            raise LockError(
                f"another migration builds on {change.path}",
                where=followers[0],
                hint=f"remove {followers[0]} first",
            )
        if not flags.dry_run and revision in _applied(ready, flags):
            down = _assigned(change.after, "down_revision") or "base"
            raise LockError(
                f"the migration {revision} is applied to the database",
                where=change.path,
                hint=f"alembic downgrade {down}, then scaffold undo",
            )


def _applied(ready: Opened, flags: Flags) -> frozenset[str]:
    """What the database has. Where it does not answer, ``--yes`` says that it has nothing; against its word, never."""
    found = ready.project.conventions
    try:
        return revisions_of(ready.root, found.alembic_ini, found.interpreter, found.shadow_settings)
    except StepError:
        if flags.yes:
            return frozenset()
        raise


def _is_migration(ready: Opened, path: str) -> bool:
    folder = ready.project.conventions.migrations
    return bool(folder) and path.startswith(f"{folder}/") and path.endswith(".py")


def _assigned(text: str, name: str) -> object:
    """The literal that a migration assigns to ``name``, ``None`` when there is none."""
    for statement in parse(text).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                return ast.literal_eval(value)
            case ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value) if target == name:
                return ast.literal_eval(value)
    return None
