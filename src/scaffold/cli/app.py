"""The commands as Typer knows them: the source of their help, their table and every usage error.

A command is a function of the run and its own words. Here the options that all commands share are
added to its signature, and its body is left out: Typer reads the words, ``run`` makes the call.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_args, get_type_hints

import typer

from scaffold.cli import common
from scaffold.cli.catalog import COMMANDS, GROUPS, READING, ROWS, SHOWN_TO_READERS, TYPES
from scaffold.cli.common import function
from scaffold.cli.help_text import COMMON, Command, Group
from scaffold.cli.parse import Typed

_SETTINGS = {"help_option_names": ["-h", "--help"]}
_PLAIN: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": _SETTINGS,
}
HELP = """The next entity of a FastAPI + SQLModel project, merged into the code you have.

Examples:
  scaffold demo                                    see it work
  scaffold entity Post title:str author:User       in your own project
  scaffold entity Post title:str --dry-run         what it would do
"""


def whole() -> typer.Typer:
    """All commands in one application."""
    app = typer.Typer(cls=Group, help=HELP, **_PLAIN)
    groups = {name: typer.Typer(cls=Group, help=text, **_PLAIN) for name, text in GROUPS.items()}
    for name in COMMANDS:
        group, _, last = name.rpartition(" ")
        if group and group not in {known.name for known in app.registered_groups}:
            app.add_typer(groups[group], name=group, cls=Group)
        (groups[group] if group else app).command(
            last or name,
            cls=Command,
            help=inspect.getdoc(function(name)),
            context_settings=_SETTINGS,
        )(_reader(name))
    return app


def command(name: str) -> Any:
    """One command alone, as a Click command."""
    app = typer.Typer(**_PLAIN)
    app.command(name, cls=Command, help=inspect.getdoc(function(name)), context_settings=_SETTINGS)(_reader(name))
    return typer.main.get_command(app)


def typed(name: str, words: list[str]) -> Typed:
    """What was typed, read by Typer. Raises Typer's usage errors."""
    read: Typed = command(name).main(words, prog_name=f"scaffold {name}", standalone_mode=False)
    return {key: value for key, value in read.items() if value not in (None, False, [], ())}


def table(name: str) -> tuple[str, dict[str, str]]:
    """The command for ``parse``: its arguments and its options."""
    arguments: list[str] = []
    options: dict[str, str] = {}
    for parameter in command(name).params:
        if parameter.param_type_name == "argument":
            several = ("+" if parameter.required else "*") if parameter.nargs == -1 else ""
            arguments.append(parameter.name + (several or ("" if parameter.required else "?")))
        else:
            kind = "" if parameter.is_flag else "+" if parameter.multiple else "="
            options |= dict.fromkeys(parameter.opts, parameter.name + kind)
    return " ".join(arguments), options


def _reader(name: str) -> Callable[..., Typed]:
    """A function with the command's and the shared parameters that returns what it is given."""

    def read(**values: Any) -> Typed:
        return values

    shared = _parameters(common.everywhere)
    for key, parameter in shared.items():
        declared = get_args(parameter.annotation)[-1]
        declared.rich_help_panel = COMMON
        declared.hidden = name in READING and key not in SHOWN_TO_READERS
    parameters = {
        **shared,
        **_parameters(function(name)),
        **(_parameters(common.with_types) if name in TYPES else {}),
        **(_parameters(common.with_rows) if name in ROWS else {}),
        **(_parameters(common.with_format) if name == "check" else {}),
    }
    read.__signature__ = inspect.Signature(list(parameters.values()))  # type: ignore[attr-defined]
    read.__annotations__ = {key: value.annotation for key, value in parameters.items()}
    return read


def _parameters(source: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    """The parameters but ``run``, by name, with the annotations that only we evaluate."""
    unread = {"Run": object, "Outcome": object}
    names = {**source.__globals__, "Argument": typer.Argument, "Option": typer.Option, **unread}
    hints = get_type_hints(source, globalns=names, include_extras=True)
    return {
        parameter.name: parameter.replace(annotation=hints[parameter.name], kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in inspect.signature(source).parameters.values()
        if parameter.name != "run"
    }
