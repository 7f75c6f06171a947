"""From words to an exit code: read them, call the pipeline, print what came of it.

The one place where errors become text.
"""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from scaffold.cli.catalog import COMMANDS, GROUPS, named
from scaffold.cli.quick import help_text
from scaffold.errors import ScaffoldError, SpecError

if TYPE_CHECKING:
    from scaffold.cli.parse import Typed
    from scaffold.console.lines import Line
    from scaffold.pipeline.outcome import Outcome


def run(words: list[str]) -> int:
    """Carry out the command that ``words`` are; its exit code."""
    name, rest = named(words)
    try:
        if not name:
            return _without_command(rest)
        typed = read(name, rest)
        outcome = call(name, typed)
        _print(outcome, typed, words)
        return outcome.exit_code
    except ScaffoldError as error:
        return _failed(name, words, error)
    except KeyboardInterrupt:
        return _failed(name, words, _interrupted(), exit_code=130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _failed(name, words, _unexpected(error))


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


def call(name: str, typed: Typed) -> Outcome:
    """What the command comes to. Raises what the pipeline raises."""
    from scaffold.cli.common import Terminal, function, given
    from scaffold.console.progress import Progress
    from scaffold.console.questions import asker, terminal

    silent = bool(typed.get("json"))
    progress = Progress(wanted=not silent and not typed.get("quiet"))
    ask = asker(progress.stop) if terminal() and not silent else None
    try:
        started, own = given(name, typed, Terminal(ask=ask, progress=progress))
        outcome: Outcome = function(name)(started, **own)
        return outcome
    finally:
        progress.stop()


def _print(outcome: Outcome, typed: Typed, words: list[str]) -> None:
    from scaffold.apply import wrote
    from scaffold.console import formats
    from scaffold.console.json_object import json_object
    from scaffold.console.lines import line
    from scaffold.console.report import report
    from scaffold.console.screen import show, show_json, show_text

    form = str(typed.get("output_format", "full"))
    if typed.get("json") or form == "json":
        show_json(json_object(outcome))
    elif form not in ("full", "concise"):
        text = formats.render(form, outcome)
        show_text(text)
        _keep(outcome, [line(row) for row in text.splitlines()])
    else:
        lines = report(
            outcome,
            again=shlex.join(["scaffold", *words]),
            written=wrote(),
            quiet=bool(typed.get("quiet")),
            concise=form == "concise",
        )
        show(lines, color=not typed.get("no_color"))
        _keep(outcome, lines)


def _keep(outcome: Outcome, lines: list[Line]) -> None:
    """Remember the verdict of a check for the next time that nothing changed."""
    if outcome.command == "check" and not outcome.changes:
        from scaffold.cli.remembered import keep

        keep(outcome.root, outcome.exit_code, outcome.seconds, tuple(lines))


def _failed(name: str, words: list[str], error: ScaffoldError, exit_code: int = 2) -> int:
    """Say what went wrong, on stderr, or as the one object that a script waits for."""
    from scaffold.console.screen import show_failure, show_json

    if "--json" in words or "--output-format=json" in words:
        from scaffold.console.json_object import json_failure

        dry_run = "--dry-run" in words
        show_json(json_failure(name, error, dry_run=dry_run, exit_code=exit_code))
    else:
        show_failure(error, color="--no-color" not in words)
    return exit_code


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


def _interrupted() -> ScaffoldError:
    if _wrote():
        return ScaffoldError("interrupted, when the files had been written", hint="scaffold undo")
    return ScaffoldError("interrupted; everything is as it was")


def _unexpected(error: Exception) -> ScaffoldError:
    """Our own mistake: what to report, in as few words as tell it."""
    import traceback

    frames = [f for f in traceback.extract_tb(error.__traceback__) if f"{os.sep}scaffold{os.sep}" in f.filename]
    place = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno} in {frames[-1].name}" if frames else ""
    state = "scaffold undo takes back what was written." if _wrote() else "Nothing was changed."
    return ScaffoldError(
        f"this is a mistake in scaffold itself: {type(error).__name__}: {error}",
        where=place,
        hint=f"{state} Please report this line, the command and `scaffold --version`.",
    )


def _wrote() -> bool:
    """Has this process changed the project? Without the module that writes it cannot have."""
    writing = sys.modules.get("scaffold.apply")
    return bool(writing and writing.wrote())
