"""A change as a unified diff that ``git apply`` and ``patch -p1`` take."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from scaffold.console.lines import Line, line
from scaffold.plan import Change

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def diff(change: Change) -> str:
    """The unified diff of one file, ``""`` when nothing changes."""
    before, after = _lines(change.before), _lines(change.after)
    old = "/dev/null" if change.before is None else f"a/{change.path}"
    new = "/dev/null" if change.after is None else f"b/{change.path}"
    return "".join(
        text if text.endswith("\n") else f"{text}\n\\ No newline at end of file\n"
        for text in difflib.unified_diff(before, after, old, new)
    )


def diff_lines(changes: Iterable[Change]) -> list[Line]:
    """The diffs of all files, an empty line before each."""
    lines: list[Line] = []
    for change in changes:
        lines.append(line())
        for text in diff(change).splitlines():
            head = text.startswith(("--- ", "+++ "))
            lines.append(line((text, "bold" if head else _STYLES.get(text[:1], ""))))
    return lines


def _lines(text: str | None) -> list[str]:
    """Lines as git sees them: only a line feed ends one, a form feed or a lone CR does not."""
    return _LINE.findall(text or "")
