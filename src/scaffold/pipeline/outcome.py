"""What a command came to: the one value that is printed as text or as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scaffold.dataclass import dataclass, field

if TYPE_CHECKING:
    from scaffold.merge.conflict import Conflict
    from scaffold.migrate import Revision
    from scaffold.plan import Change
    from scaffold.rule import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """``text`` is the result of commands that are no plan (`list`, `show`, `explain`); ``seconds`` is wall time."""

    command: str
    exit_code: int = 0
    dry_run: bool = False
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()
    migration: Revision | None = None
    notes: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    text: str = ""
    seconds: float = 0.0
    migration_seconds: float = 0.0
    files: Mapping[str, str] = field(default_factory=dict)  # the texts that findings point into, for code frames
    root: str = ""  # of the project, where it is on a disk
    prefix: str = ""  # from the repository's root to the project's: "backend/"
    checked: str = ""  # what a check looked at: "61 files, 12 models, 78 rules"
    memorable: bool = True  # whether all that it depends on is known before the next run of the same words
