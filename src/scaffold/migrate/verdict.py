"""The verdict of a comparison, remembered by everything that it depends on.

The key covers all files of the project that a run would see, the packages of its interpreter with the sources of
those that are installed from a folder, the environment but for what every terminal has of its own, the answers of the
request and this package. Content decides, never a date; so what is not remembered costs a second, and nothing stale
is ever told.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from scaffold.dataclass import asdict
from scaffold.migrate.comparison import Comparison, Notice
from scaffold.migrate.request import Request
from scaffold.migrate.stage import files_above, files_of

_OF_A_TERMINAL = re.compile(
    r"_$|PWD$|OLDPWD$|SHLVL$|PATH$|PS\d$|LINES$|COLUMNS$|TERM|COLORTERM$|LS_COLORS$|WINDOW|DISPLAY$|SHELL|HIST|XDG_|SSH_"
    r"|TMUX|STY$|VTE_|VSCODE_|ITERM_|KITTY_|WT_|WSL|DBUS_|GPG_|PYTEST_|GIT_|DEBUGINFOD|LESS|PAGER$|EDITOR$|NO_COLOR$"
)
_SOURCES = re.compile(r"['\"]((?:/|[A-Za-z]:[\\/])[^'\"]+)['\"]")
_READ = 1_000_000


def key_of(request: Request, python: str, options: object) -> str:
    """What the verdict on ``request`` with ``options`` depends on, as a name."""
    digest = blake2b(digest_size=16)
    for part in _parts(request, python, options):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def recall(folder: Path, key: str) -> Comparison | None:
    """The verdict of that key; ``None`` if there is none, or none that can be read."""
    import json

    try:
        data = json.loads((folder / f"migrations-{key}.json").read_text(encoding="utf-8"))
        notices = tuple(Notice(**notice) for notice in data.pop("notices"))
        return Comparison(**{**data, "notices": notices, "remarks": tuple(data["remarks"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def remember(folder: Path, key: str, comparison: Comparison) -> None:
    """Keep the verdict, and no older one. A folder that cannot be written costs time and nothing else."""
    import json

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("migrations-*.json"):
            old.unlink(missing_ok=True)
        beside = folder / f"migrations-{os.getpid()}.tmp"
        beside.write_text(json.dumps(asdict(comparison)), encoding="utf-8")
        beside.replace(folder / f"migrations-{key}.json")
    except OSError:
        return


def _parts(request: Request, python: str, options: object) -> Iterator[bytes]:
    answers = (request.ini, request.head, request.models_package, sorted(request.settings.items()))
    changes = [(change.path, change.after) for change in request.changes]
    environment = sorted((name, value) for name, value in os.environ.items() if not _OF_A_TERMINAL.match(name))
    yield repr((answers, changes, environment, python, options)).encode(errors="surrogatepass")
    root = request.root.resolve()
    for path in (*files_of(root), *files_above(root)):
        yield path.encode(errors="surrogatepass")
        yield _content(path)
    for packages in sorted({*_packages(Path(python).parent.parent), *_packages(Path(sys.prefix))}):
        yield "\0".join(sorted(path.name for path in packages.glob("*.dist-info"))).encode()
        for folder in _sources(packages, root):
            yield from _dated(folder)
    yield from _dated(Path(__file__).parent)


def _packages(prefix: Path) -> list[Path]:
    return [*prefix.glob("lib/python3*/site-packages"), *prefix.glob("Lib/site-packages")]


def _content(path: str) -> bytes:
    try:
        status = os.stat(path)
        if status.st_size > _READ:
            return f"{status.st_size} {status.st_mtime_ns}".encode()
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b"?"


def _sources(packages: Path, root: Path) -> list[Path]:
    """The folders of packages that are installed as links to their sources, and what ``PYTHONPATH`` adds."""
    named = [folder for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep) if folder]
    for path in sorted((*packages.glob("*.pth"), *packages.glob("__editable__*.py"))):
        text = path.read_text(encoding="utf-8", errors="replace")
        named += _SOURCES.findall(text) if path.suffix == ".py" else text.splitlines()
    folders = {Path(name.strip()) for name in named if os.path.isabs(name.strip())}
    inside = (root, packages.parent.parent.parent)
    return sorted(
        folder for folder in folders if folder.is_dir() and not any(folder.is_relative_to(part) for part in inside)
    )


def _dated(folder: Path) -> Iterator[bytes]:
    """The modules below a folder by size and date: they are many, and seldom edited."""
    for path in files_of(folder):
        if path.endswith(".py"):
            status = os.stat(path)
            yield f"{path} {status.st_mtime_ns} {status.st_size}".encode(errors="surrogatepass")
