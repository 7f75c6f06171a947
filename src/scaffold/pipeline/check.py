"""`scaffold check`: say what is out of step. Static unless asked otherwise: imports nothing, opens no database.

Could not check is never drift and never clean: such a run ends with 2, whatever else was found.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from scaffold.caches import FOLDER
from scaffold.dataclass import replace
from scaffold.facts import Facts, read
from scaffold.facts.cache import FactsCache
from scaffold.pipeline.check_options import CheckOptions
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.inspection import Inspection
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.reporting import reported
from scaffold.project import Project, open_project
from scaffold.project.location import find_root

__all__ = ["CheckOptions", "check", "checked"]


def check(
    start: Path | str,
    names: Sequence[str] = (),
    *,
    migrations: bool = False,
    database: str | None = None,
    since: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fix: bool = False,
    unsafe_fixes: bool = False,
    diff: bool = False,
    exit_zero: bool = False,
    baseline: str | None = None,
    update_baseline: bool = False,
    flags: Flags | None = None,
) -> Outcome:
    """Check the project that ``start`` is in.

    Raises ``SpecError`` for a name or code that is none, ``ProjectError`` for a project that cannot be read: both are
    exit code 2, like a finding that says that a part could not be checked.
    """
    options = CheckOptions(
        names=tuple(names),
        migrations=migrations,
        database=database,
        since=since,
        select=tuple(select),
        ignore=tuple(ignore),
        fix=fix or unsafe_fixes,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        exit_zero=exit_zero,
        baseline=baseline,
        update_baseline=update_baseline,
        flags=flags or Flags(),
    )
    root = find_root(str(start))
    facts = FactsCache(os.path.join(root, FOLDER))
    outcome = checked(open_project(Path(root), reader=facts.read), options, reader=facts.read)
    facts.save()
    return outcome


def checked(project: Project, options: CheckOptions, *, reader: Callable[[str], Facts] = read) -> Outcome:
    """Check a project that is open. Writes only with ``fix`` (and without ``diff``) and ``update_baseline``."""
    began = perf_counter()
    inspection = Inspection(project, options, reader)
    if options.fix or options.diff:
        from scaffold.pipeline.mending import mended

        outcome = mended(inspection)
    elif options.update_baseline:
        from scaffold.pipeline.mending import baseline_written

        outcome = baseline_written(inspection)
    else:
        outcome = reported(inspection, inspection.look({}))
    return replace(outcome, seconds=perf_counter() - began)
