"""What a comparison of history and models, or of a live database, came to: values, for others to print."""

from __future__ import annotations

from typing import Literal

from scaffold.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that is out of step. ``path`` is relative to the project, ``fix`` what to type or to do."""

    code: str
    message: str
    path: str
    line: int = 1
    symbol: str = ""
    severity: Literal["error", "warning", "info"] = "error"
    fix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """``revisions`` were replayed on a shadow of ``dialect``; ``remarks`` say what limits the verdict.

    It is ``memorable`` where it depends on nothing but what a later run would look at before it believes it.
    """

    dialect: str = ""
    revisions: int = 0
    notices: tuple[Notice, ...] = ()
    remarks: tuple[str, ...] = ()
    memorable: bool = True
