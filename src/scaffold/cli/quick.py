"""What can be answered before anything is imported: help, the version, a completion script.

Help is text beside this file, one per command, which a test compares with what Typer would print.
"""

from __future__ import annotations

import os
import sys

from scaffold.cli.catalog import COMMANDS, GROUPS, named

VERSION = "0.1.0"
_FOLDER = os.path.join(os.path.dirname(__file__), "help")


def answer(words: list[str]) -> str | None:
    """The text that ``words`` ask for; ``None`` when they ask for work."""
    asked = words[: words.index("--")] if "--" in words else words
    if asked[:1] in (["--version"], ["-V"]):
        return f"scaffold {VERSION}\n"
    if "--help" in asked or "-h" in asked:
        name, _ = named([word for word in asked if word not in ("--help", "-h")])
        return help_text(name)
    return help_text(asked[0]) if len(asked) == 1 and asked[0] in GROUPS else None


def help_text(name: str) -> str | None:
    """Help of a command, a group, or with ``""`` the program; ``None`` for no such name."""
    if name and name not in COMMANDS and name not in GROUPS:
        return None
    file = (name or "scaffold").replace(" ", "_") + ".txt"
    with open(os.path.join(_FOLDER, file), encoding="utf-8") as text:
        return text.read()


def bold_headings(text: str) -> str:
    """``text`` for a terminal: what ends a section's first line with a colon stands out."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return "\n".join(
        f"\033[1m{line}\033[0m" if line.endswith(":") and line[:1].isalpha() else line for line in text.split("\n")
    )
