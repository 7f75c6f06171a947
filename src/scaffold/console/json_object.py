"""An outcome as the one JSON object that scripts hold on to, as ``schema.json`` describes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from scaffold.console.diffs import diff
from scaffold.errors import ScaffoldError
from scaffold.merge.conflict import Conflict
from scaffold.pipeline.outcome import Outcome
from scaffold.plan import Change
from scaffold.rule import Finding

if TYPE_CHECKING:
    from scaffold.migrate import Revision

SCHEMA = 1


def json_object(outcome: Outcome) -> dict[str, Any]:
    """The object of a command that ran. ``text`` is there for commands whose result is no plan."""
    found = {
        "schema": SCHEMA,
        "command": outcome.command,
        "exit_code": outcome.exit_code,
        "dry_run": outcome.dry_run,
        "changes": [_change(change) for change in outcome.changes],
        "conflicts": [_conflict(conflict) for conflict in outcome.conflicts],
        "findings": [_finding(finding) for finding in outcome.findings],
        "migration": _migration(outcome.migration),
        "notes": list(outcome.notes),
        "next": list(outcome.next),
    }
    return {**found, "text": outcome.text} if outcome.text else found


def json_failure(command: str, error: ScaffoldError, *, dry_run: bool, exit_code: int = 2) -> dict[str, Any]:
    """The object of a command that did not run: the notes say why, ``next`` what to type."""
    where = f"{error.where}: " if error.where else ""
    outcome = Outcome(
        command=command,
        exit_code=exit_code,
        dry_run=dry_run,
        notes=(f"{where}{error.message}",),
        next=(error.hint,) if error.hint else (),
    )
    return json_object(outcome)


def schema() -> dict[str, Any]:
    """The published JSON Schema."""
    import json

    found: dict[str, Any] = json.loads((Path(__file__).parent / "schema.json").read_text(encoding="utf-8"))
    return found


def _change(change: Change) -> dict[str, Any]:
    return {
        "path": change.path,
        "action": change.action,
        "symbols": list(change.symbols),
        "diff": diff(change),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "path": conflict.path,
        "symbol": conflict.symbol,
        "reason": conflict.reason,
        "line": conflict.line,
        "ours": conflict.ours,
        "theirs": conflict.theirs,
        "base": conflict.base,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    names = ("code", "severity", "path", "line", "column", "symbol", "message", "fix", "fixable")
    return {name: getattr(finding, name) for name in names}


def _migration(revision: Revision | None) -> dict[str, Any] | None:
    if revision is None:
        return None
    return {
        "path": revision.path,
        "revision": revision.revision,
        "operations": list(revision.operations),
        "warnings": list(revision.warnings),
    }
