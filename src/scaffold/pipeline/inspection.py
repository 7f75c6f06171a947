"""What the rules see and find: the project as it is, or with some of its texts changed, as repairs would leave it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold.caches import FOLDER
from scaffold.dataclass import replace
from scaffold.facts import Facts
from scaffold.pipeline import selection
from scaffold.pipeline.check_options import CheckOptions
from scaffold.pipeline.drift import PlanOnce
from scaffold.pipeline.repairs import Looked, breaks_a_model
from scaffold.pipeline.scope import files_meant
from scaffold.pipeline.since import Released, released
from scaffold.pipeline.suppressions import applied, suppressions
from scaffold.project import Project, open_project
from scaffold.rule import Finding, Subject
from scaffold.rules.view.lock import lock
from scaffold.rules.view.revisions import heads as heads_of
from scaffold.rules.view.revisions import revisions

if TYPE_CHECKING:
    from scaffold.pipeline.databases import Compared

DRIFT = frozenset({"SCF202", "SCF902", "SCF905"})  # what a sync would do


class Inspection:
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
        self.plan: PlanOnce | None = None
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
        kept = [item for item in left if not selection.ignored(item, self.settings) and self.inside(item)]
        return Looked(subject=subject, findings=tuple(sorted(dict.fromkeys(kept), key=Finding.sort_key)))

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
        plan = self.plan = PlanOnce(project)
        return first.knowing(
            new=self._released.new,
            released=self._released.changed if not texts else _still(self._released.changed, scripts),
            drift=plan,
            restored=plan.restored,
        )

    def inside(self, finding: Finding) -> bool:
        """Whether it is about what the check was asked of."""
        return self.scope is None or any(
            finding.path == path or finding.path.startswith(f"{path.rstrip('/')}/") for path in self.scope
        )

    def replayed(self) -> Compared:
        """What the replay of the migrations says; it began while the rules were tried."""
        return (self._replay or self._replaying())()

    def _replaying(self) -> Callable[[], Compared]:
        from scaffold.pipeline.databases import replaying

        return replaying(self.project, self._released.new if self._released else None, FOLDER)


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


def _still(changed: Mapping[str, str], scripts: Mapping[str, str]) -> dict[str, str]:
    """The released texts that still differ."""
    return {path: text for path, text in changed.items() if scripts.get(path, text) != text}
