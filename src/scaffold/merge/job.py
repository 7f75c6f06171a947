"""One merge: what is asked for, and what every part of it needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Literal

from scaffold.dataclass import dataclass, field, replace
from scaffold.fragment import Fragment
from scaffold.lock import Record
from scaffold.merge.conflict import Conflict, Settle
from scaffold.merge.formatting import Formatting
from scaffold.merge.ledger import UNWANTED, Ledger
from scaffold.merge.origins import Names, Package, dotted_origin, imported_modules, names_of, package_of, same_object
from scaffold.merge.recorded import Recorded
from scaffold.merge.segments import Segment, SegmentTree
from scaffold.merge.source import Style, style_of
from scaffold.merge.uses import names_used
from scaffold.merge.wanted import WantedImport, wanted_imports

Outcome = Literal["mine", "theirs"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Make ``fragment`` true in ``ours``, of which ``recorded`` are acceptable bases.

    ``handed_on`` names the imports that are symbols of their own; ``None`` are those that the
    fragment's own code does not use.
    """

    ours: str
    fragment: Fragment
    recorded: Sequence[Record] = ()
    settle: Settle = field(default_factory=Settle)
    formatting: Formatting = field(default_factory=Formatting)
    handed_on: Set[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One merge: the two texts' styles and names, how conflicts are settled, and the ledger."""

    path: str
    part: bool
    settle: Settle
    host: Style
    template: Style
    names: Names  # of the file on disk
    theirs: Names
    imports: Mapping[str, WantedImport]
    owned: Set[str]  # the imports that we wrote before, by bound name
    comments: Mapping[str, frozenset[str]]  # digests of the template's own comments, by symbol
    arguments: Mapping[str, Mapping[str, str]]  # digests of the parts of headers and decorators, by symbol
    known_first_party: Set[str]
    relative_imports: bool
    ledger: Ledger

    def apart(self) -> Job:
        """The same job with a ledger of its own, for what is done as a whole or not at all."""
        return replace(self, ledger=Ledger())

    def conflict(self, symbol: str, reason: str, ours: Segment | None, theirs: str = "") -> Outcome:
        """The side that wins; ``None`` when nobody said, and then the conflict stays open."""
        side = self.settle.of(f"{self.path}::{symbol}")
        if side is None:
            self.unsettled(symbol, reason, ours, theirs)
        if side == "mine" and reason == UNWANTED:
            self.notice(f"{symbol} in {self.path} stays: {reason}")
        return side

    def unsettled(self, symbol: str, reason: str, ours: Segment | None, theirs: str = "") -> None:
        """A conflict that no answer settles."""
        self.ledger.conflicts.append(
            Conflict(
                path=self.path,
                symbol=symbol,
                reason=reason,
                ours=ours.text_below_lead if ours is not None else "",
                theirs=theirs,
                line=ours.line if ours is not None else 0,
            )
        )

    def restores(self, symbol: str) -> bool:
        """Whether ``symbol``, which a person removed, shall come back."""
        parts = symbol.split(".")
        prefixes = {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
        asked = self.settle.restore
        return self.path in asked or any(f"{self.path}::{prefix}" in asked for prefix in prefixes)

    def clash(self, segments: Iterable[Segment]) -> str:
        """Why ``segments`` of the fragment cannot stand in this file: a name means another thing here.

        A name that we imported before, and a person imports from elsewhere now, means what they say.
        """
        for name in sorted((names_used(segments) & self.imports.keys()) - self.owned):
            wanted = self.imports[name].binding
            found = self.names.import_of(name, typing=True)
            if found is not None and not same_object(found, wanted):
                here, there = dotted_origin(found), dotted_origin(wanted)
                return f"`{name}` is {here} in this file, and the new code needs {there}"
            if found is None and name in self.names.defined:
                there = dotted_origin(wanted)
                return f"`{name}` is defined in this file, and the new code needs {there}"
        return ""

    def wrote(self, symbol: str, *segments: Segment) -> None:
        """Code of the fragment went into the file."""
        self.ledger.changes.append(symbol)
        self.ledger.written += segments

    def removed(self, symbol: str, segment: Segment) -> None:
        """A statement of ours is gone."""
        self.ledger.changes.append(symbol)
        self.ledger.gone.add(segment.line)

    def touched(self, *segments: Segment) -> None:
        """The code of ``segments`` is no longer what stood in the file."""
        self.ledger.replaced.update(segment.line for segment in segments)

    def notice(self, text: str) -> None:
        """Something that a person should know and need not settle."""
        if text not in self.ledger.notices:
            self.ledger.notices.append(text)


def package_for(disk: SegmentTree, template: SegmentTree, path: str) -> Package:
    """The package that the file is in, as far as its imports and the fragment's tell."""
    modules = [*imported_modules(template.body), *imported_modules(disk.body)]
    return package_of(path, modules)


def job_for(request: Request, disk: SegmentTree, template: SegmentTree, base: Recorded) -> Job:
    """The job that ``request`` comes to, with ``disk`` and ``template`` taken apart."""
    fragment = request.fragment
    package = package_for(disk, template, fragment.path)
    imports = wanted_imports(template.body, package)
    if request.handed_on is not None:
        names = request.handed_on
        imports = {name: replace(w, contributed=name in names) for name, w in imports.items()}
    return Job(
        path=fragment.path,
        part=fragment.kind == "part",
        settle=request.settle,
        host=style_of(request.ours, disk, request.formatting),
        template=style_of(fragment.text, template, request.formatting),
        names=names_of(disk.body, package),
        theirs=names_of(template.body, package),
        imports=imports,
        owned=base.imports.keys(),
        comments=base.comments,
        arguments=base.arguments,
        known_first_party=request.formatting.known_first_party,
        relative_imports=request.formatting.is_relative(fragment.path, fragment.layer),
        ledger=Ledger(),
    )
