"""`scaffold explain`: what a rule finds, why it matters, how to fix it and how to silence it."""

from __future__ import annotations

from pathlib import Path

from scaffold.errors import SpecError
from scaffold.migrate.advice import ADVICE
from scaffold.naming import near
from scaffold.pipeline.outcome import Outcome
from scaffold.rule import Rule
from scaffold.rules import RULES


def explain(_start: Path | str, code: str) -> Outcome:
    """The documentation of one rule, or the list of a family (``SCF2``). Raises ``SpecError`` for no rule."""
    wanted = code.upper()
    found = [rule for rule in RULES if rule.code == wanted or rule.name == code]
    if found:
        return Outcome(command="explain", text=_told(found[0]))
    if wanted in ADVICE:
        return Outcome(
            command="explain", text=f"{wanted} is found by `scaffold check --migrations`.\n\n{ADVICE[wanted]}"
        )
    family = [rule for rule in RULES if rule.code.startswith(wanted)] if wanted.startswith("SCF") else []
    if family:
        return Outcome(command="explain", text="\n".join(_line(rule) for rule in family))
    close = near(wanted, tuple(rule.code for rule in RULES)) or near(code, tuple(rule.name for rule in RULES))
    raise SpecError(
        "no rule has this code",
        where=code,
        hint=f"scaffold explain {close[0]}" if close else "scaffold explain SCF",
    )


def _told(rule: Rule) -> str:
    facts = [f"severity: {rule.severity}", "on by default" if rule.default else "off by default"]
    if rule.repair is not None:
        facts.append("--fix --unsafe-fixes repairs it" if rule.unsafe else "--fix repairs it")
    silence = (
        f"How to silence: `# scaffold: ignore[{rule.code}] reason` on the line,\n"
        f"`# scaffold: ignore-file[{rule.code}]` "
        f'in the file, or `ignore = ["{rule.code}"]` or `per-file-ignores` under `[tool.scaffold.check]`.'
    )
    return f"{rule.doc.replace('``', '`')}\n\n{silence}\n\n{rule.name} ({', '.join(facts)})"


def _line(rule: Rule) -> str:
    marks = ("*" if rule.repair is not None else " ") + (" " if rule.default else "-")
    return f"{rule.code} {marks} {rule.summary.replace('``', '`')}"
