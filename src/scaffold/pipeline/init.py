"""`scaffold init`: what was found about the project, what is uncertain, and what a person decided about it.

Nothing has to be written for the other commands to work: they find the same. ``[tool.scaffold]`` holds only what
would be found otherwise.
"""

from __future__ import annotations

import os
from pathlib import Path

from scaffold.apply import apply
from scaffold.dataclass import replace
from scaffold.desired import environment
from scaffold.pipeline.flags import Flags, Question
from scaffold.pipeline.line import carry_out
from scaffold.pipeline.listing import aligned
from scaffold.pipeline.opening import Opened, opened
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.unsure import shown, unsure
from scaffold.plan import Change, Overlaid
from scaffold.project import Found, open_project
from scaffold.project.settings import key_of, settings_of, with_settings
from scaffold.walked import repository_of

PYPROJECT, ATTRIBUTES = "pyproject.toml", ".gitattributes"
UNION = "scaffold.lock merge=union linguist-generated\n"


def init(start: Path, *, show: bool = False, flags: Flags | None = None) -> Outcome:
    """Say what was found, ask about what is uncertain, and write what differs from what would be found.

    Raises ``ProjectError`` where there is no FastAPI and SQLModel project, and for an answer that makes no sense.
    """
    flags = flags or Flags()
    with opened(start, replace(flags, dry_run=True) if show else flags) as ready:
        rows = ready.project.findings.rows if ready.project.findings else ()
        if show:
            return Outcome(command="init", dry_run=True, text=_table(rows), notes=unsure(rows))
        settings = _decided(ready, rows, flags)
        changes = [change for change in (settings, _attributes(ready)) if change is not None]
        if changes and not flags.dry_run:
            apply(ready.root, changes, command="init")
        outcome = Outcome(
            command="init",
            dry_run=flags.dry_run,
            changes=tuple(changes),
            text="" if changes else "Everything is found again as it stands; nothing has to be written.",
            notes=(*ready.notes, *unsure(rows)),
            next=("scaffold init --show", "scaffold entity Post title:str --dry-run"),
        )
    return _with_what_is_missing(start, outcome, flags)


def _table(rows: tuple[Found, ...]) -> str:
    """One finding a line: key, value, how sure, where, why."""
    lines = [
        (key_of(row.key), shown(row.value), "" if row.sure else "unsure", row.where or "-", row.reason) for row in rows
    ]
    return aligned(lines) if lines else "nothing was found"


def _decided(ready: Opened, rows: tuple[Found, ...], flags: Flags) -> Change | None:
    """``pyproject.toml`` with the answers that differ from what was found."""
    before = ready.project.files.get(PYPROJECT)
    answers = _answers(rows, flags)
    if not answers:
        return None
    tried = with_settings(before or "", answers)
    chosen = open_project(ready.root, planned=Overlaid(ready.project.files, {PYPROJECT: tried}))
    table = settings_of(chosen.conventions, ready.project.conventions)
    if not table:
        return None
    return Change(path=PYPROJECT, before=before, after=with_settings(before or "", table), symbols=tuple(table))


def _answers(rows: tuple[Found, ...], flags: Flags) -> dict[str, object]:
    """What a person answers to the uncertain findings that are plain text; Enter keeps what was found."""
    if flags.ask is None or flags.yes:
        return {}
    answers: dict[str, object] = {}
    for row in rows:
        if row.sure or not isinstance(row.value, str):
            continue
        text = f"{key_of(row.key)}: {row.reason}."
        answer = flags.ask(Question(text=text, flag="--yes", choices=(), default=row.value))
        if answer and answer != row.value:
            table, _, name = row.key.partition(".")
            answers[table if name else key_of(row.key)] = {name: answer} if name else answer
    return answers


def _attributes(ready: Opened) -> Change | None:
    """Git merges the lock line by line; only where there is a git repository."""
    if repository_of(os.path.abspath(ready.root)) is None:
        return None
    before = ready.project.files.get(ATTRIBUTES)
    if before is not None and "scaffold.lock" in before:
        return None
    ended = before if before is None or before.endswith("\n") or not before else before + "\n"
    return Change(path=ATTRIBUTES, before=before, after=(ended or "") + UNION, symbols=("scaffold.lock",))


def _with_what_is_missing(start: Path, outcome: Outcome, flags: Flags) -> Outcome:
    """A session module and an Alembic environment are offered, never forced."""
    with opened(start, flags) as ready:
        fragments = environment(ready.project)
        if not fragments:
            return outcome
        names = ", ".join(fragment.path for fragment in fragments if fragment.text)
        if not _wanted(names, flags):
            note = f"missing, and written with the first entity that needs it: {names}"
            return replace(outcome, notes=(*outcome.notes, note))
        made = carry_out(ready, fragments, command="init", flags=flags)
    return replace(outcome, changes=(*outcome.changes, *made.changes), text="")


def _wanted(names: str, flags: Flags) -> bool:
    if flags.yes or flags.ask is None:
        return flags.yes
    return flags.ask(Question(text=f"The project has no {names}. Write them?", flag="--yes", default="y")) == "y"
