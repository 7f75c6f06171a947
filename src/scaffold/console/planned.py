"""The plan as lines: the verb first, the paths below each other, then what changes in the file."""

from __future__ import annotations

from scaffold.console.lines import Line, line
from scaffold.console.routes import routes
from scaffold.pipeline.outcome import Outcome
from scaffold.plan import Change

_STYLES = {"create": "green", "update": "yellow", "delete": "red"}
_MOST = 8  # symbols told of one file


def all_changes(outcome: Outcome) -> tuple[Change, ...]:
    """The changes with the migration, which is a new file like any other, as the last."""
    revision = outcome.migration
    if revision is None or any(change.path == revision.path for change in outcome.changes):
        return outcome.changes
    return (*outcome.changes, Change(path=revision.path, before=None, after=revision.text))


def plan_lines(outcome: Outcome) -> list[Line]:
    """One line per file."""
    rows = [(change, told(change)) for change in all_changes(outcome)]
    width = max((len(change.path) for change, words in rows if words), default=0)
    return [
        line(
            "  ",
            (change.action, _STYLES[change.action]),
            f"  {change.path.ljust(width) if words else change.path}",
            (f"  {words}" if words else "", "dim"),
        )
        for change, words in rows
    ]


def told(change: Change) -> str:
    """What a person wants to know of a file: what a new one offers, what changes in an old one.

    Names stand apart by a space, phrases such as ``GET POST /posts`` by two.
    """
    names = _offered(change) if change.before is None else change.symbols
    if len(names) > _MOST:
        names = (*names[:_MOST], f"and {len(names) - _MOST} more")
    return ("  " if any(" " in name for name in names) else " ").join(names)


def _offered(change: Change) -> tuple[str, ...]:
    """What a new file offers to others; its insides are in the diff."""
    if change.layer == "router":
        return routes(change.after or "")
    if change.layer == "schema":
        return tuple(symbol for symbol in change.symbols if "." not in symbol)
    return ()
