"""`check --database URL`: a live database against its history. It is read, never written, and never for long."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scaffold.migrate.advice import ADVICE, SEVERITY
from scaffold.migrate.child import ask
from scaffold.migrate.comparison import Comparison, Notice
from scaffold.migrate.configured import typed
from scaffold.migrate.request import Request
from scaffold.migrate.stage import stage

Report = Mapping[str, Any]
_STAMP = "alembic stamp head, if nothing else is found: then its tables are those of the newest revision"


def inspect_live(url: str, request: Request) -> Comparison:
    """What the database at ``url`` lacks or has too much of, and which of its rows a pending revision would break.

    One read-only session with short time-outs; the history is replayed on the shadow. Raises ``StepError`` if the
    database cannot be read, or the history does not run.
    """
    with stage(request.root, request.changes) as staged:
        report = ask(request, staged, "live", live_url=_complete(url, request.root))
    home = request.ini or "pyproject.toml"
    notices = [*_of_revisions(report, home, request), *(_of_finding(item, home) for item in report["findings"])]
    notices += [_of_lock(item) for item in report["locks"]]
    remarks = [f"could not be counted: {words}" for words in report["unanswered"]]
    stands = ", ".join(report["stands"]) or "no revision"
    return Comparison(
        dialect=report["dialect"],
        revisions=len(report["pending"]),
        notices=tuple(notices),
        remarks=(*remarks, f"the database stands at {stands}"),
    )


def _complete(url: str, root: Path) -> str:
    """``url`` as SQLAlchemy takes it anywhere: the run stands in another folder than the user's SQLite file."""
    scheme, slashes, path = url.partition(":///")
    if scheme.startswith("sqlite") and slashes and path and not path.startswith(("/", ":memory:", "file:")):
        return f"{scheme}:///{root.resolve() / path}"
    return "postgresql" + url.removeprefix("postgres") if url.startswith("postgres://") else url


def _of_revisions(report: Report, home: str, request: Request) -> list[Notice]:
    found = []
    if report["unknown"]:
        names = ", ".join(report["unknown"])
        message = f"the database stands at {names}, and the history knows no such revision"
        found.append(Notice(code="SCF802", message=message, path=home, symbol=names, fix=ADVICE["SCF802"]))
    elif report["unversioned"]:
        message = "the database has tables, and Alembic has noted no revision in it"
        found.append(Notice(code="SCF802", message=message, path=home, fix=_STAMP))
    elif report["pending"]:
        count, names = len(report["pending"]), ", ".join(report["pending"][:5])
        behind = f"the database is {count} revision{'s' * (count > 1)} behind: {names}"
        target = ADVICE["SCF801"].removeprefix("alembic ") + "s" * (report["heads"] > 1)
        fix = typed(request.root, request.ini, target)
        found.append(Notice(code="SCF801", message=behind, path=home, severity="warning", fix=fix))
    return found


def _of_finding(item: Report, home: str) -> Notice:
    code = item["code"]
    return Notice(
        code=code,
        message=item["message"],
        path=home,
        symbol=item["table"],
        severity=SEVERITY.get(code, "error"),
        fix=ADVICE[code],
    )


def _of_lock(item: Report) -> Notice:
    tables = ", ".join(item["tables"])
    return Notice(
        code="SCF808",
        message=f"{tables} has about {item['rows']:,} rows, and this statement keeps it locked: {item['statement']}",
        path=item["path"],
        line=item["line"],
        symbol=tables,
        fix=ADVICE[item["code"]],
    )
