"""What the fast path holds as text and table, made from the Typer commands.

``python tests/cli/static_text.py`` writes it anew after a change of a command.
"""

from __future__ import annotations

from pathlib import Path

import typer

import scaffold.cli
from scaffold.cli import app
from scaffold.cli.catalog import COMMANDS, GROUPS

FOLDER = Path(scaffold.cli.__file__).parent
NAMES = ("", *GROUPS, *COMMANDS)


def live_help(name: str) -> str:
    """What Typer prints for ``scaffold NAME --help``."""
    command = typer.main.get_command(app.whole())
    context = command.make_context("scaffold", [], resilient_parsing=True)
    for word in name.split():
        command = command.commands[word]  # type: ignore[attr-defined]
        context = command.make_context(word, [], parent=context, resilient_parsing=True)
    return command.get_help(context) + "\n"


def help_file(name: str) -> Path:
    """Where the text of that help is."""
    return FOLDER / "help" / f"{(name or 'scaffold').replace(' ', '_')}.txt"


def live_table() -> str:
    """The module ``scaffold.cli.table``: what all commands take, and of each what it takes beyond that."""
    tables = {name: app.table(name) for name in COMMANDS}
    common = tables["undo"][1]
    lines = ['"""The arguments and options of every command, for ``parse``; made from the commands."""', ""]
    lines += ["from __future__ import annotations", "", "_COMMON = {"]
    lines += [f'    "{option}": "{target}",' for option, target in common.items()]
    lines += ["}", "TABLE: dict[str, tuple[str, dict[str, str]]] = {"]
    for name, (arguments, options) in tables.items():
        own = {option: target for option, target in options.items() if common.get(option) != target}
        if own:
            lines += [f'    "{name}": (', f'        "{arguments}",', "        {", "            **_COMMON,"]
            lines += [f'            "{option}": "{target}",' for option, target in own.items()]
            lines += ["        },", "    ),"]
        else:
            lines.append(f'    "{name}": ("{arguments}", _COMMON),')
    return "\n".join([*lines, "}"]) + "\n"


def main() -> None:
    """Write every text and the table."""
    (FOLDER / "help").mkdir(exist_ok=True)
    for name in NAMES:
        help_file(name).write_text(live_help(name), encoding="utf-8")
    (FOLDER / "table.py").write_text(live_table(), encoding="utf-8")


if __name__ == "__main__":
    main()
