"""The conversation with the project's interpreter: what is asked, the server it may want, and what
came out.

Nothing of Alembic or SQLAlchemy is imported on this side: the versions that count are the
project's. To import them takes half of a run, so a child may be started ``ahead``, and waits while
the plan is made.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from scaffold.dataclass import replace
from scaffold.errors import StepError
from scaffold.migrate.failure import error_of
from scaffold.migrate.interpreter import interpreter_of
from scaffold.migrate.request import Request
from scaffold.walked import folders_above, repository_of

_RUNNER = Path(__file__).parent / "runner" / "launch.py"
_TAIL = 12


def ahead(request: Request) -> None:
    """Start the interpreter that ``ask`` will want; what keeps it from starting is said there."""
    with contextlib.suppress(StepError, OSError, TypeError):
        python = interpreter_of(request.root, request.python)
        if _key(python, request) not in _waiting:
            _waiting[_key(python, request)] = _Child.start(python, request)


def ask(request: Request, staged: Path, task: str, **details: Any) -> dict[str, Any]:
    """Run ``task`` on the project as it stands in ``staged`` and return the runner's report.

    Raises ``StepError`` for everything that kept it from finishing: ``env.py``, a setting, a
    refused connection, a question that needs an answer.
    """
    python = interpreter_of(request.root, request.python)
    with tempfile.TemporaryDirectory(prefix="scaffold-shadow-") as scratch:
        message = _message(request, staged, task, scratch) | details
        with _waiting.pop(_key(python, request), None) or _Child.start(python, request) as child:
            report = _converse(child, message, request)
            if report is None:
                raise StepError(
                    f"{python} ended without an answer while it ran the project's env.py",
                    hint=child.last_words(),
                )
    if not report["ok"]:
        raise error_of(report, request)
    return report


def _message(request: Request, staged: Path, task: str, scratch: str) -> dict[str, Any]:
    above = len(folders_above(str(request.root.resolve())))
    return {
        "task": task,
        "root": str(request.root.resolve()),
        "staged": str(staged),
        "above": str(staged.parents[above - 1] if above else staged),
        "scratch": scratch,
        "ini": request.ini,
        "message": request.message,
        "head": request.head,
        "expected_tables": list(request.expected_tables),
        "may_drop": list(request.may_drop),
        "renames": [list(pair) for pair in request.renames],
        "backfills": dict(request.backfills),
        "changed": [change.path for change in request.changes],
        "edited": request.edited,
    }


def _converse(child: _Child, message: Mapping[str, Any], request: Request) -> dict[str, Any] | None:
    with ExitStack() as stack:
        child.say(message)
        for answer in child.answers():
            if "done" in answer:
                return dict(answer["done"])
            child.say(_server(stack, request) if answer["want"] == "postgresql" else _models_before(request))
    return None


class _Child:
    """The project's interpreter; whatever happens to us, it does not outlive the run."""

    def __init__(self, process: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
        self._process, self._errors = process, errors

    @classmethod
    def start(cls, python: str, request: Request) -> _Child:
        errors = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the child
        process = subprocess.Popen(
            [python, "-S", str(_RUNNER)],  # it imports `site` itself, when every way to a database is closed
            cwd=request.root,
            env=_environment(request),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        return cls(process, errors)

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            self._process.wait(2)
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise
        finally:
            self._errors.close()

    def say(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        # a child that is gone is noticed when its answer is missing
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()

    def answers(self) -> Iterator[dict[str, Any]]:
        assert self._process.stdout is not None
        return map(json.loads, self._process.stdout)

    def last_words(self) -> str:
        from scaffold.migrate.runner.masking import masked

        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").splitlines()
        return masked("\n".join(lines[-_TAIL:]))


_waiting: dict[tuple[str, ...], _Child] = {}  # a child that is never asked ends with our end of its line


def _key(python: str, request: Request) -> tuple[str, ...]:
    """What a child was started with."""
    return (python, str(request.root.resolve()), *(f"{name}={value}" for name, value in request.settings.items()))


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
    # pydantic would read the metadata of every package that is installed, to find what watches validation
    fixed = {"PYTHONHASHSEED": "0", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
    return {**_repository(request.root), **inherited, **request.settings, **fixed}


def _repository(root: Path) -> dict[str, str]:
    """What lets git answer in a copy of the project, for those who ask it for their version; it writes nothing."""
    repository = repository_of(str(root.resolve()))
    return {"GIT_DIR": os.path.join(repository, ".git"), "GIT_OPTIONAL_LOCKS": "0"} if repository else {}
