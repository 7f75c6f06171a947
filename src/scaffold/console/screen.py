"""Where lines go: to a terminal through rich, anywhere else as plain text."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from scaffold.console.lines import Line, line, plain
from scaffold.errors import ScaffoldError


def colored(stream: TextIO, *, color: bool = True) -> bool:
    """May ``stream`` have colors? Only a terminal, and not where NO_COLOR or the user says no."""
    if not color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def show(lines: Iterable[Line], *, stream: TextIO | None = None, color: bool = True) -> None:
    """Print ``lines``, to stdout unless told otherwise."""
    out = stream or sys.stdout
    if not colored(out, color=color):
        _write(out, plain(lines))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, highlight=False, soft_wrap=True, emoji=False)
    for spans in lines:
        console.print(Text.assemble(*spans))


def show_text(text: str) -> None:
    """Print ``text`` as it stands."""
    _write(sys.stdout, text)


def show_json(found: dict[str, Any]) -> str:
    """One object on stdout, in ASCII, so that no pipe can spoil it; what was written."""
    import json

    text = json.dumps(found, indent=2) + "\n"
    _write(sys.stdout, text)
    return text


def failure_lines(error: ScaffoldError) -> list[Line]:
    """What went wrong, where, and what to type next."""
    first, *rest = error.message.splitlines() or [""]
    where = f"{error.where}: " if error.where else ""
    lines = [line(("error: ", "bold red"), f"{where}{first}"), *(line("  ", row) for row in rest)]
    hints = error.hint.splitlines()
    heads = ("hint: ", *[" " * 6] * len(hints))
    return [*lines, *(line((head, "cyan"), row) for head, row in zip(heads, hints, strict=False))]


def show_failure(error: ScaffoldError, *, color: bool = True) -> None:
    """Print an error to stderr."""
    show(failure_lines(error), stream=sys.stderr, color=color)


def _write(out: TextIO, text: str) -> None:
    """A character that the stream's encoding lacks is escaped, never a crash."""
    encoding = out.encoding or "utf-8"
    out.write(text.encode(encoding, "backslashreplace").decode(encoding))
    out.flush()
