"""`check --migrations`: do the history and the models agree, and do the new revisions survive?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from scaffold.dataclass import replace
from scaffold.errors import StepError
from scaffold.migrate.advice import ADVICE, SEVERITY
from scaffold.migrate.child import ask
from scaffold.migrate.comparison import Comparison, Notice
from scaffold.migrate.failure import RunError, lacks_extension
from scaffold.migrate.interpreter import interpreter_of
from scaffold.migrate.request import Request
from scaffold.migrate.stage import stage
from scaffold.migrate.verdict import key_of, recall, remember

Report = Mapping[str, Any]
_MOST_BAD_DOWNGRADES = 20


def compare(
    request: Request,
    *,
    new: Collection[str] | None = None,
    round_trip: bool = True,
    cache: Path | None = None,
) -> Comparison:
    """Replay the history on a shadow database, compare it with the models, and try the ``new`` revisions.

    ``new`` are paths of revision files relative to the project: those are taken down and up again, and what their
    statements lock is measured; ``None`` means all of them. With ``cache``, a folder, the verdict on a project that
    is as it was is remembered. Raises ``StepError`` if it could not be checked, which is never drift; a history that
    does not run is a finding.
    """
    chosen = None if new is None else sorted(new)
    if cache is None or request.shadow_url:  # what the user's server can do may change, and nothing here would show it
        return _staged(request, chosen, round_trip)
    python, options = interpreter_of(request.root, request.python), (chosen, round_trip)
    key = key_of(request, python, options)
    known = recall(cache, key)
    if known is None:
        known = _staged(request, chosen, round_trip)
        if known.memorable and key_of(request, python, options) == key:  # else a file was saved meanwhile
            remember(cache, key, known)
    return known


def _staged(request: Request, new: list[str] | None, round_trip: bool) -> Comparison:
    with stage(request.root, request.changes) as staged:
        return _compared(request, staged, new, round_trip)


def _compared(request: Request, staged: Path, new: list[str] | None, round_trip: bool) -> Comparison:
    notices: list[Notice] = []
    irreversible: list[str] = []
    for _ in range(_MOST_BAD_DOWNGRADES):
        try:
            report = ask(request, staged, "compare", new=new, round_trip=round_trip, irreversible=irreversible)
        except RunError as error:
            notice = _of_failure(error.report, request)
            if notice is None:
                raise
            if error.report["phase"] not in ("downgrade", "again"):
                return Comparison(notices=(*notices, notice), memorable=not error.report["beside"])
            irreversible.append(error.report["at"])
            notices += [notice] if not _is_on_purpose(error.report) else []
        else:
            return _comparison(report, notices, request)
    raise StepError("too many downgrades fail to go on", hint="--since limits the check to new revisions")


def _of_failure(report: Report, request: Request) -> Notice | None:
    """Models or a revision that fail are news about the project; anything else kept us from looking."""
    found = {
        "models": ("SCF607", "the models cannot be created in an empty database"),
        "replay": ("SCF705", f"revision {report['at']} does not run on an empty database"),
        "downgrade": ("SCF706", f"revision {report['at']} cannot be taken back"),
        "again": ("SCF706", f"revision {report['at']} does not run again after its downgrade"),
    }.get(report["kind"])
    if found is None or lacks_extension(report) or not (report["at"] or report["kind"] == "models"):
        return None
    code, words = found
    path, _, line = report["where"].rpartition(":")
    return Notice(
        code=code,
        message=f"{words}: {report['message']}",
        path=path or _home(request),
        line=int(line or 1),
        symbol=report["at"],
        fix=ADVICE[code],
    )


def _is_on_purpose(report: Report) -> bool:
    return str(report["message"]).startswith("NotImplementedError")


def _comparison(report: Report, notices: list[Notice], request: Request) -> Comparison:
    drift = [_of_drift(item, request) for item in _without_upgrade(report["drift"])]
    found = [*notices, *_of_upgrade(report["drift"], request), *drift, *_of_renames(report["drift"], request)]
    found += [_of_residue(item) for item in report["residue"]]
    found += [_of_lock(item) for item in report["locks"]]
    found += [_of_stand_in(name) for name in report["stand_ins"]]
    remarks = [f"refused while importing the project: {words}" for words in report["refused"]]
    return Comparison(
        dialect=report["dialect"],
        revisions=report["revisions"],
        notices=tuple(replace(notice, path=notice.path or _home(request)) for notice in found),
        remarks=tuple(dict.fromkeys(remarks)),
        memorable=not report["beside"],
    )


def _home(request: Request) -> str:
    """The place of what has no source: where Alembic is configured."""
    return request.ini or "pyproject.toml"


def _without_upgrade(drift: list[Report]) -> list[Report]:
    return [item for item in drift if item["code"] != "SCF611"]


def _of_upgrade(drift: list[Report], _: Request) -> Iterator[Notice]:
    """All columns that SQLModel's own upgrade changed, as one notice."""
    columns = [item for item in drift if item["code"] == "SCF611"]
    if columns:
        names = ", ".join(f"{item['table']}.{item['name']}" for item in columns[:5])
        more = f" and {len(columns) - 5} more" if len(columns) > 5 else ""
        have = "column has" if len(columns) == 1 else "columns have"
        yield Notice(
            code="SCF611",
            message=f"{len(columns)} {have} a time zone since SQLModel 0.0.45, and none in the migrations:"
            f" {names}{more}",
            path=columns[0]["path"],
            line=columns[0]["line"],
            symbol=columns[0]["symbol"],
            fix=ADVICE["SCF611"],
        )


def _of_drift(item: Report, request: Request) -> Notice:
    message = item["message"]
    if item["code"] == "SCF605":
        package = request.models_package or "the models package"
        message = f"table {item['table']} is in the migrations, and no model that {package} imports has it"
    return Notice(
        code=item["code"],
        message=message,
        path=item["path"],
        line=item["line"],
        symbol=item["symbol"],
        severity=SEVERITY.get(item["code"], "error"),
        fix=ADVICE[item["code"]],
    )


def _of_renames(drift: list[Report], request: Request) -> Iterator[Notice]:
    """A column that went and one of the same type that came, in one table."""
    columns = [item for item in drift if item["kind"] == "column"]
    for gone in [item for item in columns if item["gone"]]:
        same = [
            item for item in columns if item["new"] and item["table"] == gone["table"] and item["type"] == gone["type"]
        ]
        if len(same) == 1:
            entity = request.entities.get(gone["table"], "ENTITY")
            yield Notice(
                code="SCF606",
                message=f"column {gone['table']}.{gone['name']} went and {same[0]['name']} came: is it a rename?",
                path=same[0]["path"],
                line=same[0]["line"],
                symbol=same[0]["symbol"],
                severity="warning",
                fix=f"scaffold field rename {entity} {gone['name']} {same[0]['name']}",
            )


def _of_residue(item: Report) -> Notice:
    return Notice(
        code="SCF707",
        message=f"the downgrade of {item['revision']} does not lead back: {'; '.join(item['words'][:3])}",
        path=item["path"],
        symbol=item["revision"],
        severity="warning",
        fix=ADVICE["SCF707"],
    )


def _of_lock(item: Report) -> Notice:
    tables = ", ".join(item["tables"])
    what = {
        "SCF748": f"rewrites table {tables} under {_mode(item['lock'])}",
        "SCF749": f"changes rows while {tables} is locked against everybody since an earlier statement",
    }.get(item["code"], f"reads all of {tables} under {_mode(item['lock'])}, and writes wait")
    return Notice(
        code=item["code"],
        message=f"{what} (measured): {item['statement']}",
        path=item["path"],
        line=item["line"],
        severity="error" if item["code"] == "SCF749" else "warning",
        fix=ADVICE[item["code"]],
    )


def _of_stand_in(name: str) -> Notice:
    return Notice(
        code="SCF008",
        message=f"{name} is a stand-in in the shadow: its names are there, what it does was not tried",
        path="",
        symbol=name,
        severity="info",
        fix=ADVICE["SCF008"],
    )


def _mode(lock: str) -> str:
    """``AccessExclusiveLock`` as PostgreSQL's manual writes it."""
    words = "".join(f" {letter}" if letter.isupper() else letter for letter in lock.removesuffix("Lock"))
    return words.strip().upper()
