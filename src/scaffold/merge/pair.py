"""A statement on disk and the same one wanted: what becomes of the two.

Every function takes what was recorded, both segments, their scope and the job, and gives the segment
that shall stand and what is recorded of it (``None``: nothing, it is not ours).
"""

from __future__ import annotations

from scaffold.dataclass import replace
from scaffold.merge.adapt import adapted
from scaffold.merge.calls import on_receiver, registers_the_same
from scaffold.merge.decide import Action, decide
from scaffold.merge.element_merge import merge_elements
from scaffold.merge.elements import elements_of
from scaffold.merge.follow import renamed
from scaffold.merge.function import merge_function
from scaffold.merge.job import Job
from scaffold.merge.ledger import EDITED, FOREIGN
from scaffold.merge.prints import ElementsPrint, Print, own_comments, print_of
from scaffold.merge.segments import Segment, blank_lines, lines_of, without_blank_lines
from scaffold.merge.symbols import Scope, change_name
from scaffold.merge.untouched import comment_digest

Merge = tuple[Segment, Print | None]


def merge_pair(base: Print | None, ours: Segment, wanted: Segment, scope: Scope, job: Job) -> Merge:
    """Merge by kind: members of classes, statements of functions, elements of literals, or the whole."""
    from scaffold.merge.container import merge_container  # which merges its members by pairs

    in_part = job.part and scope.kind == "module"
    if _is_renamed(ours, wanted):
        # a person calls it something else: merged under our name, and called theirs again
        before = renamed(ours, wanted.key)
        merged, printed = merge_pair(base, before, wanted, scope, job)
        return (ours if merged is before else renamed(merged, ours.key)), printed
    if wanted.kind == ours.kind == "class" or (in_part and wanted.kind == ours.kind == "def"):
        return merge_container(base, ours, wanted, scope, job)
    if wanted.kind == ours.kind == "def":
        return merge_function(base, ours, wanted, scope, job)
    literals = elements_of(wanted, any_name=in_part) is not None and elements_of(ours, any_name=True) is not None
    if literals and (base is None or isinstance(base, ElementsPrint)):
        return merge_elements(base, ours, wanted, scope, job)
    return merge_leaf(base, ours, wanted, scope, job)


def _is_renamed(ours: Segment, wanted: Segment) -> bool:
    return (
        ours.keys != wanted.keys
        and ours.kind == wanted.kind
        and ours.kind in ("class", "def", "assign")
        and len(ours.nodes) == len(ours.keys) == len(wanted.keys) == 1
        and ours.key.isidentifier()
        and wanted.key.isidentifier()
    )


def merge_leaf(base: Print | None, ours: Segment, wanted: Segment, scope: Scope, job: Job) -> Merge:
    """One statement, taken as a whole."""
    printed, disk = print_of(wanted, by_element=False), print_of(ours, by_element=False)
    recorded = print_of(wanted)
    if isinstance(base, ElementsPrint):
        disk, printed = print_of(ours), recorded
    symbol = scope.symbol(wanted)
    if wanted.kind == "doc" and base is None:
        return ours, recorded if disk == printed else None
    if ours.key != wanted.key and registers_the_same(ours, wanted):
        disk = printed  # the file imports what it registers in another way
    action = decide(base, disk, printed)
    reason = job.clash([wanted])
    match action:
        case Action.RECORD | Action.KEEP:
            return ours, recorded
        case Action.UPDATE if not reason:
            return updated(ours, wanted, scope, job), recorded
    said = reason or (FOREIGN if action is Action.FOREIGN else EDITED)
    side = job.settle.of(f"{job.path}::{symbol}")
    if side == "mine":
        return ours, recorded
    if side == "theirs" and not reason:
        return updated(ours, wanted, scope, job), recorded
    job.unsettled(symbol, said, ours, wanted.text_below_lead)
    return ours, base


def updated(ours: Segment, wanted: Segment, scope: Scope, job: Job) -> Segment:
    """``ours`` with the code of ``wanted``; a person's comments above and behind it stay."""
    new = adapted(wanted, ours.column, job.template, job.host)
    new = replace(new, code=on_receiver(new.code, ours))
    job.wrote(change_name(scope.symbol(wanted), wanted), wanted)
    job.touched(ours)
    keep_tail = "#" in ours.tail or "#" not in new.tail
    ending = ours.tail[len(ours.tail.rstrip("\r\n")) :]
    tail = ours.tail if keep_tail else new.tail.rstrip("\r\n") + ending
    if new.body is not None or ours.body is not None:
        tail = new.tail
    known = job.comments.get(scope.of_key(wanted.key), frozenset())
    return replace(new, lead=merged_lead(ours, new, known), tail=tail)


def merged_lead(ours: Segment, new: Segment, known: frozenset[str]) -> str:
    """The comments above: those of the template, which are ``known``, follow it; a person's stay."""
    above = own_comments(replace(ours, tail=""))
    if "#" not in new.lead or any(comment_digest(comment) not in known for comment in above):
        return ours.lead
    gap = "".join(lines_of(ours.lead)[: blank_lines(ours.lead)])
    return gap + without_blank_lines(new.lead)
