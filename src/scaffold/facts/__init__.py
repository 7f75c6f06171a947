"""What does a source text declare: classes, functions, imports, assignments and calls, each with its place.

Everything is source text, never a value: the project's code is not run, and what we do not understand is
carried as it was written. ``read`` never raises. A statement that our interpreter cannot parse is left out and
named in ``Facts.problem``, because a broken file matters only to whom needs that statement.
"""

from __future__ import annotations

from scaffold.facts.declarations import (
    Assignment,
    Call,
    Class,
    Facts,
    Function,
    Import,
    Param,
    Problem,
)
from scaffold.facts.reader import parse, read

__all__ = [
    "Assignment",
    "Call",
    "Class",
    "Facts",
    "Function",
    "Import",
    "Param",
    "Problem",
    "parse",
    "read",
]
