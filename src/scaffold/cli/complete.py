"""What the shell may offer for the word at the cursor: where nothing is known, nothing.

The shell hands over the line up to the cursor (or, as Typer's own scripts do, its words), and takes
one offer per line.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from scaffold.cli.catalog import COMMANDS, GROUPS, named
from scaffold.cli.offers import Offer, Project
from scaffold.cli.quick import help_text
from scaffold.cli.table import TABLE


def complete(environ: Mapping[str, str]) -> int:
    """Print the offers as the shell in ``environ`` takes them."""
    shell = environ["_SCAFFOLD_COMPLETE"].rpartition("_")[2]
    words, current = typed(environ)
    try:
        found = offers(words, current)
    except Exception:  # a broken project is told by the command, not by the tab key
        return 0
    fitting = [offer for offer in found if offer[0].startswith(current)]
    print("".join(f"{shown(shell, *offer, current, environ)}\n" for offer in fitting), end="")
    return 0


def typed(environ: Mapping[str, str]) -> tuple[list[str], str]:
    """The words after ``scaffold`` that are complete, and the one at the cursor."""
    line = environ.get("COMP_LINE") or environ.get("_TYPER_COMPLETE_ARGS")
    if line is None:
        every = environ.get("COMP_WORDS", "").split()
        at = int(environ.get("COMP_CWORD", len(every)))
        words = _rejoined([*every[:at], every[at] if at < len(every) else ""])
        return words[1:-1], words[-1]
    if "COMP_POINT" in environ and "COMP_LINE" in environ:
        line = line.encode()[: int(environ["COMP_POINT"])].decode("utf-8", "ignore")
    try:
        words = shlex.split(line)
    except ValueError:  # an open quote
        words = line.split()
    if not words or line[-1:].isspace():
        words.append("")
    return words[1:-1], words[-1]


def _rejoined(words: list[str]) -> list[str]:
    """Bash hands ``author:User`` over as three words."""
    joined: list[str] = []
    for word in words:
        if joined and (word in (":", "=", "::") or joined[-1].endswith((":", "="))):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def shown(shell: str, value: str, meaning: str, current: str, environ: Mapping[str, str]) -> str:
    """One offer as the shell takes it. Bash replaces only what is behind its last word break."""
    if shell == "bash":
        whole = "COMP_LINE" not in environ and current in environ.get("COMP_WORDS", "").split()
        breaks = environ.get("_SCAFFOLD_WORDBREAKS", "" if whole else ":=")
        start = max((current.rfind(c) + 1 for c in breaks if c in ":="), default=0)
        return value[start:]
    if shell == "zsh":
        escaped = value.replace(":", "\\:")
        return f"{escaped}:{meaning}" if meaning else escaped
    return f"{value}\t{meaning}" if meaning else value


def offers(words: list[str], current: str) -> list[Offer]:
    """Everything that may stand at the cursor, whether it begins with ``current`` or not."""
    name, rest = named(words)
    if name not in COMMANDS:
        if not name and rest[-1:] == ["--project"]:
            return Project().paths(current, folders=True)
        return _commands(name, current) if name in ("", *GROUPS) else []
    targets = TABLE[name][1]
    project = Project(rest[rest.index("--project") + 1] if "--project" in rest[:-1] else ".")
    option, equals, value = current.partition("=")
    if equals and option in targets:
        found = _values(name, targets[option], value, project)
        return [(f"{option}={text}", meaning) for text, meaning in found]
    if rest and targets.get(rest[-1], "x").endswith(("=", "+")):
        return _values(name, targets[rest[-1]], current, project)
    if current.startswith("-"):
        return [
            (option, meaning)
            for option, meaning in _options(name)
            if option not in rest or targets.get(option, "").endswith("+")
        ]
    return _argument(name, _arguments(targets, rest), current, project)


def _commands(group: str, current: str) -> list[Offer]:
    if current.startswith("-"):
        return _options(group)
    rows = _rows(group, "Commands:")
    return [row for row in rows if row[0] in GROUPS or f"{group} {row[0]}".strip() in COMMANDS]


def _rows(name: str, *sections: str) -> list[Offer]:
    """Names and words of the sections of a help text."""
    rows: list[Offer] = []
    inside = False
    for line in (help_text(name) or "").splitlines():
        if line and not line.startswith(" "):
            inside = line in sections
        elif inside and line.startswith("   "):
            head, words = rows.pop()
            rows.append((head, f"{words} {line.strip()}".strip()))
        elif inside and line:
            head, _, words = line.strip().partition("  ")
            rows.append((head, words.strip()))
    return rows


def _options(name: str) -> list[Offer]:
    rows = _rows(name, "Options:", "Common options:")
    return [(head.split()[-1 if head.startswith("-h") else 0], words) for head, words in rows]


def _arguments(targets: dict[str, str], words: list[str]) -> list[str]:
    """The words that are neither options nor their values."""
    found = []
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            found.append(word)
        elif "=" not in word and targets.get(word, "").endswith(("=", "+")):
            next(rest, None)
    return found


def _values(name: str, target: str, current: str, project: Project) -> list[Offer]:
    """Values of an option: the choices in its help, or what the project has."""
    key = target.rstrip("=+")
    if key in ("project", "baseline"):
        return project.paths(current, folders=key == "project")
    if key in ("unique", "index"):
        return project.grouped(current)
    if key in ("select", "ignore"):
        return project.codes()
    for option, _ in _rows(name, "Options:", "Common options:"):
        head, _, choices = option.partition(" ")
        if TABLE[name][1].get(head) == target and "|" in choices:
            return [(choice, "") for choice in choices.split("|")]
    return []


def _argument(name: str, given: list[str], current: str, project: Project) -> list[Offer]:
    """Values of the argument at the cursor."""
    arguments = TABLE[name][0].split()
    if not arguments or (len(given) >= len(arguments) and arguments[-1][-1] not in "*+"):
        return []
    argument = arguments[min(len(given), len(arguments) - 1)].rstrip("?*+")
    match argument:
        case "name" if name == "templates eject":
            return project.templates()
        case "name" | "names" | "entity":
            return [offer for offer in project.entities() if offer[0] not in given]
        case "fields":
            return project.field_words(current)
        case "field" if name == "field change" and ":" in current:
            return project.field_words(current)
        case "field" | "old":
            return project.fields(given[0])
        case "selector":
            return project.conflicts()
        case "code":
            return project.codes()
        case "file" | "directory":
            return project.paths(current, folders=argument == "directory")
    return []
