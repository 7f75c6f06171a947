"""An exception as a report: what happened, at which line of the project, and the last lines of its
own traceback.
"""

from __future__ import annotations

import os
import traceback
from types import TracebackType
from typing import Any

from .places import Places
from .refusal import REFUSED, InsistedError, RefusedError, StopError, masked
from .settings import missing_settings, unset_settings

_LINES = 14


def report_of(error: BaseException, places: Places, phase: str, revision: str | None) -> dict[str, Any]:
    """The answer for a run that did not come through. ``phase`` says how far it was."""
    stop = _cause(error, StopError)
    report: dict[str, Any] = {
        "ok": False,
        "phase": phase,
        "at": revision,
        "message": masked(places.relative_text(_words(error))),
        "where": _where(error, places),
        "traceback": [masked(line) for line in _traceback(error, places)],
        "refused": list(REFUSED),
        "details": {},
    }
    refused = _cause(error, InsistedError) or _cause(error, RefusedError) or _attached(error)
    if isinstance(stop, StopError) and stop.kind == "url" and "None" in stop.message and unset_settings():
        report.update(kind="settings", details={"names": unset_settings()})
    elif isinstance(stop, StopError):
        report.update(kind=stop.kind, message=masked(stop.message), details=stop.details)
    elif refused is not None:
        report.update(kind="refused", message=masked(str(refused)))
    elif names := missing_settings(error):
        report.update(kind="settings", details={"names": names})
    elif _is_ours(error):
        report.update(kind="internal", traceback=traceback.format_exc().splitlines()[-_LINES:])
    else:
        report.update(kind=phase, details={"unset": unset_settings()})
    return report


def _attached(error: BaseException) -> RefusedError | None:
    """The file that SQLite was kept from attaching, of which it says no more than that."""
    denied = any(str(link) == "not authorized" for link in _chain(error))
    return RefusedError(REFUSED[-1]) if denied and REFUSED else None


def _is_ours(error: BaseException) -> bool:
    """Whether it was raised in this package: then nothing is wrong with the project."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and os.path.dirname(frames[-1].filename) == os.path.dirname(__file__)


def _chain(error: BaseException | None) -> list[BaseException]:
    """``error`` and what it was raised from, or instead of."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _cause(error: BaseException, kind: type[BaseException]) -> BaseException | None:
    return next((link for link in _chain(error) if isinstance(link, kind)), None)


def _words(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"the project's code called sys.exit({error.code!r})"
    original = getattr(error, "orig", None)  # SQLAlchemy's own text repeats the statement and a link
    text = str(original or error).strip().splitlines()
    return f"{type(original or error).__name__}: {text[0]}" if text else type(error).__name__


def _frames(trace: TracebackType | None, places: Places) -> list[tuple[str, int, traceback.FrameSummary]]:
    found = []
    for frame in traceback.extract_tb(trace):
        name = places.relative(frame.filename) if os.path.isabs(frame.filename) else None
        if name is not None and "site-packages" not in name:
            found.append((name, frame.lineno or 0, frame))
    return found


def _where(error: BaseException, places: Places) -> str:
    """The innermost line of the project, in the exception or in what caused it."""
    for link in _chain(error):
        if isinstance(link, SyntaxError) and (name := places.relative(link.filename or "")):
            return f"{name}:{link.lineno or 1}"
        frames = _frames(link.__traceback__, places)
        if frames:
            return f"{frames[-1][0]}:{frames[-1][1]}"
    return ""


def _traceback(error: BaseException, places: Places) -> list[str]:
    lines = []
    for name, number, frame in _frames(error.__traceback__, places):
        lines.append(f'  File "{name}", line {number}, in {frame.name}')
        if frame.line:
            lines.append(f"    {frame.line}")
    for text in traceback.format_exception_only(type(error), error):
        lines.extend(text.rstrip().splitlines())
    return [places.relative_text(line) for line in lines[-_LINES:]]
