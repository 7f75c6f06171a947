"""The verdict of a comparison, remembered by everything that it depends on.

The key covers the project's text, the packages of its interpreter, the answers of the request and this package, so
that an upgrade of SQLModel asks again. Of the environment, only variables that look like a database's count: a key
that changes with every terminal would remember nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path

from scaffold.migrate.comparison import Comparison, Notice
from scaffold.migrate.request import Request
from scaffold.migrate.stage import text_files

_SETTING = re.compile(r"DATABASE|POSTGRES|SQL|URL|URI|DSN|DB_|_DB$|^PG")
_SUFFIXES = frozenset({".py", ".ini", ".toml", ".cfg", ".mako", ".env", ".sql", ".json", ".yaml", ".yml"})


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
    answers = (request.ini, request.head, request.shadow_url, request.models_package, sorted(request.settings.items()))
    changes = [(change.path, change.after) for change in request.changes]
    environment = sorted((name, value) for name, value in os.environ.items() if _SETTING.search(name))
    yield repr((answers, changes, environment, python, options)).encode()
    for path in text_files(request.root):
        if os.path.splitext(path)[1].lower() in _SUFFIXES or os.path.basename(path).startswith(".env"):
            with open(path, "rb") as file:
                yield path.encode(errors="surrogatepass")
                yield file.read()
    for folder in (Path(python).parent.parent, Path(__file__).parent):
        yield from _installed(folder)


def _installed(folder: Path) -> Iterator[bytes]:
    """The packages of an environment by name and version, or this package by its files."""
    found = [*folder.glob("lib/python3*/site-packages/*.dist-info"), *folder.glob("Lib/site-packages/*.dist-info")]
    yield "\0".join(sorted(path.name for path in found)).encode()
    for path in sorted(folder.glob("**/*.py") if not found else ()):
        status = path.stat()
        yield f"{path.name} {status.st_mtime_ns} {status.st_size}".encode()
