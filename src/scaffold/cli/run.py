"""From words to an exit code: read them, call the pipeline, print what came of it.

The one place where errors become text.
"""

from __future__ import annotations

import gc
import os
import shlex
import sys
from typing import TYPE_CHECKING

from scaffold.cli.catalog import COMMANDS, GROUPS, named
from scaffold.cli.quick import help_text
from scaffold.errors import SpecError

if TYPE_CHECKING:
    from scaffold.cli.parse import Typed
    from scaffold.console.lines import Line
    from scaffold.pipeline.outcome import Outcome


def run(words: list[str]) -> int:
    """Carry out the command that ``words`` are; its exit code."""
    gc.disable()  # trees by the thousand and no cycles worth finding before the process ends
    name, rest = named(words)
    try:
        if not name:
            return _without_command(rest)
        typed = read(name, rest)
        outcome = call(name, typed, shlex.join(words))
        try:
            _print(outcome, typed, words)
        except BrokenPipeError:  # `scaffold list | head -1`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return outcome.exit_code
    except BaseException as error:
        from scaffold.cli.failing import failed

        return failed(name, words, error)


def _without_command(words: list[str]) -> int:
    """Completion for a shell; anything else gets the help, on stderr, for nothing was asked."""
    if words[:1] in (["--show-completion"], ["--install-completion"]):
        from scaffold.cli.shells import install, script

        shell = words[1] if len(words) > 1 else os.path.basename(os.environ.get("SHELL", ""))
        sys.stdout.write((script if words[0] == "--show-completion" else install)(shell))
        return 0
    sys.stderr.write(help_text("") or "")
    return 2


def read(name: str, rest: list[str]) -> Typed:
    """The words of a command as values. Raises ``SpecError`` for what no command takes."""
    if name not in COMMANDS:
        raise _no_such_command(name)
    from scaffold.cli.parse import parse
    from scaffold.cli.table import TABLE

    typed = parse(TABLE[name], rest)
    if typed is not None:
        return typed
    from scaffold.cli import app

    try:
        return app.typed(name, rest)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        raise SpecError(str(error.format_message()).rstrip("."), hint=_example(name)) from error


def call(name: str, typed: Typed, words: str = "") -> Outcome:
    """What the command comes to; ``words`` are all of it, as typed.

    Raises what the pipeline raises, and ``SpecError`` for no such format.
    """
    from scaffold.cli.common import Terminal, function, given
    from scaffold.console import formats
    from scaffold.console.progress import Progress
    from scaffold.console.questions import asker, terminal

    formats.require(str(typed.get("output_format", "full")))
    silent = bool(typed.get("json"))
    progress = Progress(wanted=not silent and not typed.get("quiet"))
    ask = asker(progress.stop) if terminal() and not silent else None
    try:
        started, own = given(name, typed, Terminal(ask=ask, progress=progress, words=words))
        outcome: Outcome = function(name)(started, **own)
        return outcome
    finally:
        progress.stop()


def _usual_format(outcome: Outcome) -> str:
    """Findings are annotations where GitHub Actions reads them."""
    return "github" if outcome.command == "check" and os.environ.get("GITHUB_ACTIONS") == "true" else "full"


def _print(outcome: Outcome, typed: Typed, words: list[str]) -> None:
    from scaffold.console import formats
    from scaffold.console.screen import show, show_json, show_text

    form = str(typed.get("output_format", _usual_format(outcome)))
    if typed.get("json") or form == "json":
        from scaffold.console.json_object import json_object
        from scaffold.console.lines import line

        _keep(outcome, [line(row) for row in show_json(json_object(outcome)).splitlines()])
    elif form not in ("full", "concise"):
        from scaffold.console.lines import line

        text = formats.render(form, outcome)
        show_text(text)
        _keep(outcome, [line(row) for row in text.splitlines()])
    else:
        from scaffold.console.report import report

        lines = report(
            outcome,
            again=shlex.join(["scaffold", *words]),
            written=_written(),
            quiet=bool(typed.get("quiet")),
            concise=form == "concise",
        )
        show(lines, color=not typed.get("no_color"))
        _keep(outcome, lines)


def _written() -> bool:
    """Whether files were changed; nobody did where the module that writes was never needed."""
    if "scaffold.apply" not in sys.modules:
        return False
    from scaffold.apply import wrote

    return wrote()


def _keep(outcome: Outcome, lines: list[Line]) -> None:
    """Remember the verdict of a check for the next time that nothing changed."""
    if outcome.command == "check" and outcome.memorable and not outcome.changes:
        from scaffold.cli.remembered import keep

        keep(outcome.root, outcome.exit_code, outcome.seconds, tuple(lines))


def _no_such_command(name: str) -> SpecError:
    import difflib

    known = [*COMMANDS, *GROUPS]
    inner = [command for command in known if command.split()[-1] == name.split()[-1]]
    near = inner or difflib.get_close_matches(name, known, n=1)
    return SpecError(
        f"there is no command {name}",
        hint=f"scaffold {near[0]} --help" if near else "scaffold --help",
    )


def _example(name: str) -> str:
    """The first example of the command's help."""
    lines = (help_text(name) or "").splitlines()
    example = lines[lines.index("Examples:") + 1].strip() if "Examples:" in lines else ""
    return f"{example}\nscaffold {name} --help" if example else f"scaffold {name} --help"
