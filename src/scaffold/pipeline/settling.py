"""Which side a conflict takes: what the flags say, or what a person answers, who is shown all three texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from scaffold.dataclass import replace
from scaffold.errors import SpecError
from scaffold.merge import Conflict, Settle
from scaffold.pipeline.flags import Flags, Question
from scaffold.pipeline.opening import Opened
from scaffold.plan import Plan


def settled(opened: Opened, planned: Callable[[Settle], Plan], settle: Settle | None, flags: Flags) -> Plan:
    """The plan, its conflicts with what was last written, and each of them asked about when the flags say so."""
    settle = settle or flags.settle()
    plan = _with_bases(opened, planned(settle))
    if not plan.conflicts or flags.on_conflict != "ask":
        return plan
    answers = {c.selector: side for c in plan.conflicts if (side := _ask_side(c, flags))}
    return _with_bases(opened, planned(replace(settle, by_selector={**settle.by_selector, **answers})))


def _with_bases(opened: Opened, plan: Plan) -> Plan:
    if not plan.conflicts:
        return plan
    from scaffold.pipeline.bases import with_bases

    return replace(plan, conflicts=with_bases(plan.conflicts, opened.lock, opened.project))


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
