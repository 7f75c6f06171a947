"""`scaffold explain`: what a rule finds, why it matters, how to fix it and how to silence it."""

from __future__ import annotations

from pathlib import Path

from scaffold.errors import SpecError
from scaffold.migrate.advice import EXPERIENCES, Experience
from scaffold.naming import near
from scaffold.pipeline.outcome import Outcome
from scaffold.rule import Rule
from scaffold.rules.catalog import RULES


def explain(_start: Path | str, code: str) -> Outcome:
    """The documentation of one rule, or the list of a family (``SCF2``). Raises ``SpecError`` for no rule."""
    wanted = code.upper()
    found = [rule for rule in RULES if rule.code == wanted or rule.name == code]
    if found:
        return Outcome(command="explain", text=_told(found[0]))
    experienced = [each for each in EXPERIENCES if each.code == wanted]
    if experienced:
        return Outcome(command="explain", text=_told_by_a_database(experienced[0]))
    family = _family(wanted) if wanted.startswith("SCF") else {}
    if family:
        return Outcome(command="explain", text="\n".join(line for _, line in sorted(family.items())))
    close = near(wanted, tuple(rule.code for rule in RULES)) or near(code, tuple(rule.name for rule in RULES))
    raise SpecError(
        "no rule has this code",
        where=code,
        hint=f"scaffold explain {close[0]}" if close else "scaffold explain SCF",
    )


def _told(rule: Rule) -> str:
    facts = [f"severity: {rule.severity}", "on by default" if rule.default else "off by default"]
    if rule.fixable:
        facts.append("--fix --unsafe-fixes repairs it" if rule.unsafe else "--fix repairs it")
    silence = (
        f"How to silence: `# scaffold: ignore[{rule.code}] reason` on the line,\n"
        f"`# scaffold: ignore-file[{rule.code}]` "
        f'in the file, or `ignore = ["{rule.code}"]` or `per-file-ignores` under `[tool.scaffold.check]`.'
    )
    return f"{rule.doc.replace('``', '`')}\n\n{silence}\n\n{rule.name} ({', '.join(facts)})"


def _told_by_a_database(found: Experience) -> str:
    return (
        f"{found.finds[0].upper()}{found.finds[1:]}.\n\n{found.why}\n\nHow to fix: {found.fix}\n\n"
        f'How to silence: `ignore = ["{found.code}"]` under `[tool.scaffold.check]`.\n\n'
        f"({found.severity}, found by `scaffold check {found.asked}`)"
    )


def _family(start: str) -> dict[str, str]:
    """A line for each code; what a rule reads in the files goes before what a database tells."""
    told = {each.code: f"{each.code}    {each.finds}" for each in EXPERIENCES if each.code.startswith(start)}
    return told | {rule.code: _line(rule) for rule in RULES if rule.code.startswith(start)}


def _line(rule: Rule) -> str:
    marks = ("*" if rule.repair is not None else " ") + (" " if rule.default else "-")
    return f"{rule.code} {marks} {rule.summary.replace('``', '`')}"
