"""The plan as lines: the verb first, the paths below each other, then what changes in the file."""

from __future__ import annotations

from scaffold.console.lines import Line, line
from scaffold.pipeline.outcome import Outcome
from scaffold.plan import Change

_STYLES = {"create": "green", "update": "yellow", "delete": "red"}


def all_changes(outcome: Outcome) -> tuple[Change, ...]:
    """The changes with the migration, which is a new file like any other, as the last."""
    revision = outcome.migration
    if revision is None or any(change.path == revision.path for change in outcome.changes):
        return outcome.changes
    return (*outcome.changes, Change(path=revision.path, before=None, after=revision.text))


def plan_lines(outcome: Outcome) -> list[Line]:
    """One line per file."""
    changes = all_changes(outcome)
    width = max((len(change.path) for change in changes if change.symbols), default=0)
    return [_line(change, width) for change in changes]


def _line(change: Change, width: int) -> Line:
    verb = (change.action, _STYLES[change.action])
    told = symbols(change.symbols)
    path = change.path.ljust(width) if told else change.path
    return line("  ", verb, f"  {path}", (f"  {told}" if told else "", "dim"))


def symbols(names: tuple[str, ...]) -> str:
    """Names apart by a space, phrases such as ``GET POST /posts`` by two."""
    return ("  " if any(" " in name for name in names) else " ").join(names)
