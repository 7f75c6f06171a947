"""Help as text: one shape for every command, whatever version of Typer is installed."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

from scaffold.cli.catalog import COMMANDS, GROUPS

WIDTH = 80
COMMON = "Common options"
_EXAMPLES = "Examples:\n"


class Command(TyperCommand):
    """A command that prints its help as we write it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the summary, usage, description, examples, arguments and options."""
        formatter.write(command_help(ctx.command_path, self))


class Group(TyperGroup):
    """A group of commands, likewise."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the summary and the commands, each with its first line."""
        formatter.write(group_help(ctx.command_path, self))


def command_help(path: str, command: Any) -> str:
    """Help of one command."""
    text, _, examples = inspect.cleandoc(command.help or "").partition(_EXAMPLES)
    summary, _, description = text.strip().partition("\n\n")
    arguments = [(_usage(p), p.help) for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    own = [_row(p) for p in options if p.rich_help_panel != COMMON]
    common = [_row(p) for p in options if p.rich_help_panel == COMMON]
    usage = " ".join([f"Usage: {path}", *(name for name, _ in arguments), "[OPTIONS]"])
    parts = [
        textwrap.fill(" ".join(summary.split()), WIDTH),
        usage,
        _filled(description),
        f"Examples:\n{textwrap.indent(textwrap.dedent(examples).rstrip(), '  ')}",
        _section("Arguments", arguments),
        _section("Options", own),
        _section(COMMON, [*common, ("-h, --help", "Show this text.")]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def group_help(path: str, group: Any) -> str:
    """Help of the program, or of a group such as ``field``."""
    rows = []
    for name in sorted(group.commands, key=_told_order):
        command = group.commands[name]
        first = GROUPS.get(name) or inspect.cleandoc(command.help or "").partition("\n\n")[0]
        rows.append((name, " ".join(first.split())))
    text, _, examples = inspect.cleandoc(group.help or "").partition(_EXAMPLES)
    top = path == "scaffold"
    extra = [
        ("--version", "Print the version."),
        ("--show-completion SHELL", "Print the completion script for bash, zsh or fish."),
        ("--install-completion SHELL", "Install it."),
        ("-h, --help", "Show this text."),
    ]
    parts = [
        text.strip(),
        f"Usage: {path} COMMAND [ARGUMENTS] [OPTIONS]",
        f"Examples:\n{textwrap.indent(textwrap.dedent(examples).rstrip(), '  ')}" if examples else "",
        _section("Commands", rows),
        _section("Options", extra if top else extra[-1:]),
        f"{path} COMMAND --help says more about a command.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _filled(text: str) -> str:
    """Paragraphs at our width; one that is indented anywhere stays as it is."""
    shown = []
    for paragraph in text.strip().split("\n\n"):
        if "\n " in paragraph:
            shown.append(textwrap.indent(paragraph, "  "))
        else:
            words = " ".join(paragraph.split())
            shown.append(textwrap.fill(words, WIDTH, initial_indent="  ", subsequent_indent="  "))
    return "\n\n".join(shown)


def _told_order(name: str) -> int:
    """Where the catalog has the command, its group, or the command of a group."""
    places = [place for place, known in enumerate(COMMANDS) if name in known.split()]
    return places[0]


def _usage(argument: Any) -> str:
    name = argument.metavar
    return f"{name if argument.required else f'[{name}]'}{'...' if argument.nargs == -1 else ''}"


def _row(option: Any) -> tuple[str, str]:
    value = "" if option.is_flag else f" {option.metavar}"
    return f"{', '.join(option.opts)}{value}", option.help


def _section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """Names at the left, words at the right; below each other where a name is long."""
    rows = list(rows)
    if not rows:
        return ""
    column = min(max(len(name) for name, _ in rows) + 4, 30)
    lines = [f"{title}:"]
    for name, words in rows:
        wrapped = textwrap.wrap(" ".join(words.split()), WIDTH - column)
        head = f"  {name}".ljust(column)
        if len(head) > column - 2 and not head.endswith("  "):
            lines.append(head)
            head = " " * column
        lines.append(f"{head}{wrapped[0] if wrapped else ''}")
        lines += [" " * column + row for row in wrapped[1:]]
    return "\n".join(lines)
