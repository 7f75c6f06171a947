"""One check: what a finding is, what a rule looks like, and what a rule looks at.

A rule only finds. Where it can also repair, ``repair`` says how, in the two words that every other edit here uses:
a fragment that shall be true of a file, or the replacement of a span that the rule has seen.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, TypeVar

from scaffold.dataclass import dataclass, field
from scaffold.facts import Class
from scaffold.fragment import Fragment
from scaffold.plan import Plan
from scaffold.project import Project
from scaffold.project.sources import Sources

Severity = Literal["error", "warning", "info"]
T = TypeVar("T")
_TESTS = re.compile(r"(?:^|/)(?:tests?|testing)/|(?:^|/)(?:test_[^/]*|[^/]*_test|conftest)\.py$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """News about the user's code. ``line`` and ``column`` count from 1; ``fix`` is the command that repairs it,
    or the words that say how; ``fixable`` says that ``check --fix`` does it (``unsafe``: ``--unsafe-fixes``).
    """

    code: str
    message: str
    path: str
    line: int = 1
    column: int = 1
    symbol: str = ""
    severity: Severity = "error"
    fix: str = ""
    fixable: bool = False
    unsafe: bool = False

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings are told file by file, from the top."""
        return (self.path, self.line, self.column, self.code, self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The text ``old`` at ``line`` and ``column`` of ``path`` becomes ``new``; refused where it is not there."""

    path: str
    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What makes a finding go away: spans replaced, then fragments merged, then files created or removed."""

    edits: tuple[Edit, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)  # whole files, for what is no Python


class Subject:
    """What rules look at. ``view`` keeps what several rules conclude from the same project, computed once."""

    def __init__(
        self,
        project: Project,
        *,
        new: Collection[str] | None = None,
        released: Mapping[str, str] | None = None,
        drift: Callable[[], Plan | None] = lambda: None,
        restored: Callable[[str], str | None] = lambda _path: None,
    ) -> None:
        self.project = project
        self.sources = project.sources or Sources(project.files)
        self.new = new  # the migration files since the base; ``None``: all of them
        self.released = released or {}  # changed since the base: path to the text that it had there
        self.drift = drift  # what a sync would do; ``None`` where nothing is managed or nothing changed
        self.restored = restored  # a file of a managed entity as it would be written if it were not there
        self._views: dict[object, Any] = {}

    def knowing(
        self,
        *,
        new: Collection[str] | None,
        released: Mapping[str, str],
        drift: Callable[[], Plan | None],
        restored: Callable[[str], str | None],
    ) -> Subject:
        """The same subject, with what was found out since; what nothing of it goes into stays computed."""
        found = Subject(self.project, new=new, released=released, drift=drift, restored=restored)
        found._views.update(self._views)
        return found

    @property
    def files(self) -> Mapping[str, str]:
        """The project's texts by path."""
        return self.project.files

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The Python files of the application: tests may do as they like."""
        return tuple(path for path in self.sources.paths if not _TESTS.search(path) and path in self.files)

    def classes(self) -> Iterator[tuple[str, Class]]:
        """Every class of the application at module level, with its path."""
        for path in self.paths:
            for item in self.sources.facts(path).classes:
                yield path, item

    def view(self, build: Callable[[Subject], T]) -> T:
        """``build(self)``, remembered."""
        if build not in self._views:
            self._views[build] = build(self)
        found: T = self._views[build]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check. Its documentation is the docstring of the module that ``find`` is defined in.

    ``default`` is False for a rule that speaks up on well-kept projects too often to be on unasked.
    """

    code: str
    name: str
    find: Callable[[Subject], Iterable[Finding]]
    severity: Severity = "error"
    repair: Callable[[Subject, Finding], Repair | None] | None = None
    unsafe: bool = False
    default: bool = True
    by_the_run: bool = False  # repaired without a word of the rule's own: by a sync, or by taking a comment out
    release: bool = False  # on where migrations are looked at for what they do to a database in use

    @property
    def doc(self) -> str:
        """The documentation that ``scaffold explain`` prints."""
        return (sys.modules[self.find.__module__].__doc__ or "").strip()

    @property
    def summary(self) -> str:
        """Its first line, without the code."""
        return self.doc.partition("\n")[0].removeprefix(f"{self.code}: ").rstrip(".")

    @property
    def fixable(self) -> bool:
        """Whether ``--fix`` can do anything about it."""
        return self.repair is not None or self.by_the_run

    def finding(
        self,
        path: str,
        message: str,
        *,
        line: int = 1,
        column: int = 1,
        symbol: str = "",
        fix: str = "",
        fixable: bool | None = None,
        unsafe: bool = False,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule. ``fixable`` and ``unsafe`` are the rule's own unless this case is an exception."""
        return Finding(
            code=self.code,
            message=message,
            path=path,
            line=line,
            column=column,
            symbol=symbol,
            severity=severity or self.severity,
            fix=fix,
            fixable=self.fixable if fixable is None else fixable,
            unsafe=self.unsafe or unsafe,
        )


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """Each finding with a name that outlives edits elsewhere in its file: no line numbers, repeats are counted."""
    from hashlib import sha256

    seen: dict[tuple[str, str, str, str], int] = {}
    for item in findings:
        key = (item.code, item.path, item.symbol, item.message)
        seen[key] = seen.get(key, -1) + 1
        text = "\0".join((*key, str(seen[key])))
        yield sha256(text.encode()).hexdigest()[:32], item
