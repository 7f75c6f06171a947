"""The verdict of a comparison, remembered by everything that it depends on.

The key covers all files of the project that a run would see, the packages of its interpreter with the sources of
those that are installed from a folder, the environment but for what every terminal has of its own, the answers of the
request and this package. Content decides, never a date; so what is not remembered costs a second, and nothing stale
is ever told.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from scaffold import surroundings
from scaffold.dataclass import asdict
from scaffold.migrate.comparison import Comparison, Notice
from scaffold.migrate.request import Request
from scaffold.migrate.stage import files_above, files_of

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
    yield repr((answers, changes, surroundings.environment(), python, options)).encode(errors="surrogatepass")
    root = request.root.resolve()
    for path in (*files_of(root), *files_above(root)):
        yield path.encode(errors="surrogatepass")
        yield _content(path)
    for packages in surroundings.packages((str(Path(python).parent.parent), sys.prefix)):
        yield "\0".join(surroundings.installed(packages)).encode()
        for folder in surroundings.sources(packages, str(root)):
            yield "\0".join(surroundings.modules(folder)).encode(errors="surrogatepass")
    yield "\0".join(surroundings.modules(os.path.dirname(__file__))).encode(errors="surrogatepass")


def _content(path: str) -> bytes:
    try:
        status = os.stat(path)
        if status.st_size > _READ:
            return f"{status.st_size} {status.st_mtime_ns}".encode()
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b"?"
