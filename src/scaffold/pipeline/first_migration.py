"""Tables that were there before any migration: the first one creates them, and fails where a database has them.

Where the application itself makes them (``create_all``), databases have them: they get a migration of their own in
front, which such a database is stamped with. Elsewhere one migration does, and a note says what else it creates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scaffold.dataclass import replace
from scaffold.desired import environment
from scaffold.errors import StepError
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.migrating import Migrating, needs_migration
from scaffold.pipeline.opening import Opened
from scaffold.plan import Change, Plan, make_plan
from scaffold.project import Project, Sources
from scaffold.project.alembic import create_all_in

_TOLD = 3  # tables by name
_REVISION = re.compile(r"^down_revision\b", re.MULTILINE)


def with_first_migration(
    opened: Opened, plan: Plan, migrating: Migrating | None, flags: Flags
) -> tuple[Plan, tuple[str, ...]]:
    """The plan with the migration of what stands already, and what to do with it; as it was where there is none."""
    project = opened.project
    if migrating is None or not needs_migration(opened, plan, migrating, flags):
        return plan, ()
    tables = sorted(model.table for model in project.models.values() if model.path in project.files)
    if not tables or _has_history(project):
        return plan, ()
    if create_all_in(project.sources or Sources(project.files)) is None:
        return plan, (_both_in_one(tables, project),)
    first = _first(opened)
    if first is None:
        return plan, ()
    change, revision = first
    told = f"{change.path} is for what had no migration yet ({_some(tables)})"
    note = f"{told}; in a database that has these tables: alembic stamp {revision}, before alembic upgrade"
    return replace(plan, changes=(*plan.changes, change)), (note,)


def _both_in_one(tables: list[str], project: Project) -> str:
    environment = () if f"{project.conventions.migrations}/env.py" in project.files else ("scaffold init --yes",)
    made = "alembic revision --autogenerate on an empty database"
    steps = ", ".join(("scaffold undo", *environment, made, "alembic stamp head"))
    return (
        f"there was no migration yet: this one creates {_some(tables)} as well. "
        f"Where a database has that already: {steps}, and this command again"
    )


def _some(tables: list[str]) -> str:
    more = len(tables) - _TOLD
    return ", ".join(tables[:_TOLD]) + (f" and {more} more" if more > 0 else "")


def _has_history(project: Project) -> bool:
    folder = f"{project.conventions.migrations}/"
    return any(_REVISION.search(project.files[path]) for path in _python(project.files) if path.startswith(folder))


def _python(paths: Iterable[str]) -> Iterable[str]:
    return (path for path in paths if path.endswith(".py"))


def _first(opened: Opened) -> tuple[Change, str] | None:
    """The migration of the models as they stand; the one that was asked for says what is wrong where it fails."""
    from scaffold.migrate import revise
    from scaffold.pipeline.databases import request_of

    lacking = make_plan(opened.project.files, opened.lock, environment(opened.project)).changes
    request = replace(request_of(opened.project), changes=lacking, message="what was there before migrations")
    try:
        made = revise(request)
    except StepError:
        return None
    return (Change(path=made.path, before=None, after=made.text, layer="migrations"), made.revision) if made else None
