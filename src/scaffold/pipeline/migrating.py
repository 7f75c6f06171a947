"""The migration of a run: whether there is one, what it has to be told, and what comes after it.

It is made from a staged copy of the project, so that a dry run shows it too and nothing is written before everything
is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from typing import TYPE_CHECKING

from scaffold.apply import apply, last_run
from scaffold.dataclass import dataclass, replace
from scaffold.errors import SpecError, StepError
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.opening import Opened
from scaffold.plan import Plan
from scaffold.project import Project

if TYPE_CHECKING:
    from scaffold.migrate import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrating:
    """What the migration has to be told beyond the models: its message, and what a person decided."""

    message: str
    expected_tables: tuple[str, ...] = ()
    may_drop: tuple[str, ...] = ()
    renames: tuple[tuple[str, str], ...] = ()
    edited: bool = False  # a person may have changed a model since we last read it


def migration_ahead(opened: Opened, flags: Flags) -> None:
    """Have the project's interpreter ready by the time that a model has changed, as it surely will."""
    if flags.migration and opened.project.conventions.migrations is not None:
        from scaffold.migrate import ahead
        from scaffold.pipeline.databases import request_of

        ahead(request_of(opened.project))


def revision_of(opened: Opened, plan: Plan, migrating: Migrating | None, flags: Flags) -> tuple[Revision | None, float]:
    """The migration and the seconds it took to make; none where no model changed or none was wanted."""
    if migrating is None or not needs_migration(opened, plan, migrating, flags):
        return None, 0.0
    from scaffold.migrate import revise
    from scaffold.pipeline.databases import request_of

    flags.progress("migration")
    began = perf_counter()
    revision = revise(
        replace(
            request_of(opened.project),
            changes=plan.changes,
            message=migrating.message,
            head=opened.project.conventions.migrations_head or None,
            expected_tables=migrating.expected_tables,
            edited=migrating.edited,
            may_drop=migrating.may_drop,
            renames=migrating.renames,
            backfills=_backfills(flags.backfill),
        )
    )
    return revision, perf_counter() - began


def needs_migration(opened: Opened, plan: Plan, migrating: Migrating, flags: Flags) -> bool:
    """Whether a model changes, in a project that has migrations, and nobody said to leave them out."""
    if not flags.migration or opened.project.conventions.migrations is None:
        return False
    return migrating.edited or _changes_models(opened.project, plan)


def unmigrated(opened: Opened, plan: Plan, migrating: Migrating | None, flags: Flags) -> tuple[str, ...]:
    """What a project without migrations should know when its models change."""
    rows = opened.project.findings.rows if opened.project.findings else ()
    found = next((row for row in rows if row.key == "migrations" and row.value is None), None)
    if found is None or migrating is None or not flags.migration or not _changes_models(opened.project, plan):
        return ()
    return (
        f"no migration: create_all makes the tables ({found.where}); it makes a new one at the next start, but adds no "
        'column to one that is there. To use Alembic: migrations-folder = "migrations", alembic-ini = "alembic.ini" '
        "in [tool.scaffold]",
    )


def _changes_models(project: Project, plan: Plan) -> bool:
    standing = {model.path for model in project.models.values()}
    return any(change.layer == "model" or change.path in standing for change in plan.changes)


def _backfills(words: tuple[str, ...]) -> Mapping[str, str]:
    """``posts.subtitle=''`` as column and value."""
    pairs = [word.partition("=") for word in words]
    for column, equals, _value in pairs:
        if not equals or column.count(".") not in (1, 2):
            raise SpecError(
                "a backfill names a column and a value",
                where=column,
                hint="--backfill posts.subtitle=''",
            )
    return {column: value for column, _, value in pairs}


def next_steps(project: Project, revision: Revision | None) -> tuple[str, ...]:
    """What to type after the run, from the project's root."""
    if revision is None:
        return ()
    from scaffold.migrate.configured import typed

    return (typed(project.root, project.conventions.alembic_ini, f"upgrade {revision.target}"),)


def upgrade_configured(opened: Opened, flags: Flags) -> None:
    """Run the migration on the configured database; where that fails, the files go back."""
    from scaffold.migrate.configured import upgrade

    flags.progress("upgrade")
    conventions = opened.project.conventions
    try:
        upgrade(opened.root, conventions.alembic_ini, conventions.interpreter, conventions.shadow_settings)
    except StepError:
        if (run := last_run(opened.root)) is not None:
            back = [replace(change, before=change.after, after=change.before) for change in run.changes]
            apply(opened.root, back, command="undo", undoes=run)
        raise
