"""A question that guards a loss: asked on a terminal, answered by ``--yes``, never taken for granted."""

from __future__ import annotations

from scaffold.errors import SpecError
from scaffold.pipeline.flags import Flags, Question


def agreed(text: str, flags: Flags) -> None:
    """Return when a person agrees to lose something. Raises ``SpecError`` when nobody can be asked, or says no."""
    if flags.yes or flags.dry_run:
        return
    if flags.ask is None:
        raise SpecError(f"{text} There is no terminal to ask on", hint="the same command with --yes")
    if flags.ask(Question(text=f"{text} Go on?", flag="--yes", default="n")) != "y":
        raise SpecError("not done, as you said", hint="the same command with --dry-run shows what would change")
