"""The options that commands share: as they are declared, and as what they mean."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

from scaffold.cli.catalog import COMMANDS
from scaffold.dataclass import dataclass
from scaffold.errors import SpecError
from scaffold.pipeline.flags import Flags, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer import Option

    from scaffold.cli.parse import Typed

_RULES = ("stop", "skip", "mine", "theirs", "ask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Who is there: ``ask`` reaches a person, if any; ``progress`` shows what takes long; ``words`` were typed."""

    ask: Callable[[Question], str | None] | None = None
    progress: Callable[[str], None] = lambda _doing: None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What every command starts from."""

    start: Path
    flags: Flags


def function(name: str) -> Callable[..., Any]:
    """The function behind a command. Its own module is imported, and no other command's."""
    module, _, attribute = COMMANDS[name].partition(":")
    found = getattr(importlib.import_module(f"scaffold.cli.commands.{module}"), attribute)
    return cast("Callable[..., Any]", found)


def given(name: str, typed: Typed, terminal: Terminal) -> tuple[Run, dict[str, Any]]:
    """What the shared options mean, and the words that are the command's own.

    Raises ``SpecError`` for a conflict rule or a folder that is none.
    """
    code = function(name).__code__
    own = code.co_varnames[: code.co_argcount]
    shared = {key: value for key, value in typed.items() if key not in own}
    run = Run(start=_folder(shared), flags=_flags(shared, terminal))
    return run, {key: value for key, value in typed.items() if key in own}


def _folder(typed: dict[str, Any]) -> Path:
    start = Path(typed.get("project", "."))
    if not start.is_dir():
        raise SpecError("there is no such folder", where=str(start), hint="--project DIR")
    return start


def _flags(typed: dict[str, Any], terminal: Terminal) -> Flags:
    dry_run = "dry_run" in typed
    rule = typed.get("on_conflict", "stop" if terminal.ask is None or dry_run else "ask")
    if rule not in _RULES:
        raise SpecError(
            f"a conflict is settled by one of {', '.join(_RULES)}",
            where=f"--on-conflict {rule}",
            hint="--on-conflict skip writes the rest and leaves the conflict open",
        )
    return Flags(
        dry_run=dry_run,
        yes="yes" in typed,
        on_conflict=rule,
        mine=tuple(typed.get("mine", ())),
        theirs=tuple(typed.get("theirs", ())),
        migration="no_migration" not in typed,
        upgrade="upgrade" in typed,
        strict_types="strict_types" in typed,
        backfill=tuple(typed.get("backfill", ())),
        ask=terminal.ask,
        progress=terminal.progress,
        words=terminal.words,
    )


def everywhere(
    dry_run: Annotated[bool, Option("--dry-run", help="Show the plan with its diffs and write nothing.")] = False,
    json: Annotated[bool, Option("--json", help="Print one JSON object and nothing else.")] = False,
    yes: Annotated[bool, Option("--yes", help="Agree to what would otherwise be asked.")] = False,
    quiet: Annotated[
        bool, Option("--quiet", help="Print only what needs a person: conflicts, findings, errors.")
    ] = False,
    project: Annotated[
        str | None, Option("--project", metavar="DIR", help="Work in DIR instead of this folder.")
    ] = None,
    on_conflict: Annotated[
        str | None,
        Option(
            "--on-conflict",
            metavar="|".join(_RULES),
            help="""Where you and a template changed the same code: write nothing (stop, the
            default without a terminal), write the rest (skip), keep yours (mine), take the new code
            (theirs), or ask (the default on a terminal).""",
        ),
    ] = None,
    mine: Annotated[
        list[str] | None,
        Option("--mine", metavar="SELECTOR", help="Keep your code of this symbol. Repeatable."),
    ] = None,
    theirs: Annotated[
        list[str] | None,
        Option("--theirs", metavar="SELECTOR", help="Take the new code of this symbol. Repeatable."),
    ] = None,
    no_migration: Annotated[bool, Option("--no-migration", help="Write no Alembic migration.")] = False,
    upgrade: Annotated[bool, Option("--upgrade", help="Also run the migration on the configured database.")] = False,
    no_color: Annotated[bool, Option("--no-color", help="Plain text, as NO_COLOR does.")] = False,
) -> None:
    """The common options, which every command takes."""


def with_types(
    strict_types: Annotated[
        bool, Option("--strict-types", help="Refuse a field without a type instead of guessing.")
    ] = False,
) -> None:
    """The options of commands that read fields."""


def with_rows(
    backfill: Annotated[
        list[str] | None,
        Option(
            "--backfill",
            metavar="TABLE.COLUMN=VALUE",
            help="What existing rows get in a new required column; sql: before an expression. Repeatable.",
        ),
    ] = None,
) -> None:
    """The options of commands whose migration may meet rows."""


def with_format(
    output_format: Annotated[
        str | None,
        Option(
            "--output-format",
            metavar="full|concise|json|github|gitlab|sarif|junit",
            help="How findings are printed; full by default.",
        ),
    ] = None,
) -> None:
    """The option of the command that prints findings."""
