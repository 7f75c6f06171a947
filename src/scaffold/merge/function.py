"""A function on disk and the same one wanted: header, decorators and statements, each three-way.

A function is atomic: if one of its parts is in conflict, none is applied, because half of a change of
a function is a third function that nobody wrote.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from scaffold.dataclass import replace
from scaffold.merge.adapt import adapted
from scaffold.merge.arguments import merge_arguments
from scaffold.merge.decide import Action, decide
from scaffold.merge.job import Job
from scaffold.merge.ledger import EDITED, FOREIGN
from scaffold.merge.opened import opened
from scaffold.merge.prints import (
    FunctionPrint,
    Print,
    decorator_prints,
    inner_comments,
    own_comments,
    print_of,
)
from scaffold.merge.segments import Segment, ended
from scaffold.merge.sequence import Chunk, diff3, merged
from scaffold.merge.symbols import Scope
from scaffold.merge.untouched import comment_digest

Merge = tuple[Segment, Print | None]


def merge_function(base: Print | None, ours: Segment, wanted: Segment, scope: Scope, job: Job) -> Merge:
    """The function that shall stand, and what is recorded of it."""
    symbol = scope.symbol(wanted)
    disk, printed = print_of(ours), print_of(wanted)
    action = decide(base, disk, printed)
    if action in (Action.RECORD, Action.KEEP):
        return ours, printed
    reason = job.clash([wanted])
    if not reason and action is not Action.FOREIGN and isinstance(base, FunctionPrint):
        apart = job.apart()
        new = _by_parts(base, opened(ours, job.host.unit), opened(wanted), symbol, apart)
        if new is not None:
            job.ledger.absorb(apart.ledger)
            if ours.body is None:
                job.touched(ours)
            job.ledger.changes.append(symbol)
            return new, printed
    side = job.settle.of(f"{job.path}::{symbol}")
    if side == "mine":
        return ours, printed
    if side == "theirs" and not reason:
        return _replaced(ours, wanted, symbol, job), printed
    said = reason or (FOREIGN if action is Action.FOREIGN else EDITED)
    job.unsettled(symbol, said, ours, wanted.text_below_lead)
    return ours, base


def _replaced(ours: Segment, wanted: Segment, symbol: str, job: Job) -> Segment:
    new = adapted(wanted, ours.column, job.template, job.host)
    job.wrote(symbol, wanted)
    job.touched(ours)
    return replace(new, lead=ours.lead)


def _by_parts(base: FunctionPrint, ours: Segment, wanted: Segment, symbol: str, job: Job) -> Segment | None:
    """The parts merged one by one; ``None`` when both sides changed one of them."""
    with_header = merge_header(base.header, ours, wanted, job) or merge_parameters(ours, wanted, symbol, job)
    if with_header is None:
        return None
    decorators = merge_decorators(base.decorators, ours, wanted, symbol, job)
    if decorators is None:
        return None
    body = _merge_statements(base.statements, ours, wanted, symbol, job)
    if body is None:
        return None
    return replace(with_header, decorators=decorators, body=body)


def merge_header(base: str, ours: Segment, wanted: Segment, job: Job) -> Segment | None:
    """``ours`` with the header that shall stand; ``None`` when both sides changed it."""
    from scaffold.merge.prints import header_print

    match decide(base, header_print(ours), header_print(wanted)):
        case Action.UPDATE:
            new = adapted(wanted, ours.column, job.template, job.host)
            tail = new.tail if "#" not in ours.tail and "#" in new.tail else ours.tail
            job.ledger.written.append(replace(wanted, body=(), decorators=()))
            job.touched(replace(ours, body=(), decorators=()))
            return replace(ours, code=new.code, tail=tail, nodes=new.nodes)
        case Action.RECORD | Action.KEEP:
            return ours
    return None


def merge_parameters(ours: Segment, wanted: Segment, symbol: str, job: Job) -> Segment | None:
    """``ours`` with what the template changed in the header, if a person changed other parts of it."""
    code = merge_arguments(
        job.arguments.get(symbol, {}), ours.code, adapted(wanted, ours.column, job.template, job.host).code
    )
    if code is None:
        return None
    job.ledger.written.append(replace(wanted, body=(), decorators=()))
    job.touched(replace(ours, body=(), decorators=()))
    return replace(ours, code=code, nodes=tuple(ast.parse(f"{code.strip()} pass").body))


def merge_decorators(
    base: Sequence[str], ours: Segment, wanted: Segment, symbol: str, job: Job
) -> tuple[Segment, ...] | None:
    """The decorators that shall stand, in order; ``None`` when both sides changed the same."""
    mine, new = decorator_prints(ours), decorator_prints(wanted)
    if mine == new or tuple(base) == new:
        return ours.decorators
    out: list[Segment] = []
    for chunk in diff3(base, mine, new):
        if chunk.side == "conflict":
            both = _merge_calls(chunk, ours, wanted, symbol, job)
            if both is None:
                return None
            out += both
            continue
        if chunk.side != "theirs":
            out += ours.decorators[slice(*chunk.ours)]
            continue
        old = ours.decorators[slice(*chunk.ours)]
        fresh = [adapted(d, ours.column, job.template, job.host) for d in wanted.decorators[slice(*chunk.theirs)]]
        if len(old) == len(fresh):
            fresh = [_with_comments(o, f) for o, f in zip(old, fresh, strict=True)]
        elif any(own_comments(decorator) for decorator in old):
            return None
        job.ledger.written.append(replace(wanted, body=()))
        job.touched(*old)
        out += fresh
    return tuple(out)


def _merge_calls(chunk: Chunk, ours: Segment, wanted: Segment, symbol: str, job: Job) -> list[Segment] | None:
    """A run of decorators that both sides changed, one by one and argument by argument."""
    mine, new = ours.decorators[slice(*chunk.ours)], wanted.decorators[slice(*chunk.theirs)]
    numbers = range(*chunk.base)
    if not len(mine) == len(new) == len(numbers):
        return None
    out = []
    for number, decorator, other in zip(numbers, mine, new, strict=True):
        taken = adapted(other, ours.column, job.template, job.host)
        code = merge_arguments(job.arguments.get(f"{symbol}@{number}", {}), decorator.code, taken.code)
        if code is None:
            return None
        out.append(replace(decorator, code=code, nodes=tuple(ast.parse(code.strip().removeprefix("@")).body)))
    job.ledger.written.append(replace(wanted, body=()))
    job.touched(*mine)
    return out


def _with_comments(ours: Segment, new: Segment) -> Segment:
    """``new`` between the comments that a person hung on ``ours``."""
    return replace(
        new,
        lead=ours.lead if "#" in ours.lead else new.lead,
        tail=ours.tail if "#" in ours.tail else new.tail,
    )


def _merge_statements(
    base: Sequence[str], ours: Segment, wanted: Segment, symbol: str, job: Job
) -> tuple[Segment, ...] | None:
    """The body that shall stand; ``None`` when both sides changed the same statements."""
    from scaffold.merge.prints import statement_print

    mine, new = list(ours.body or ()), list(wanted.body or ())
    ours_said = [statement_print(s) for s in mine]
    theirs_said = [statement_print(s) for s in new]
    if ours_said == theirs_said or list(base) == theirs_said:
        return ours.body
    chunks = merged(base, ours_said, theirs_said)
    if chunks is None:
        return None
    column = mine[0].column
    out: list[Segment] = []
    for chunk in chunks:
        old = mine[slice(*chunk.ours)]
        if chunk.side != "theirs":
            out += old
            continue
        taken = new[slice(*chunk.theirs)]
        fresh = _dressed(old, taken, column, symbol, job)
        if fresh is None:
            return None
        job.ledger.written += taken
        job.touched(*old)
        out += fresh
    newline = job.host.newline
    if not out:
        out = [Segment("other", ("pass",), "", column + "pass", newline, column)]
    return tuple([ended(s, newline) for s in out[:-1]] + out[-1:])


def _dressed(
    old: Sequence[Segment], taken: Sequence[Segment], column: str, symbol: str, job: Job
) -> list[Segment] | None:
    """``taken`` in the place of ``old``, with its comments; ``None`` when one would get lost."""
    fresh = [adapted(segment, column, job.template, job.host) for segment in taken]
    if len(old) == len(fresh):
        return [_with_comments_of(o, f, symbol, job) for o, f in zip(old, fresh, strict=True)]
    known = job.comments.get(symbol, frozenset())
    hanging = [c for s in old for c in (*own_comments(s), *inner_comments(s))]
    if any(comment_digest(comment) not in known for comment in hanging):
        return None
    if old and fresh and "#" not in fresh[0].lead:
        fresh[0] = replace(fresh[0], lead=old[0].lead)
    return fresh


def _with_comments_of(ours: Segment, new: Segment, symbol: str, job: Job) -> Segment:
    known = job.comments.get(symbol, frozenset())
    above = own_comments(replace(ours, tail=""))
    keep = "#" not in new.lead or any(comment_digest(c) not in known for c in above)
    simple = ours.body is None and new.body is None
    tail = ours.tail if simple and ("#" in ours.tail or "#" not in new.tail) else new.tail
    return replace(new, lead=ours.lead if keep else new.lead, tail=tail)
