"""`scaffold check`: say what is out of step. Static unless asked otherwise: imports nothing, opens no database.

Could not check is never drift and never clean: such a run ends with 2, whatever else was found.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from scaffold.caches import FOLDER
from scaffold.dataclass import dataclass, field, replace
from scaffold.errors import ProjectError
from scaffold.facts import Facts, read
from scaffold.facts.cache import FactsCache
from scaffold.lock import Lock
from scaffold.pipeline import selection
from scaffold.pipeline.baseline import Baseline, rendered
from scaffold.pipeline.drift import PlanOnce, with_inputs
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.outcome import Outcome
from scaffold.pipeline.repairs import Looked, Repaired, breaks_a_model, repaired
from scaffold.pipeline.scope import files_meant
from scaffold.pipeline.since import Released, released
from scaffold.pipeline.suppressions import applied, suppressions
from scaffold.plan import Change
from scaffold.project import Project, open_project
from scaffold.project.location import find_root
from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.lock import lock
from scaffold.rules.view.revisions import heads as heads_of
from scaffold.rules.view.revisions import revisions

if TYPE_CHECKING:
    from scaffold.pipeline.databases import Compared

LOCK = "scaffold.lock"
BASELINE = "scaffold-baseline.txt"
_MANY = 5  # entities that take longer to render than all else that a check does
DRIFT = frozenset({"SCF202", "SCF902", "SCF905"})  # what a sync would do
UNCHECKED = frozenset({"SCF009", "SCF903", "SCF904"})  # a finding that says: here nothing could be checked


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
    run = _Run(project, options, reader)
    if options.fix or options.diff:
        outcome = run.fixed()
    elif options.update_baseline:
        outcome = run.remembered()
    else:
        outcome = run.told(run.look({}))
    return replace(outcome, seconds=perf_counter() - began)


class _Run:
    """One check: the rules and settings that it was told, and what they see."""

    def __init__(self, project: Project, options: CheckOptions, reader: Callable[[str], Facts]) -> None:
        self.project = project
        self.reader = reader
        self.options = options
        self.settings = selection.settings(project.files)
        self.rules = selection.chosen(
            options.select,
            options.ignore,
            self.settings,
            release=bool(options.migrations or options.since or self.settings.since),
        )
        self.scope = files_meant(project, options.names)
        self._released: Released | None = None
        self._plan: PlanOnce | None = None
        self._replay: Callable[[], Compared] | None = None

    def look(self, texts: Mapping[str, str]) -> Looked:
        """What the rules find in the project with ``texts`` in the place of its own."""
        subject = self._subject(texts)
        if self.options.migrations and not self.options.fix and self._replay is None:
            self._replay = self._replaying()
        self.options.flags.progress("rules")
        found: list[Finding] = []
        for rule in self.rules:
            found += rule.find(subject)
        found = _without_what_follows(found, subject)
        paths = {*subject.paths, *(item.path for item in subject.view(revisions)), *(f.path for f in found)}
        comments = list(suppressions(subject.files, sorted(paths)))
        whole = self.scope is None and not self.options.select
        left = applied(found, comments, self.rules, whole)
        kept = [item for item in left if not selection.ignored(item, self.settings) and self._inside(item)]
        return Looked(subject=subject, findings=tuple(sorted(dict.fromkeys(kept), key=Finding.sort_key)))

    def told(self, looked: Looked) -> Outcome:
        """The findings, without those of the baseline."""
        baseline, notes = self._baseline(), []
        findings = looked.findings
        if baseline is not None:
            new = tuple(baseline.new(findings))
            gone = baseline.gone(findings) if self.scope is None else 0
            if len(findings) > len(new):
                notes.append(f"not shown, as the baseline has them: {_counted(len(findings) - len(new), 'finding')}")
            if gone:
                told = f"gone since the baseline was written: {_counted(gone, 'finding')}"
                notes.append(f"{told}; to forget them: scaffold check --update-baseline")
            findings = new
        findings, more = self._with_databases(findings)
        if any(path.startswith(".scaffold/templates/") for path in self.project.files):
            from scaffold.pipeline.templates import news

            notes += news(self.project)
        if self._plan is not None and self._plan.rendered >= _MANY and not any(f.code in DRIFT for f in findings):
            notes.append(f"{self._plan.rendered} entities were rendered to compare; after scaffold sync none has to be")
        return Outcome(
            command="check",
            exit_code=self._exit_code(findings),
            findings=findings,
            notes=(*notes, *more),
            files={item.path: _text(looked.subject.files, item.path) for item in findings},
            root=str(self.project.root or ""),
            memorable=not self.options.migrations or self._foreseeable(),
            prefix=_prefix(self.project.root),
            checked=_summary(looked.subject, self.rules),
        )

    def fixed(self) -> Outcome:
        """The project repaired, or, with ``--diff``, how it would be."""
        result = repaired(self.look, unsafe=self.options.unsafe_fixes)
        looked = self.look(result.texts)
        changes, lock = self._changes(result), self._lock(result, looked)
        dry = self.options.diff or self.options.flags.dry_run
        if (changes or lock) and not dry:
            self._write(changes, lock)
        outcome = self.told(looked)
        fixable = [f for f in outcome.findings if f.fixable and f.unsafe and not self.options.unsafe_fixes]
        notes = list(outcome.notes)
        if fixable:
            notes.append(f"{len(fixable)} more with --unsafe-fixes")
        if result.given_up:
            notes.append(f"{len(result.given_up)} could not be repaired automatically after all")
        code = outcome.exit_code
        if dry and changes and not self.options.exit_zero:
            code = max(code, 1)
        return replace(outcome, changes=changes, dry_run=dry, exit_code=code, notes=tuple(notes))

    def remembered(self) -> Outcome:
        """The baseline, written from what is found now."""
        findings = self.look({}).findings
        path = self._baseline_path()
        before, after = self.project.files.get(path), rendered(findings)
        changes = (Change(path=path, before=before, after=after),) if before != after else ()
        if changes and not self.options.flags.dry_run:
            self._write(changes)
        note = f"{_counted(len(findings), 'finding')} in {path}, not shown again"
        return Outcome(command="check", changes=changes, dry_run=self.options.flags.dry_run, notes=(note,))

    def _subject(self, texts: Mapping[str, str]) -> Subject:
        project = self.project
        if texts:
            files = {**{path: project.files[path] for path in project.files if path in project.files}, **texts}
            project = replace(
                open_project(Path(project.root or "."), source=files, reader=self.reader), root=project.root
            )
        first = Subject(project)
        scripts = {item.path: project.files[item.path] for item in first.view(revisions)}
        if self._released is None:
            root = str(project.root) if project.root else ""
            since = self.options.since or self.settings.since
            heads = frozenset(item.path for item in first.view(heads_of))
            self._released = released(root, scripts, since, heads) if root else Released()
        plan = self._plan = PlanOnce(project)
        return first.knowing(
            new=self._released.new,
            released=self._released.changed if not texts else _still(self._released.changed, scripts),
            drift=plan,
            restored=plan.restored,
        )

    def _inside(self, finding: Finding) -> bool:
        return self.scope is None or any(
            finding.path == path or finding.path.startswith(f"{path.rstrip('/')}/") for path in self.scope
        )

    def _with_databases(self, findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
        """What a shadow database and a live one add, silenced as everything else."""
        if not (self.options.migrations or self.options.database):
            return findings, ()
        more = self._compared()
        paths = sorted({item.path for item in more.findings})
        comments = list(suppressions(self.project.files, paths))
        kept = [
            item
            for item in applied(more.findings, comments, (), False)
            if selection.wanted(item.code, self.options.select, self.options.ignore, self.settings)
            and not selection.ignored(item, self.settings)
            and self._inside(item)
        ]
        return tuple(sorted({*findings, *kept}, key=Finding.sort_key)), more.notes

    def _compared(self) -> Compared:
        from scaffold.pipeline.databases import Compared, inspected

        found: list[Compared] = []
        if self.options.migrations:
            self.options.flags.progress("migrations")
            found.append((self._replay or self._replaying())())
        if self.options.database:
            self.options.flags.progress("database")
            found.append(inspected(self.project, self.options.database))
        return Compared(
            findings=tuple(finding for part in found for finding in part.findings),
            notes=tuple(note for part in found for note in part.notes),
        )

    def _replaying(self) -> Callable[[], Compared]:
        from scaffold.pipeline.databases import replaying

        return replaying(self.project, self._released.new if self._released else None, FOLDER)

    def _foreseeable(self) -> bool:
        from scaffold.pipeline.databases import foreseeable

        return foreseeable(self.project)

    def _exit_code(self, findings: Sequence[Finding]) -> int:
        if any(item.code in UNCHECKED for item in findings):
            return 2
        return 1 if findings and not self.options.exit_zero else 0

    def _baseline_path(self) -> str:
        return self.options.baseline or self.settings.baseline or BASELINE

    def _baseline(self) -> Baseline | None:
        path = self._baseline_path()
        if path not in self.project.files:
            if self.options.baseline:
                raise ProjectError(
                    "there is no such baseline", where=path, hint=f"scaffold check --baseline {path} --update-baseline"
                )
            return None
        return Baseline.parse(self.project.files[path], path)

    def _changes(self, result: Repaired) -> tuple[Change, ...]:
        files = self.project.files
        return tuple(
            Change(path=path, before=files.get(path, None), after=text)
            for path, text in sorted(result.texts.items())
            if (path not in files or files[path] != text) and path != LOCK
        )

    def _lock(self, result: Repaired, looked: Looked) -> Change | None:
        """The lock after a sync: what each entity was brought in step with."""
        if LOCK not in result.texts:
            return None
        lock = Lock.parse(result.texts[LOCK])
        names = set(lock.entities) - {conflict.entity for conflict in lock.conflicts}
        after = with_inputs(lock, looked.subject.project, sorted(names)).render()
        return Change(path=LOCK, before=self.project.files.get(LOCK), after=after)

    def _write(self, changes: Sequence[Change], lock: Change | None = None) -> None:
        from scaffold.apply import apply, held

        if self.project.root is None:
            return
        with held(self.project.root):
            apply(self.project.root, changes, command="check --fix", lock=lock)


def _without_what_follows(found: Sequence[Finding], subject: Subject) -> list[Finding]:
    """``found`` without what another finding explains.

    A file that is missing explains the imports of it. While the key or a relation of a model is broken, what it means
    is not known yet, and its drift neither.
    """
    missing = [f.path for f in found if f.code == "SCF905"]
    wrong = {f.symbol.partition(".")[0] for f in found if breaks_a_model(f)}
    left_open = {f"{item.path}::{item.symbol}" for item in subject.view(lock).conflicts} if wrong else ()
    return [
        item
        for item in found
        if not (item.code in DRIFT and wrong & set(item.fix.removeprefix("scaffold sync ").split()))
        and not (item.code == "SCF907" and wrong and f"{item.path}::{item.symbol}" not in left_open)
        and not (item.code == "SCF406" and any(_imports(item, path) for path in missing))
    ]


def _imports(finding: Finding, path: str) -> bool:
    """The finding is about an import of ``path``, as a module or as a name of its package."""
    folder, _, name = path.removesuffix(".py").rpartition("/")
    return finding.fix.startswith(f"bring {path} back") or finding.message == f"{name} is not in {folder}/__init__.py"


def _prefix(root: Path | None) -> str:
    """The way from the repository to the project, as CI systems want it before a path."""
    folder = root.resolve() if root else None
    above = next((f for f in (folder, *folder.parents) if (f / ".git").exists()), None) if folder else None
    inner = folder.relative_to(above).as_posix() if folder and above else "."
    return "" if inner == "." else f"{inner}/"


def _still(changed: Mapping[str, str], scripts: Mapping[str, str]) -> dict[str, str]:
    """The released texts that still differ."""
    return {path: text for path, text in changed.items() if scripts.get(path, text) != text}


def _text(files: Mapping[str, str], path: str) -> str:
    return files.get(path, "")


def _summary(subject: Subject, rules: Sequence[Rule]) -> str:
    """``61 files, 12 models, 23 migrations, 78 rules``"""
    counts = (
        (len(subject.paths), "file"),
        (len(subject.project.models), "model"),
        (len(subject.view(revisions)), "migration"),
        (len(rules), "rule"),
    )
    return ", ".join(_counted(number, word) for number, word in counts)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
