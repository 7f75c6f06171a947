"""What an answer of the project's own interpreter depends on beside the files of the project.

The environment, but for what every terminal has of its own, and the packages that are installed, with the sources of
those that are installed from a folder. Nothing is imported here that costs start-up time.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as type checkers know it
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OF_A_TERMINAL = frozenset(
    (
        *("_", "PWD", "OLDPWD", "SHLVL", "PATH", "PS1", "PS2", "PS3", "PS4", "LINES", "COLUMNS", "LS_COLORS"),
        *("DISPLAY", "STY", "PAGER", "EDITOR", "NO_COLOR"),
    )
)
_OF_TERMINALS = (
    *("TERM", "COLORTERM", "WINDOW", "SHELL", "HIST", "XDG_", "SSH_", "TMUX", "VTE_", "VSCODE_", "ITERM_", "KITTY_"),
    *("WT_", "WSL", "DBUS_", "GPG_", "PYTEST_", "GIT_", "DEBUGINFOD", "LESS"),
)


def environment() -> list[str]:
    """``NAME=value`` of every variable that the project's code may read, in a fixed order."""
    return sorted(
        f"{name}={value}"
        for name, value in os.environ.items()
        if name not in _OF_A_TERMINAL and not name.startswith(_OF_TERMINALS)
    )


def homes(root: str) -> list[str]:
    """Where the interpreter of the project at ``root`` usually lives: its own environment, the one in use, ours."""
    named = [os.environ.get(name, "") for name in ("VIRTUAL_ENV", "CONDA_PREFIX")]
    return [os.path.join(root, ".venv"), os.path.join(root, "venv"), *filter(None, named), sys.prefix]


def packages(prefixes: Iterable[str]) -> list[str]:
    """The folders of the packages that are installed below these."""
    found = []
    for prefix in prefixes:
        library = os.path.join(prefix, "lib")
        places = [os.path.join(library, name) for name in _entries(library) if name.startswith("python3")]
        found += [os.path.join(place, "site-packages") for place in (*places, os.path.join(prefix, "Lib"))]
    return sorted({folder for folder in found if os.path.isdir(folder)})


def installed(folder: str) -> list[str]:
    """Names and versions of what is installed in a folder of packages."""
    return [name for name in _entries(folder) if name.endswith(".dist-info")]


def sources(folder: str, root: str) -> list[str]:
    """The folders outside of ``root`` that a folder of packages links to, and those of ``PYTHONPATH``."""
    named = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    for name in _entries(folder):
        if name.endswith(".pth") or (name.startswith("__editable__") and name.endswith(".py")):
            named += _paths_in(os.path.join(folder, name))
    inside = tuple(path + os.sep for path in (root, os.path.dirname(os.path.dirname(os.path.dirname(folder)))))
    found = {path for path in named if os.path.isabs(path) and not (path + os.sep).startswith(inside)}
    return sorted(path for path in found if os.path.isdir(path))


def modules(folder: str) -> Iterator[str]:
    """The modules below a folder with size and date: they are many, and seldom edited."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        for name in sorted(names):
            if name.endswith(".py"):
                path = os.path.join(place, name)
                status = os.stat(path, follow_symlinks=os.path.exists(path))  # a link may lead nowhere
                yield f"{place}/{name} {status.st_mtime_ns} {status.st_size}"


def _entries(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _paths_in(path: str) -> list[str]:
    """The lines of a ``.pth`` file, the strings of the module that an editable installation leaves."""
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    if path.endswith(".pth"):
        return [line.strip() for line in text.splitlines()]
    return [part for part in text.replace('"', "'").split("'") if os.path.isabs(part)]
