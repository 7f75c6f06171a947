"""The conversation with the project's interpreter: what is asked, the server it may want, and what
came out.

Nothing of Alembic or SQLAlchemy is imported on this side: the versions that count are the
project's.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from scaffold.dataclass import replace
from scaffold.errors import StepError
from scaffold.migrate.failure import error_of
from scaffold.migrate.interpreter import interpreter_of
from scaffold.migrate.request import Request

_RUNNER = Path(__file__).parent / "runner" / "launch.py"
_TAIL = 12


def ask(request: Request, staged: Path, task: str, **details: Any) -> dict[str, Any]:
    """Run ``task`` on the project as it stands in ``staged`` and return the runner's report.

    Raises ``StepError`` for everything that kept it from finishing: ``env.py``, a setting, a
    refused connection, a question that needs an answer.
    """
    python = interpreter_of(request.root, request.python)
    with tempfile.TemporaryDirectory(prefix="scaffold-shadow-") as scratch:
        message = _message(request, staged, task, scratch) | details
        with open(Path(scratch) / "stderr", "w+b") as errors:
            report = _converse(python, message, request, errors)
            if report is None:
                raise StepError(
                    f"{python} ended without an answer while it ran the project's env.py",
                    hint=_tail(errors),
                )
    if not report["ok"]:
        raise error_of(report, request)
    return report


def _message(request: Request, staged: Path, task: str, scratch: str) -> dict[str, Any]:
    return {
        "task": task,
        "root": str(request.root.resolve()),
        "staged": str(staged),
        "scratch": scratch,
        "ini": request.ini,
        "message": request.message,
        "head": request.head,
        "expected_tables": list(request.expected_tables),
        "may_drop": list(request.may_drop),
        "renames": [list(pair) for pair in request.renames],
        "backfills": dict(request.backfills),
        "changed": [change.path for change in request.changes],
    }


def _converse(python: str, message: Mapping[str, Any], request: Request, errors: IO[bytes]) -> dict[str, Any] | None:
    with ExitStack() as stack:
        process = stack.enter_context(_started(python, message["staged"], request, errors))
        assert process.stdin is not None
        assert process.stdout is not None
        _say(process.stdin, message)
        for line in process.stdout:
            answer = json.loads(line)
            if "done" in answer:
                return dict(answer["done"])
            wanted = _server(stack, request) if answer["want"] == "postgresql" else _models_before(request)
            _say(process.stdin, wanted)
    return None


@contextmanager
def _started(python: str, folder: str, request: Request, errors: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The child; whatever happens to us, it does not outlive the run."""
    process = subprocess.Popen(
        [python, str(_RUNNER)],
        cwd=folder,
        env=_environment(request),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
    )
    try:
        yield process
    finally:
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            process.wait(2)
        except BaseException:
            process.kill()
            process.wait()
            raise


def _server(stack: ExitStack, request: Request) -> dict[str, str]:
    """The URL of a PostgreSQL server, started for this run if the user has not named one."""
    if request.shadow_url:
        return {"url": request.shadow_url, "own": "no"}
    from scaffold.migrate.embedded import server

    try:
        return {"url": stack.enter_context(server()), "own": "yes"}
    except StepError as error:
        return {"error": error.message, "hint": error.hint}


def _models_before(request: Request) -> dict[str, Any]:
    """What the models would build without the plan: another run, on the project as it is."""
    from scaffold.migrate.stage import stage

    before = replace(request, changes=(), expected_tables=(), renames=(), backfills={})
    try:
        with stage(request.root, ()) as staged:
            return {"catalog": ask(before, staged, "models")["catalog"]}
    except StepError:
        return {"catalog": None}


def _environment(request: Request) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "__PYVENV_LAUNCHER__")}
    fixed = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    return {**inherited, **request.settings, **fixed}


def _say(pipe: IO[bytes], message: Mapping[str, Any]) -> None:
    # a child that is gone is noticed when its answer is missing
    with contextlib.suppress(BrokenPipeError):
        pipe.write(json.dumps(message).encode() + b"\n")
        pipe.flush()


def _tail(errors: IO[bytes]) -> str:
    from scaffold.migrate.masking import masked

    errors.seek(0)
    lines = errors.read().decode(errors="replace").splitlines()
    return masked("\n".join(lines[-_TAIL:]))
