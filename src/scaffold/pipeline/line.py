"""The straight line that every writing command follows: open, plan, migrate, write, tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import perf_counter
from typing import TYPE_CHECKING

from scaffold.apply import apply
from scaffold.dataclass import replace
from scaffold.fragment import Fragment
from scaffold.lock import Lock, entity_of
from scaffold.merge import Settle
from scaffold.pipeline.drift import with_inputs
from scaffold.pipeline.first_migration import with_first_migration
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.formatting import formatting_of
from scaffold.pipeline.growth import as_it_stands, recorded, remembering, vocabulary_of
from scaffold.pipeline.leaning import whole_plan
from scaffold.pipeline.migrating import Migrating, next_steps, revision_of, unmigrated, upgrade_configured
from scaffold.pipeline.opening import LOCK, Opened, facts_of
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.settling import settled
from scaffold.plan import Change, Plan, make_plan
from scaffold.project import open_project
from scaffold.project.headers import header_of

if TYPE_CHECKING:
    from scaffold.migrate import Revision


def carry_out(
    opened: Opened,
    fragments: Iterable[Fragment],
    *,
    command: str,
    flags: Flags,
    lock: Lock | None = None,
    complete: frozenset[str] = frozenset(),
    migrating: Migrating | None = None,
    notes: tuple[str, ...] = (),
    settle: Settle | None = None,
    forget: str = "",
    drafts: Mapping[str, str] | None = None,
) -> Outcome:
    """Plan the fragments and write what they change. ``migrating`` is ``None`` where no model can have changed."""
    began = perf_counter()
    everything = tuple(fragments)

    def plan_with(settle: Settle) -> Plan:
        def plan(wanted: tuple[Fragment, ...]) -> Plan:
            return make_plan(
                opened.project.files,
                lock or opened.lock,
                wanted,
                settle=settle,
                complete=complete,
                drafts=drafts,
                formatting=formatting_of(opened.project),
                header=lambda path: header_of(path, opened.project.files),
            )

        return whole_plan(plan, everything, opened.project)

    plan = settled(opened, plan_with, settle, flags)
    if forget:
        plan = replace(plan, lock=plan.lock.without(forget))
    plan = _in_step(opened, plan, everything)
    outcome = Outcome(
        command=command,
        dry_run=flags.dry_run,
        changes=plan.changes,
        conflicts=plan.conflicts,
        notes=(*opened.notes, *notes, *plan.notices, *unmigrated(opened, plan, migrating, flags)),
        exit_code=3 if plan.conflicts else 0,
    )
    if not plan.conflicts or flags.on_conflict in ("skip", "ask"):
        outcome = _finished(opened, plan, outcome, migrating, flags)
    return replace(outcome, seconds=perf_counter() - began - outcome.migration_seconds)


def _finished(opened: Opened, plan: Plan, outcome: Outcome, migrating: Migrating | None, flags: Flags) -> Outcome:
    """The outcome with its migration; but for a dry run, all of it is on disk then."""
    plan, told = with_first_migration(opened, plan, migrating, flags)
    revision, spent = revision_of(opened, plan, migrating, flags)
    outcome = replace(
        outcome, changes=plan.changes, notes=(*outcome.notes, *told), migration=revision, migration_seconds=spent
    )
    if flags.dry_run:
        return outcome
    if _write(opened, plan, revision, outcome.command, flags) == [LOCK]:
        outcome = replace(outcome, notes=(*outcome.notes, f"{LOCK} is brought up to date"))
    if not flags.upgrade or revision is None:
        return replace(outcome, next=next_steps(opened.project, revision))
    upgrade_configured(opened, flags)
    return replace(outcome, notes=(*outcome.notes, "the configured database is upgraded"))


def _in_step(opened: Opened, plan: Plan, fragments: tuple[Fragment, ...]) -> Plan:
    """The plan whose lock says from what each entity was rendered, so that a check need not render it again."""
    files = plan.over(opened.project.files)
    after = open_project(opened.root, planned=files, reader=facts_of(str(opened.root)).read)
    owners = dict.fromkeys(entity_of(fragment.owner) for fragment in fragments)
    lock, vocabulary = plan.lock, vocabulary_of(after)
    for name in owners.keys() & lock.entities.keys() & after.models.keys():
        # the words that the next run will read from the class, so that it has nothing to write down
        lock = remembering(lock, as_it_stands(after.models[name], recorded(lock, name, vocabulary)))
    return replace(plan, lock=with_inputs(lock, after, owners))


def _write(opened: Opened, plan: Plan, revision: Revision | None, command: str, flags: Flags) -> list[str]:
    """Write everything, and say which files were."""
    changes = list(plan.changes)
    if revision is not None:
        changes.append(Change(path=revision.path, before=None, after=revision.text))
    before, after = opened.project.files.get(LOCK), plan.lock.render()
    if not changes and (before is None or _undigested(Lock.parse(before)) == _undigested(plan.lock)):
        return []
    flags.progress("write")
    apply(opened.root, changes, command=flags.words or command, lock=Change(path=LOCK, before=before, after=after))
    facts_of(str(opened.root)).save()
    return [*(change.path for change in changes), LOCK]


def _undigested(lock: Lock) -> str:
    """The lock without the digests of whole files: a formatter changes those, and nothing that we go by."""
    records = tuple(replace(r, written=r.written if r.written == "-" else "") for r in lock.records)
    return replace(lock, records=records).render()
