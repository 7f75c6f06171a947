"""A class on disk and the same class wanted: its header, its decorators, and then member by member."""

from __future__ import annotations

from scaffold.dataclass import replace
from scaffold.merge.decide import Action, decide
from scaffold.merge.function import merge_decorators, merge_header, merge_parameters
from scaffold.merge.job import Job
from scaffold.merge.ledger import EDITED, FOREIGN
from scaffold.merge.members import Members
from scaffold.merge.opened import opened
from scaffold.merge.prints import ClassPrint, Print, decorator_prints, header_print
from scaffold.merge.segments import Segment
from scaffold.merge.symbols import Scope
from scaffold.merge.wanted import wanted_print

Merge = tuple[Segment, Print | None]


def merge_container(base: Print | None, ours: Segment, wanted: Segment, scope: Scope, job: Job) -> Merge:
    """The class that shall stand, and what is recorded of it. In a part it is only an anchor."""
    was = base if isinstance(base, ClassPrint) else None
    whole, template = opened(ours, job.host.unit), opened(wanted)
    printed = wanted_print(wanted, scope, job)
    if not isinstance(printed, ClassPrint) or whole.body is None or template.body is None:
        job.unsettled(scope.symbol(wanted), FOREIGN, ours, wanted.text_below_lead)
        return ours, base
    anchor = job.part and scope.kind == "module"
    header, decorators = printed.header, printed.decorators
    merged = whole
    if not anchor:
        merged, header = _header(was, whole, template, scope, job)
        merged, decorators = _decorators(was, merged, template, scope, job)
    column = whole.body[0].column if whole.body else whole.column + job.host.unit
    inside = scope.inside(wanted, "class" if ours.kind == "class" else "function", column)
    recorded = was.members if was else {}
    body, members = Members(recorded, whole.body, template.body, inside, job).merged()
    new = ClassPrint(header, decorators, members)
    if merged is whole and body == whole.body:
        return ours, new
    if whole is not ours:
        job.touched(ours)
    return replace(merged, body=body), new


def _header(base: ClassPrint | None, ours: Segment, wanted: Segment, scope: Scope, job: Job) -> tuple[Segment, str]:
    recorded = base.header if base and base.header else None
    said = header_print(wanted)
    symbol = scope.symbol(wanted)
    action = decide(recorded, header_print(ours), said)
    if action in (Action.RECORD, Action.KEEP):
        return ours, said
    alone = replace(wanted, body=(), decorators=())
    reason = job.clash([alone]) or (FOREIGN if action is Action.FOREIGN else EDITED)
    if action is Action.BOTH_CHANGED and not job.clash([alone]):
        both = merge_parameters(ours, wanted, symbol, job)
        if both is not None:
            job.ledger.changes.append(symbol)
            return both, said
    side = job.settle.of(f"{job.path}::{symbol}")
    if side == "mine":
        return ours, said
    if (action is Action.UPDATE or side == "theirs") and not job.clash([alone]):
        merged = merge_header(header_print(ours), ours, wanted, job)
        assert merged is not None
        job.ledger.changes.append(symbol)
        return merged, said
    job.unsettled(symbol, reason, ours, alone.text_below_lead)
    return ours, recorded or ""


def _decorators(
    base: ClassPrint | None, ours: Segment, wanted: Segment, scope: Scope, job: Job
) -> tuple[Segment, tuple[str, ...]]:
    recorded = base.decorators if base else ()
    said = decorator_prints(wanted)
    merged = merge_decorators(recorded, ours, wanted, scope.symbol(wanted), job)
    if merged is None:
        symbol = scope.symbol(wanted)
        side = job.conflict(symbol, EDITED if base else FOREIGN, ours, wanted.text_below_lead)
        if side is None:
            return ours, recorded
        merged = ours.decorators
        if side == "theirs":
            taken = merge_decorators(decorator_prints(ours), ours, wanted, symbol, job)
            merged = taken if taken is not None else ours.decorators
    if merged == ours.decorators:
        return ours, said
    return replace(ours, decorators=merged), said
