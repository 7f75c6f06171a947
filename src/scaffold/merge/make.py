"""Make one fragment true in one text: the steps of a merge, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scaffold.errors import ProjectError
from scaffold.fragment import Fragment
from scaffold.lock import Record, digest
from scaffold.merge.conflict import Settle
from scaffold.merge.contributions import fitted
from scaffold.merge.import_place import ranks
from scaffold.merge.import_write import ImportWriter
from scaffold.merge.imports import Imports
from scaffold.merge.ledger import Job, Ledger
from scaffold.merge.members import Members
from scaffold.merge.merged import Merged
from scaffold.merge.origins import Package, imported_modules, names_of, package_of
from scaffold.merge.partition import partition
from scaffold.merge.prints import Print, print_of
from scaffold.merge.recorded import Recorded, base_of, from_symbols, to_symbols
from scaffold.merge.row import Row
from scaffold.merge.segments import SegmentTree, ended
from scaffold.merge.source import style_of, without_bom
from scaffold.merge.symbols import Scope
from scaffold.merge.untouched import comments_of
from scaffold.merge.uses import names_used
from scaffold.merge.verify import verify
from scaffold.merge.wanted import WantedImport, wanted_imports, wanted_print


def merge_python(
    ours: str,
    fragment: Fragment,
    recorded: Sequence[Record],
    settle: Settle,
    *,
    width: int,
    handed_on: frozenset[str] | None = None,
    checked: bool = True,
) -> Merged:
    """``merge`` for a Python file that exists.

    ``handed_on`` names the imports that are symbols of their own; by default those that the
    fragment's own code does not use.
    """
    bom, text = without_bom(ours)
    disk = partition(text, fragment.path)
    template = _template(fragment)
    if fragment.kind == "part":
        template = fitted(template, disk, fragment.path)
    base = base_of(recorded, lambda: _prints(disk)) if recorded else Recorded()
    if not disk.body and disk.foot:  # nothing but comments: they stay on top
        disk = SegmentTree(disk.foot, (), "")
    ends = not text or text.endswith(("\n", "\r"))  # or the file has no final newline, and keeps none
    job = _job(text, disk, template, fragment, base, settle, width)
    if handed_on is not None:
        job = replace(job, imports=_handed_on(job.imports, handed_on))
    tree, record = _merged_tree(disk, template, base, job)
    merged = _outcome(bom, ends, tree, record, fragment, job)
    if checked and merged.text != ours:

        def again(result: str, first: Merged) -> Merged:
            records = (first.record,) if first.record else ()
            settled = replace(settle, restore=frozenset())
            return merge_python(
                result,
                fragment,
                records,
                settled,
                width=width,
                handed_on=handed_on,
                checked=False,
            )

        verify(merged, disk, job, again)
    return merged


def _template(fragment: Fragment) -> SegmentTree:
    try:
        return partition(fragment.text, fragment.path)
    except ProjectError as error:
        raise ProjectError(
            f"The template for {fragment.path} renders what is no Python: {error.message.partition(': ')[2]}",
            where=error.where,
            hint="scaffold templates diff shows how your template differs from the shipped one",
        ) from error


def _handed_on(imports: Mapping[str, WantedImport], names: frozenset[str]) -> dict[str, WantedImport]:
    return {name: replace(w, contributed=name in names) for name, w in imports.items()}


def _prints(tree: SegmentTree) -> dict[str, Print]:
    return {s.key: print_of(s) for s in tree.body if s.kind not in ("import", "typing")}


def _job(
    text: str,
    disk: SegmentTree,
    template: SegmentTree,
    fragment: Fragment,
    base: Recorded,
    settle: Settle,
    width: int,
) -> Job:
    package = _package(disk, template, fragment.path)
    return Job(
        path=fragment.path,
        part=fragment.kind == "part",
        settle=settle,
        host=style_of(text, disk, width),
        template=style_of(fragment.text, template, width),
        names=names_of(disk.body, package),
        theirs=names_of(template.body, package),
        imports=wanted_imports(template.body, package),
        comments=base.comments,
        ledger=Ledger(),
    )


def _package(disk: SegmentTree, template: SegmentTree, path: str) -> Package:
    modules = [*imported_modules(template.body), *imported_modules(disk.body)]
    return package_of(path, modules)


def _merged_tree(disk: SegmentTree, template: SegmentTree, base: Recorded, job: Job) -> tuple[SegmentTree, Recorded]:
    package = _package(disk, template, job.path)
    body, members = Members(base.members, disk.body, template.body, Scope(), job).merged()
    row = Row(body)
    own = {*package.parts[:1], *_own_tops(template)}
    imports = Imports(base.imports, ImportWriter(row, package, ranks(own), job), job)
    imports.add(adopting=not base and not job.part)
    imports.remove(disk.body)
    _notice_unbound(row, template, package, job)
    foot = disk.foot
    items = list(row)
    if items and foot:
        items[-1] = ended(items[-1], job.host.newline)
    head = disk.head
    if items and head and not head.endswith(("\n", "\r")):
        head += job.host.newline
    comments = {**comments_of(template.body)}
    for symbol, known in base.comments.items():
        if symbol not in comments and _is_recorded(symbol, members):
            comments[symbol] = known
    recorded = Recorded(imports=imports.owned, members=members, comments=comments)
    return SegmentTree(head, tuple(items), foot), recorded


def _is_recorded(symbol: str, members: Mapping[str, Print]) -> bool:
    top = symbol.partition(".")[0]
    return top in members or top.replace(":", " ", 1) in members


def _own_tops(template: SegmentTree) -> set[str]:
    """The project's own top-level packages, which a formatted fragment imports last."""
    tops = [m.partition(".")[0] for m in imported_modules(template.body) if m[:1] != "."]
    return {top for top in tops[-1:] if len(set(tops)) > 1 and tops[0] != top}


def _notice_unbound(row: Row, template: SegmentTree, package: Package, job: Job) -> None:
    """New code may need what the template defines and a person removed or renamed."""
    there, defined = names_of(row, package), names_of(template.body, package)
    for name in sorted(names_used(job.ledger.written)):
        if defined.binds(name) and not there.binds(name) and defined.stars <= there.stars:
            job.notice(f"new code in {job.path} uses `{name}`, which is no longer there")


def _outcome(bom: str, ends: bool, tree: SegmentTree, recorded: Recorded, fragment: Fragment, job: Job) -> Merged:
    text: str | None = bom + (tree.text if ends else tree.text.rstrip("\r\n"))
    if fragment.kind == "file" and not fragment.text.strip() and not tree.text.strip():
        text = None
    record = None
    if recorded:
        record = Record(
            owner=fragment.owner,
            path=fragment.path,
            written=digest(text or "") if fragment.kind == "file" else "-",
            symbols=to_symbols(recorded),
        )
    return Merged(
        text=text,
        record=record,
        conflicts=tuple(job.ledger.conflicts),
        notices=tuple(job.ledger.notices),
        symbols=_said(job.ledger.changes),
    )


def _said(changes: Sequence[str]) -> tuple[str, ...]:
    """Every change once; a name in ``__all__`` goes without saying beside its import."""
    said = dict.fromkeys(changes)
    if "import" in said:
        said.pop("__all__", None)
    return tuple(said)


def is_all_recorded(text: str, record: Record) -> bool:
    """Whether every statement of ``text`` is one that ``record`` knows: nobody else wrote into the file."""
    members = from_symbols(record.symbols).members
    body = partition(without_bom(text)[1], record.path).body
    return all(segment.key in members for segment in body if segment.kind not in ("import", "typing"))


def record_of_text(text: str, owner: str, path: str, kind: str) -> Record:
    """What is recorded of ``text`` when every statement of it is ours."""
    fragment = Fragment(path=path, owner=owner, text=text, kind=kind)  # type: ignore[arg-type]
    tree = partition(without_bom(text)[1], path)
    job = _job(text, tree, tree, fragment, Recorded(), Settle(), 88)
    members = {
        s.key: wanted_print(s, Scope(), job)
        for s in tree.body
        if s.kind not in ("import", "typing") and not (job.part and s.kind == "doc")
    }
    imports = {b: (w.binding, w.typing) for b, w in job.imports.items()}
    recorded = Recorded(imports=imports, members=members, comments=comments_of(tree.body))
    written = digest(text) if kind == "file" else "-"
    return Record(owner=owner, path=path, written=written, symbols=to_symbols(recorded))
