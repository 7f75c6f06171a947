"""`check --fix`: repair, look again, until nothing is left that can be repaired.

Every round works on texts in memory. A repair that does not fit the text any more (another one was made at the
same place) waits for the next round, and one that does not make its finding go away is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from scaffold.dataclass import dataclass, field
from scaffold.errors import ScaffoldError
from scaffold.pipeline.suppressions import removal
from scaffold.rule import Edit, Finding, Repair, Subject
from scaffold.rules.catalog import RULES

_ROUNDS = 12
_SYNCED = ("SCF202", "SCF902", "SCF905")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One look at the project: what rules saw, and what they found."""

    subject: Subject
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """The texts as they will be, by path, and what is left. ``given_up`` could not be repaired after all."""

    texts: Mapping[str, str] = field(default_factory=dict)
    left: tuple[Finding, ...] = ()
    given_up: tuple[Finding, ...] = ()


def repaired(look: Callable[[Mapping[str, str]], Looked], *, unsafe: bool) -> Repaired:
    """Repair what ``look`` finds. It is given the texts that changed so far and sees the project with them."""
    texts: dict[str, str] = {}
    looked = look(texts)
    hopeless: set[tuple[str, str, str, str]] = set()
    for _ in range(_ROUNDS):
        todo = [f for f in looked.findings if _wanted(f, unsafe) and _key(f) not in hopeless]
        if not todo:
            break
        broken = any(breaks_a_model(f) for f in looked.findings)
        changed, tried = _round(looked.subject, todo, texts, broken=broken)
        if changed == texts:
            hopeless.update(_key(f) for f in todo)
            continue
        after = look(changed)
        still = {_key(f) for f in after.findings}
        stuck = [f for f in tried if _key(f) in still]
        new_files = any(path not in texts and path not in looked.subject.files for path in changed)
        in_vain = new_files and sorted(f.code for f in after.findings) == sorted(f.code for f in looked.findings)
        if _worse(after, looked, unsafe) or len(stuck) == len(tried) or in_vain:
            # worse, or no better: none of these again, and what they wrote is forgotten
            hopeless.update(_key(f) for f in tried)
            continue
        hopeless.update(_key(f) for f in stuck)
        texts, looked = changed, after
    return Repaired(
        texts=texts,
        left=looked.findings,
        given_up=tuple(f for f in looked.findings if _key(f) in hopeless),
    )


def breaks_a_model(finding: Finding) -> bool:
    """While it stands, nobody knows what the model means, and its drift is not told."""
    return finding.code in ("SCF103", "SCF123") or (finding.code.startswith("SCF5") and finding.severity == "error")


def _worse(after: Looked, before: Looked, unsafe: bool) -> bool:
    """More findings, unless what came is drift that a repaired model brought to light, or is repaired next."""
    own = [[f for f in looked.findings if f.code not in _SYNCED] for looked in (after, before)]
    if len(own[0]) < len(own[1]):
        return False
    lasting = [sum(not _wanted(f, unsafe) for f in found) for found in own]
    if lasting[0] > lasting[1]:
        return True
    return len(after.findings) > len(before.findings)


def _wanted(finding: Finding, unsafe: bool) -> bool:
    return finding.fixable and (unsafe or not finding.unsafe)


def _key(finding: Finding) -> tuple[str, str, str, str]:
    return (finding.code, finding.path, finding.symbol, finding.message)


def _round(
    subject: Subject, findings: Sequence[Finding], texts: Mapping[str, str], *, broken: bool
) -> tuple[dict[str, str], list[Finding]]:
    """One repair for as many findings as do not meet, and the findings that were tried.

    ``broken``: some relation means nothing, so that a sync would take for removed what is only misspelt.
    """
    made = {**texts}
    tried: list[Finding] = []
    edits: list[Edit] = []
    synced = [f for f in findings if f.code in _SYNCED and f.fix.startswith("scaffold sync")]
    if len(synced) == len(findings):
        return (made if broken else _after_sync(subject, made)), synced
    # what stands wrong in a model comes first: a sync would carry it on
    for finding in findings:
        repair = _repair(subject, finding)
        if repair is None or any(_meet(edit, other) for edit in repair.edits for other in edits):
            continue
        if _made(repair, subject, made, edits):
            tried.append(finding)
            edits += repair.edits
    for path in {edit.path for edit in edits}:
        made[path] = _edited(made.get(path, subject.files.get(path, "")), [e for e in edits if e.path == path])
    return _with_fragments(subject, made, [(f, r) for f in tried if (r := _repair(subject, f))]), tried


def _after_sync(subject: Subject, made: dict[str, str]) -> dict[str, str]:
    """The texts as ``scaffold sync`` would leave them, its lock among them."""
    plan = subject.drift()
    if plan is not None and plan.changes:
        made |= {change.path: change.after for change in plan.changes if change.after is not None}
        made["scaffold.lock"] = plan.lock.render()
    return made


def _repair(subject: Subject, finding: Finding) -> Repair | None:
    if finding.code == "SCF007":
        return removal(subject, finding)
    if finding.fix.startswith("scaffold sync"):
        return None
    rule = next((rule for rule in RULES if rule.code == finding.code), None)
    return rule.repair(subject, finding) if rule is not None and rule.repair is not None else None


def _meet(one: Edit, other: Edit) -> bool:
    """Two edits of overlapping lines."""
    if one.path != other.path:
        return False
    spans = [(e.line, e.line + e.old.count("\n")) for e in (one, other)]
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def _made(repair: Repair, subject: Subject, made: dict[str, str], edits: Iterable[Edit]) -> bool:
    """Whether the repair fits the texts; whole files are taken over at once, one repair for each."""
    touched = {edit.path for edit in edits}
    for edit in repair.edits:
        if _offset(made.get(edit.path, subject.files.get(edit.path, "")), edit) is None:
            return False
    for path, text in repair.texts.items():
        if path in touched or (path in made and made[path] != subject.files.get(path)):
            return False
        made[path] = text
    return True


def _edited(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, key=lambda item: (item.line, item.column), reverse=True):
        place = _offset(text, edit)
        if place is not None:
            text = text[:place] + edit.new + text[place + len(edit.old) :]
    return text


def _offset(text: str, edit: Edit) -> int | None:
    """Where the edit's old text stands; ``None`` when it is not there."""
    place = 1 if text.startswith("\ufeff") else 0
    for _ in range(edit.line - 1):
        found = text.find("\n", place)
        if found < 0:
            return None
        place = found + 1
    place += edit.column - 1
    return place if text.startswith(edit.old, place) else None


def _with_fragments(
    subject: Subject, texts: dict[str, str], repairs: Sequence[tuple[Finding, Repair]]
) -> dict[str, str]:
    """The fragments made true, each of its finding's own; what cannot be merged is left for a person."""
    from scaffold.merge import merge
    from scaffold.pipeline.formatting import formatting_of

    for _, repair in repairs:
        for fragment in repair.fragments:
            text = texts.get(fragment.path, subject.files.get(fragment.path))
            try:
                merged = merge(text, fragment, formatting=formatting_of(subject.project))
            except ScaffoldError:
                continue
            if not merged.conflicts and merged.text is not None:
                texts[fragment.path] = merged.text
    return texts
