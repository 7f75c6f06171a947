"""The straight line that every writing command follows: open, plan, migrate, write, tell.

The migration is made from a staged copy of the project, so that a dry run shows it too and nothing is written
before everything is known.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from scaffold.apply import apply, held, last_run, pending, recover
from scaffold.caches import FOLDER
from scaffold.errors import LockError, ProjectError, SpecError, StepError
from scaffold.facts.cache import FactsCache
from scaffold.fragment import Fragment
from scaffold.lock import Lock, entity_of
from scaffold.merge import Conflict, Settle
from scaffold.pipeline.drift import with_inputs
from scaffold.pipeline.flags import Flags, Question
from scaffold.pipeline.formatting import formatting_of
from scaffold.pipeline.growth import as_it_stands, recorded, remembering, vocabulary_of
from scaffold.pipeline.leaning import needed, without_parts
from scaffold.pipeline.outcome import Outcome
from scaffold.plan import Change, Plan, make_plan
from scaffold.project import Project, open_project
from scaffold.project.location import find_root

if TYPE_CHECKING:
    from scaffold.migrate import Revision

LOCK = "scaffold.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A project that nobody else is changing, and what we wrote there last time."""

    root: Path
    project: Project
    lock: Lock
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrating:
    """What the migration has to be told beyond the models: its message, and what a person decided."""

    message: str
    expected_tables: tuple[str, ...] = ()
    may_drop: tuple[str, ...] = ()
    renames: tuple[tuple[str, str], ...] = ()
    edited: bool = False  # a person may have changed a model since we last read it


@contextmanager
def opened(start: Path, flags: Flags) -> Iterator[Opened]:
    """The project that ``start`` is in. A dry run neither waits for another run nor finishes a broken one."""
    root = Path(find_root(str(start)))
    if flags.dry_run:
        if pending(root):
            raise LockError(
                "an interrupted run has to be finished or put back first",
                where=str(root),
                hint="the same command without --dry-run does it",
            )
        yield _read(root, start)
        return
    with held(root):
        recovered = recover(root)
        yield replace(_read(root, start), notes=(recovered,) if recovered else ())


def _read(root: Path, start: Path) -> Opened:
    project = open_project(start, reader=_facts_of(str(root)).read)
    for path, problem in project.unread.items():
        raise ProjectError(
            f"{path} does not parse, and a model in it cannot be read: {problem.message}",
            where=f"{path}:{problem.line}:{problem.column}",
            hint=f"mend {path}, then run the same command again",
        )
    return Opened(root=root, project=project, lock=Lock.parse(project.files.get(LOCK, "")))


@lru_cache(maxsize=1)
def _facts_of(root: str) -> FactsCache:
    """A reader that knows what the last command read."""
    return FactsCache(os.path.join(root, FOLDER))


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

    def planned(settle: Settle) -> Plan:
        def plan(wanted: tuple[Fragment, ...]) -> Plan:
            return make_plan(
                opened.project.files,
                lock or opened.lock,
                wanted,
                settle=settle,
                complete=complete,
                drafts=drafts,
                formatting=formatting_of(opened.project),
            )

        whole = plan(without_parts(everything))
        wanted = needed(everything, whole, opened.project)
        return whole if wanted == without_parts(everything) else plan(wanted)

    everything = tuple(fragments)
    plan = _settled(lambda settle: _with_bases(opened, planned(settle)), settle or flags.settle(), flags)
    if forget:
        plan = replace(plan, lock=plan.lock.without(forget))
    plan = _in_step(opened, plan, everything)
    outcome = Outcome(
        command=command,
        dry_run=flags.dry_run,
        changes=plan.changes,
        conflicts=plan.conflicts,
        notes=(*opened.notes, *notes, *plan.notices, *_unmigrated(opened, plan, migrating, flags)),
    )
    if plan.conflicts and flags.on_conflict not in ("skip", "ask"):
        return replace(outcome, exit_code=3, seconds=perf_counter() - began)
    revision, spent = _revision(opened, plan, migrating, flags)
    outcome = replace(
        outcome,
        migration=revision,
        exit_code=3 if plan.conflicts else 0,
        next=() if flags.dry_run else _next_steps(opened.project, revision),
        migration_seconds=spent,
    )
    if not flags.dry_run:
        _write(opened, plan, revision, command, flags)
        if flags.upgrade and revision is not None:
            _upgrade(opened, flags)
            outcome = replace(outcome, next=(), notes=(*outcome.notes, "the configured database is upgraded"))
    return replace(outcome, seconds=perf_counter() - began - spent)


def _upgrade(opened: Opened, flags: Flags) -> None:
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


def _in_step(opened: Opened, plan: Plan, fragments: tuple[Fragment, ...]) -> Plan:
    """The plan whose lock says from what each entity was rendered, so that a check need not render it again."""
    files = plan.over(opened.project.files)
    after = open_project(opened.root, planned=files, reader=_facts_of(str(opened.root)).read)
    owners = dict.fromkeys(entity_of(fragment.owner) for fragment in fragments)
    lock, vocabulary = plan.lock, vocabulary_of(after)
    for name in owners.keys() & lock.entities.keys() & after.models.keys():
        # the words that the next run will read from the class, so that it has nothing to write down
        lock = remembering(lock, as_it_stands(after.models[name], recorded(lock, name, vocabulary)))
    return replace(plan, lock=with_inputs(lock, after, owners))


def _with_bases(opened: Opened, plan: Plan) -> Plan:
    if not plan.conflicts:
        return plan
    from scaffold.pipeline.bases import with_bases

    return replace(plan, conflicts=with_bases(plan.conflicts, opened.lock, opened.project))


def _settled(planned: Callable[[Settle], Plan], settle: Settle, flags: Flags) -> Plan:
    """The plan, with every conflict asked about when the flags say so."""
    plan = planned(settle)
    if not plan.conflicts or flags.on_conflict != "ask":
        return plan
    answers = {c.selector: side for c in plan.conflicts if (side := _ask_side(c, flags))}
    return planned(replace(settle, by_selector={**settle.by_selector, **answers}))


def _ask_side(conflict: Conflict, flags: Flags) -> Literal["mine", "theirs"] | None:
    if flags.ask is None:
        raise SpecError(
            "there is no terminal to ask on",
            where=conflict.selector,
            hint=f"scaffold ... --mine {conflict.selector}   or   --theirs {conflict.selector}",
        )
    sides = [("yours", conflict.ours), ("new", conflict.theirs), ("as it was last written", conflict.base or "")]
    told = "".join(f"--- {title}\n{text}\n" for title, text in sides if text)
    answer = flags.ask(
        Question(
            text=f"{conflict.selector}: {conflict.reason}\n{told}",
            flag=f"--mine {conflict.selector}",
            choices=("mine", "theirs", "skip"),
            default="skip",
        )
    )
    match answer:
        case "mine" | "theirs":
            return answer
    return None


def _revision(opened: Opened, plan: Plan, migrating: Migrating | None, flags: Flags) -> tuple[Revision | None, float]:
    """The migration and the seconds it took to make; none where no model changed or none was wanted."""
    if migrating is None or not flags.migration:
        return None, 0.0
    if opened.project.conventions.migrations is None or not (migrating.edited or _changes_models(opened.project, plan)):
        return None, 0.0
    from scaffold.migrate import Request, revise

    flags.progress("migration")
    began = perf_counter()
    conventions = opened.project.conventions
    revision = revise(
        Request(
            root=opened.root,
            changes=plan.changes,
            ini=conventions.alembic_ini,
            message=migrating.message,
            python=conventions.interpreter,
            settings=conventions.shadow_settings,
            shadow_url=conventions.shadow_url,
            head=conventions.migrations_head or None,
            expected_tables=migrating.expected_tables,
            may_drop=migrating.may_drop,
            renames=migrating.renames,
            backfills=_backfills(flags.backfill),
        )
    )
    return revision, perf_counter() - began


def _unmigrated(opened: Opened, plan: Plan, migrating: Migrating | None, flags: Flags) -> tuple[str, ...]:
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


def _write(opened: Opened, plan: Plan, revision: Revision | None, command: str, flags: Flags) -> None:
    changes = list(plan.changes)
    if revision is not None:
        changes.append(Change(path=revision.path, before=None, after=revision.text))
    before, after = opened.project.files.get(LOCK), plan.lock.render()
    if not changes and (before is None or _undigested(Lock.parse(before)) == _undigested(plan.lock)):
        return
    flags.progress("write")
    apply(opened.root, changes, command=flags.words or command, lock=Change(path=LOCK, before=before, after=after))
    _facts_of(str(opened.root)).save()


def _undigested(lock: Lock) -> str:
    """The lock without the digests of whole files: a formatter changes those, and nothing that we go by."""
    records = tuple(replace(r, written=r.written if r.written == "-" else "") for r in lock.records)
    return replace(lock, records=records).render()


def _next_steps(project: Project, revision: Revision | None) -> tuple[str, ...]:
    if revision is None:
        return ()
    ini = project.conventions.alembic_ini or ""
    folder, _, name = ini.rpartition("/")
    alembic = "alembic upgrade head" if name in ("", "alembic.ini") else f"alembic -c {name} upgrade head"
    return (f"cd {folder} && {alembic}" if folder else alembic,)
