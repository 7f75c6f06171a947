"""The state that a check was asked in: a digest of everything that its verdict can depend on.

That is the content of the project's files, what git and the environment say, the words typed, and this program
itself. Nothing is imported here that costs start-up time.
"""

from __future__ import annotations

import os
import sys

try:
    from _blake2 import blake2b  # hashlib loads OpenSSL first
except ImportError:  # another implementation of Python
    from hashlib import blake2b

from scaffold import surroundings
from scaffold.walked import SKIPPED, TEXT, folders_above

_READ = (*TEXT, ".jinja")
_ENVIRONMENT = (
    "NO_COLOR",
    "TERM",
    "GITHUB_ACTIONS",
    "GITHUB_BASE_REF",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    "VIRTUAL_ENV",
)
_ABOVE = ("pyproject.toml", "uv.lock", "poetry.lock", "pdm.lock")
_DIGEST = 16


class State:
    """What ``scaffold *words`` looks at in the project at ``root``."""

    def __init__(self, root: str, words: list[str]) -> None:
        self.root = root
        self._runs = "--migrations" in words
        # neither changes while the program runs
        self._fixed = blake2b(digest_size=_DIGEST)
        told = [os.getcwd(), sys.version, str(sys.stdout.isatty()), *words]
        told += [f"{name}={os.environ.get(name, '')}" for name in _ENVIRONMENT]
        self._fixed.update("\0".join(told).encode("utf-8", "surrogatepass"))
        _own_state(self._fixed)

    def digest(self) -> str:
        """The name of the state as it is now."""
        digest = self._fixed.copy()
        _packages(digest, self.root)
        if self._runs:
            _run_of_the_project(digest, self.root)
        _git_state(digest, self.root)
        _folder(digest, self.root, "")
        return digest.hexdigest()


def _folder(digest: blake2b, folder: str, inside: str) -> None:
    """Every file below, by name, and by content where its content is read."""
    try:
        entries = sorted(os.scandir(folder), key=_name)
    except OSError:
        return
    if any(entry.name == "pyvenv.cfg" for entry in entries):
        return
    for entry in entries:
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            if name == ".scaffold":
                _folder(digest, os.path.join(entry.path, "templates"), f"{inside}.scaffold/templates/")
            elif name not in SKIPPED:
                _folder(digest, entry.path, f"{inside}{name}/")
            continue
        digest.update(f"\0{inside}{name}\0".encode("utf-8", "surrogatepass"))
        if entry.is_dir():  # a link, which only the project's own code follows
            digest.update("\0".join(surroundings.modules(entry.path)).encode("utf-8", "surrogatepass"))
        elif name.endswith(_READ) or "." not in name.lstrip("."):
            _content(digest, entry.path)
        else:
            _stat(digest, entry.path)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _content(digest: blake2b, path: str) -> None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        digest.update(b"?")
        return
    try:
        while data := os.read(descriptor, 1 << 20):
            digest.update(b"%d:" % len(data))
            digest.update(data)
    except OSError:
        digest.update(b"?")
    finally:
        os.close(descriptor)


def _stat(digest: blake2b, path: str) -> None:
    try:
        stat = os.stat(path)
    except OSError:
        digest.update(b"?")
        return
    digest.update(b"%d.%d" % (stat.st_size, stat.st_mtime_ns))


def _own_state(digest: blake2b) -> None:
    """This program: a rule or a template that changed speaks for itself."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    shipped = os.path.join(os.path.dirname(os.path.dirname(package)), "templates")
    for home in (package, shipped):
        stack = [home]
        while stack:
            try:
                entries = sorted(os.scandir(stack.pop()), key=_name)
            except OSError:
                continue
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        stack.append(entry.path)
                elif entry.name.endswith((".py", ".jinja")):
                    stat = entry.stat()
                    digest.update(b"%d.%d" % (stat.st_size, stat.st_mtime_ns))


def _packages(digest: blake2b, root: str) -> None:
    """The versions that the environment has, as far as they change a verdict."""
    for folder in surroundings.packages(surroundings.homes(root)):
        names = surroundings.installed(folder)
        told = [name for name in names if name.startswith(("sqlmodel-", "pydantic-", "fastapi-"))]
        digest.update(" ".join(told).encode("utf-8", "surrogatepass"))


def _run_of_the_project(digest: blake2b, root: str) -> None:
    """What counts when the project's own code is run."""
    told = surroundings.environment()
    for folder in surroundings.packages(surroundings.homes(root)):
        told += surroundings.installed(folder)
        for source in surroundings.sources(folder, root):
            told += surroundings.modules(source)
    for folder in ("build", "dist"):  # no check reads them, a program may
        told += surroundings.modules(os.path.join(root, folder))
    digest.update("\0".join(told).encode("utf-8", "surrogatepass"))
    for folder in folders_above(root):  # settings are often kept there
        for entry in sorted(os.scandir(folder), key=_name):
            if entry.is_file():
                digest.update(f"\0{entry.name}\0".encode("utf-8", "surrogatepass"))
                _content(digest, entry.path)


def _git_state(digest: blake2b, root: str) -> None:
    """The commit that is checked out and everything that names one, and what lies above the project."""
    folder = root
    while True:
        if folder != root:
            for name in _ABOVE:
                if os.path.exists(os.path.join(folder, name)):
                    _content(digest, os.path.join(folder, name))
        git = os.path.join(folder, ".git")
        if os.path.exists(git):
            break
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent
    if os.path.isfile(git):  # a worktree: gitdir: /path/to/.git/worktrees/name
        _content(digest, git)
        with open(git, encoding="utf-8", errors="replace") as file:
            git = os.path.join(folder, file.read().partition(":")[2].strip())
    common = os.path.normpath(os.path.join(git, "..", "..")) if os.path.exists(os.path.join(git, "commondir")) else git
    for name in ("HEAD", "FETCH_HEAD", "ORIG_HEAD"):
        _content(digest, os.path.join(git, name))
    for name in ("packed-refs", "shallow", os.path.join("reftable", "tables.list")):
        _content(digest, os.path.join(common, name))
    _folder_contents(digest, os.path.join(common, "refs"))


def _folder_contents(digest: blake2b, folder: str) -> None:
    try:
        entries = sorted(os.scandir(folder), key=_name)
    except OSError:
        return
    for entry in entries:
        digest.update(entry.name.encode("utf-8", "surrogatepass"))
        if entry.is_dir():
            _folder_contents(digest, entry.path)
        else:
            _content(digest, entry.path)
