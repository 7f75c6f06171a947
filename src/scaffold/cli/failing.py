"""How a command that did not run ends: a message, an exit code, and no traceback."""

from __future__ import annotations

import os
import sys

from scaffold.errors import ScaffoldError

_MACHINES = ("github", "gitlab", "sarif", "junit")


def failed(name: str, words: list[str], error: BaseException) -> int:
    """Say what went wrong, on stderr, or as the one object that a script waits for; the exit code.

    Raises what is no failure: ``SystemExit``.
    """
    if isinstance(error, SystemExit):
        raise error
    if isinstance(error, KeyboardInterrupt):
        return _told(name, words, _interrupted(), 130)
    if isinstance(error, ScaffoldError):
        return _told(name, words, error, 2)
    return _told(name, words, _unexpected(error), 2)


def _told(name: str, words: list[str], error: ScaffoldError, exit_code: int) -> int:
    from scaffold.console.screen import show_failure, show_json, show_text

    form = _form(words)
    if form == "json":
        from scaffold.console.json_object import json_failure

        show_json(json_failure(name, error, dry_run="--dry-run" in words, exit_code=exit_code))
        return exit_code
    if form in _MACHINES and name == "check":
        from scaffold.console.formats import render
        from scaffold.pipeline.outcome import Outcome

        show_text(render(form, Outcome(command=name, exit_code=exit_code, notes=(str(error),))))
    show_failure(error, color="--no-color" not in words)
    return exit_code


def _form(words: list[str]) -> str:
    """The format that was asked for, also by words that could not be read as a whole."""
    if "--json" in words:
        return "json"
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--output-format":
            return following
        if word.startswith("--output-format="):
            return word.partition("=")[2]
    return "full"


def _interrupted() -> ScaffoldError:
    if _wrote():
        return ScaffoldError("interrupted, when the files had been written", hint="scaffold undo")
    return ScaffoldError("interrupted; everything is as it was")


def _unexpected(error: BaseException) -> ScaffoldError:
    """Our own mistake: what to report, in as few words as tell it."""
    import traceback

    ours = f"{os.sep}scaffold{os.sep}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if ours in frame.filename]
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
