"""Which head a revision follows, where a history has several on purpose.

Two heads of one line are an accident (two branches of the repository, each with a revision), and merging them is the
user's. Lines with a label or a base of their own are parallel histories; the one that speaks of the tables goes on.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from .refusal import StopError


def place(script_directory: Any, directive: Any, tables: set[str], asked: Any) -> None:
    """Give ``directive`` its head, and its folder where there is a choice. ``StopError`` if that needs a person."""
    heads = script_directory.get_heads()
    if len(heads) > 1 and not asked:
        directive.head = _head(script_directory, heads, tables)
    if not heads and len(script_directory._version_locations) > 1:
        directive.version_path = str(script_directory._version_locations[0])


def _head(script_directory: Any, heads: list[str], tables: set[str]) -> str:
    lines = {head: _line(script_directory, head) for head in heads}
    shared = set.intersection(*(set(line) for line in lines.values()))
    labelled = any(revision.branch_labels for line in lines.values() for revision in line.values())
    if shared and not labelled:
        raise StopError("heads", f"the history has several heads: {', '.join(heads)}", heads=heads)
    speaking = [head for head, line in lines.items() if _mentions(line, shared, tables)]
    if len(speaking) != 1:
        words = f"the history has several branches, and nothing says which goes on: {', '.join(heads)}"
        raise StopError("branches", words, heads=heads)
    return speaking[0]


def _line(script_directory: Any, head: str) -> dict[str, Any]:
    return {revision.revision: revision for revision in script_directory.iterate_revisions(head, "base")}


def _mentions(line: dict[str, Any], shared: set[str], tables: set[str]) -> bool:
    """Whether a revision of ``line`` that no other line has names one of ``tables``."""
    names = re.compile("|".join(rf"['\"]{re.escape(table)}['\"]" for table in sorted(tables)) or "(?!)")
    own = [revision for name, revision in line.items() if name not in shared]
    return any(names.search(Path(revision.path).read_text(encoding="utf-8")) for revision in own)
