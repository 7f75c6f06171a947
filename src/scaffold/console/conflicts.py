"""A conflict on the screen: both sides, the base where known, and the commands that settle it."""

from __future__ import annotations

from scaffold.console.lines import Line, line
from scaffold.merge.conflict import Conflict


def conflict_lines(conflicts: tuple[Conflict, ...], *, again: str, left_open: bool) -> list[Line]:
    """All conflicts. ``again`` is the command typed, ``left_open``: the rest was written."""
    lines: list[Line] = []
    for conflict in conflicts:
        lines += _told(conflict)
        lines += _settled_by(conflict.selector, again, left_open)
        lines.append(line())
    return lines


def _told(conflict: Conflict) -> list[Line]:
    place = f"{conflict.path}:{conflict.line}" if conflict.line else conflict.path
    lines = [
        line(("conflict", "bold red"), f"  {place}  ", (conflict.symbol, "bold")),
        line(f"  {conflict.reason}"),
    ]
    sides = (
        ("yours, in the file", conflict.ours, "cyan"),
        ("new", conflict.theirs, "green"),
        ("as it was last written", conflict.base, "dim"),
    )
    for title, text, style in sides:
        if text:
            lines.append(line("  ", (f"{title}:", "bold")))
            lines += [line("  | ", (row, style)) for row in text.rstrip("\n").splitlines()]
    return lines


def _settled_by(selector: str, again: str, left_open: bool) -> list[Line]:
    if left_open:
        mine, theirs = (f"scaffold resolve {selector} {side}" for side in ("--mine", "--theirs"))
    else:
        mine, theirs = (f"{again} {side} {selector}" for side in ("--mine", "--theirs"))
    return [line("  keep yours:    ", mine), line("  take the new:  ", theirs)]
