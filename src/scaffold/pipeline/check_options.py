"""What a check was told, as one value that its parts share."""

from __future__ import annotations

from scaffold.dataclass import dataclass, field
from scaffold.pipeline.flags import Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What `check` may be told. ``names`` are entities and paths; none of them means everything."""

    names: tuple[str, ...] = ()
    migrations: bool = False
    database: str | None = None
    since: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    exit_zero: bool = False
    baseline: str | None = None
    update_baseline: bool = False
    flags: Flags = field(default_factory=Flags)
