"""Make one fragment true in one text: the steps of a merge, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.dataclass import replace
from scaffold.errors import ProjectError
from scaffold.fragment import Fragment
from scaffold.lock import Record, digest
from scaffold.merge.arguments import arguments_of
from scaffold.merge.contributions import fitted
from scaffold.merge.import_order import last_tops, order_of
from scaffold.merge.import_write import ImportWriter
from scaffold.merge.imports import Imports
from scaffold.merge.job import Job, Request, job_for, package_for
from scaffold.merge.members import Members
from scaffold.merge.merged import Merged
from scaffold.merge.origins import Package, names_of
from scaffold.merge.partition import partition
from scaffold.merge.prints import Print, print_of
from scaffold.merge.recorded import Recorded, base_of, to_symbols
from scaffold.merge.row import Row
from scaffold.merge.segments import SegmentTree, ended
from scaffold.merge.source import without_bom
from scaffold.merge.symbols import Scope
from scaffold.merge.untouched import comment_digest, comment_lines, comments_of
from scaffold.merge.uses import names_used
from scaffold.merge.verify import verify


def merge_python(request: Request, *, checked: bool = True) -> Merged:
    """The result of ``request``, for a Python file that exists; ``checked`` looks at it once more."""
    fragment = request.fragment
    bom, text = without_bom(request.ours)
    disk = partition(text, fragment.path)
    template = _template(fragment)
    if fragment.kind == "part":
        template = fitted(template, disk, fragment.path)
    base = Recorded()
    if request.recorded:
        base = base_of(request.recorded, lambda: (_prints(disk), _prints(template)))
    if not disk.body and disk.foot:  # nothing but comments: they stay on top
        disk = SegmentTree(disk.foot, (), "")
    job = job_for(replace(request, ours=text), disk, template, base)
    tree, recorded = _merged_tree(disk, template, base, job)
    result = tree.text
    if text and not text.endswith(("\n", "\r")):
        result = result.rstrip("\r\n")  # the file has no final newline, and keeps none
    merged = _outcome(bom + result, tree, recorded, fragment, job)
    if checked and merged.text != request.ours:
        verify(merged, disk, job, lambda: _again(request, merged))
    return merged


def _again(request: Request, merged: Merged) -> Merged:
    """The same merge into its own result."""
    records = (merged.record,) if merged.record else ()
    settle = replace(request.settle, restore=frozenset())
    return merge_python(replace(request, ours=merged.text or "", recorded=records, settle=settle), checked=False)


def _template(fragment: Fragment) -> SegmentTree:
    try:
        return partition(fragment.text, fragment.path)
    except ProjectError as error:
        raise ProjectError(
            f"The template for {fragment.path} renders what is no Python: {error.message.partition(': ')[2]}",
            where=error.where,
            hint="scaffold templates diff shows how your template differs from the shipped one",
        ) from error


def _prints(tree: SegmentTree) -> dict[str, Print]:
    return {s.key: print_of(s) for s in tree.body if s.kind not in ("import", "typing")}


def _merged_tree(disk: SegmentTree, template: SegmentTree, base: Recorded, job: Job) -> tuple[SegmentTree, Recorded]:
    package = package_for(disk, template, job.path)
    body, members = Members(base.members, disk.body, template.body, Scope(), job).merged()
    row = Row(body)
    own = job.known_first_party | {*package.parts[:1], *last_tops(disk.body), *last_tops(template.body)}
    order = order_of(row, template.body, own)
    imports = Imports(base.imports, ImportWriter(row, package, order, job), job)
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
    comments = comments_of(template)
    for symbol, known in base.comments.items():
        if symbol not in comments and _is_recorded(symbol, members):
            comments[symbol] = known
    arguments = {} if job.part else _arguments(template, base, members, job)
    recorded = Recorded(imports=imports.owned, members=members, comments=comments, arguments=arguments)
    return SegmentTree(head, tuple(items), foot), recorded


def _arguments(
    template: SegmentTree, base: Recorded, members: Mapping[str, Print], job: Job
) -> dict[str, Mapping[str, str]]:
    """The parts of what is recorded; of what is in conflict, those that are recorded still."""
    new = arguments_of(template)
    disputed = {conflict.symbol for conflict in job.ledger.conflicts}
    found = {}
    for symbol in new.keys() | base.arguments.keys():
        known = base.arguments if symbol.partition("@")[0] in disputed or symbol not in new else new
        if symbol in known and _is_recorded(symbol.partition("@")[0], members):
            found[symbol] = known[symbol]
    return dict(sorted(found.items()))


def _is_recorded(symbol: str, members: Mapping[str, Print]) -> bool:
    top = symbol.partition(".")[0]
    return top in members or top.replace(":", " ", 1) in members


def _notice_unbound(row: Row, template: SegmentTree, package: Package, job: Job) -> None:
    """New code may need what the template defines and a person removed or renamed."""
    there, defined = names_of(row, package), names_of(template.body, package)
    for name in sorted(names_used(job.ledger.written)):
        wanted = defined.import_of(name, typing=True)
        starred = wanted is not None and wanted.module in there.stars
        bound = there.binds(name) or name in there.local
        if defined.binds(name) and not bound and not starred and defined.stars <= there.stars:
            job.notice(f"new code in {job.path} uses `{name}`, which is no longer there")


def _is_ours(tree: SegmentTree, job: Job) -> bool:
    """Whether nothing is left but comments that the template wrote."""
    left = comment_lines(tree.head + tree.foot)
    return not tree.body and {*map(comment_digest, left)} <= job.comments.get("", frozenset())


def _outcome(result: str, tree: SegmentTree, recorded: Recorded, fragment: Fragment, job: Job) -> Merged:
    text: str | None = result
    if fragment.kind == "file" and not fragment.text.strip() and _is_ours(tree, job):
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
    """Every change once; ``pass`` and a name in ``__all__`` go without saying beside what comes and its import."""
    said = dict.fromkeys(change for change in changes if not change.rpartition(".")[2].startswith("Pass:"))
    if "import" in said:
        said.pop("__all__", None)
    return tuple(said)
