"""A question that guards a loss: asked on a terminal, answered by ``--yes``, never taken for granted."""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.errors import SpecError
from scaffold.pipeline.flags import Flags, Question


def agreed(text: str, flags: Flags, instead: Sequence[str] = ()) -> None:
    """Return when a person agrees to lose something; ``instead`` are commands that may be meant, and lose nothing.

    Raises ``SpecError`` when nobody can be asked, or says no.
    """
    if flags.yes or flags.dry_run:
        return
    other = "".join(f"\nor, if that is its new name: {command}" for command in instead)
    if flags.ask is None:
        raise SpecError(f"{text} There is no terminal to ask on", hint=f"the same command with --yes{other}")
    if (
        flags.ask(Question(text=f"{text}{other}\nGo on?" if other else f"{text} Go on?", flag="--yes", default="n"))
        != "y"
    ):
        shown = "the same command with --dry-run shows what would change"
        raise SpecError("not done, as you said", hint=f"{shown}{other}")
