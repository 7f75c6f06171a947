"""The same check of the same files, answered from memory.

A verdict is kept under a digest of everything that it was concluded from: the content of the project's files,
what git and the environment say, the words typed, and this program itself. Whatever differs makes another key,
so a verdict is never trusted over the content; a damaged one is as if it were not there. Nothing is imported
here that costs start-up time.
"""

from __future__ import annotations

import os
import sys

try:
    from _blake2 import blake2b
except ImportError:  # another implementation of Python
    from hashlib import blake2b

from scaffold.caches import FOLDER, keep, load

SKIPPED = frozenset(
    (
        ".git",
        ".hg",
        ".svn",
        ".tox",
        ".nox",
        ".venv",
        "venv",
        "node_modules",
        "__pycache__",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        "site-packages",
    )
)
_READ = (".py", ".toml", ".ini", ".cfg", ".mako", ".txt", ".lock", ".md", ".yml", ".yaml", ".in", ".json", ".jinja")
_NEVER = frozenset(
    ("--fix", "--unsafe-fixes", "--diff", "--update-baseline", "--migrations", "--database", "--dry-run")
)
_ENVIRONMENT = (
    "NO_COLOR",
    "TERM",
    "GITHUB_ACTIONS",
    "GITHUB_BASE_REF",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    "VIRTUAL_ENV",
)
_MARKS = ("pyproject.toml", "scaffold.lock", "alembic.ini", "requirements.txt", "setup.py", "setup.cfg", "Pipfile")
_ABOVE = ("pyproject.toml", "uv.lock", "poetry.lock", "pdm.lock")
_DIGEST = 16
_KEPT = 8

Lines = tuple[tuple[tuple[str, str], ...], ...]


class Memory:
    """The verdicts of one project. ``key`` names the state in which it was asked."""

    def __init__(self, root: str, words: list[str]) -> None:
        self.root = root
        self.words = words
        self.key = _key(root, words)

    def recall(self) -> tuple[int, Lines] | None:
        """The exit code and the lines of the same check before, ``None`` where there was none."""
        found: tuple[int, Lines] | None = load(self._path())
        return found

    def remember(self, root: str, code: int, lines: Lines) -> None:
        """Keep the verdict on the project at ``root``, unless a file changed while it was made.

        A folder that cannot be written is no error.
        """
        if os.path.realpath(root) != self.root or _key(self.root, self.words) != self.key:
            return
        if keep(self._path(), (code, lines)):
            _forget(os.path.join(self.root, FOLDER))

    def _path(self) -> str:
        return os.path.join(self.root, FOLDER, f"check-{self.key}.bin")


def memory(words: list[str]) -> Memory | None:
    """The memory for the command ``scaffold *words``; ``None`` for what is never answered from it."""
    if words[:1] != ["check"] or any(word.partition("=")[0] in _NEVER or "@{" in word for word in words):
        return None  # main@{yesterday} is another commit every day
    start = "."
    for index, word in enumerate(words):
        if word == "--project":
            start = words[index + 1] if index + 1 < len(words) else "."
        elif word.startswith("--project="):
            start = word[len("--project=") :]
    root = _root(os.path.realpath(start))
    return Memory(root, words) if root else None


def _root(folder: str) -> str | None:
    """The nearest folder that a check has left its cache in, else the nearest that looks like a project."""
    marked = None
    while True:
        if os.path.isdir(os.path.join(folder, FOLDER)):
            return folder
        if marked is None and any(os.path.exists(os.path.join(folder, name)) for name in _MARKS):
            marked = folder
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return marked
        folder = parent


def _key(root: str, words: list[str]) -> str:
    digest = blake2b(digest_size=_DIGEST)
    told = [os.getcwd(), sys.version, str(sys.stdout.isatty()), *words]
    told += [f"{name}={os.environ.get(name, '')}" for name in _ENVIRONMENT]
    digest.update("\0".join(told).encode("utf-8", "surrogatepass"))
    _own_state(digest)
    _packages(digest, root)
    _git_state(digest, root)
    _folder(digest, root, "")
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
        if name.endswith(_READ) or "." not in name.lstrip("."):
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
    homes = [os.path.join(root, ".venv"), os.path.join(root, "venv"), os.environ.get("VIRTUAL_ENV", ""), sys.prefix]
    for home in homes:
        library = os.path.join(home, "lib") if home else ""
        try:
            versions = sorted(os.listdir(library)) if library else []
        except OSError:
            continue
        for version in versions:
            if version.startswith("python"):
                try:
                    names = os.listdir(os.path.join(library, version, "site-packages"))
                except OSError:
                    continue
                told = sorted(name for name in names if name.startswith(("sqlmodel-", "pydantic-", "fastapi-")))
                digest.update(" ".join(told).encode("utf-8", "surrogatepass"))


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


def _forget(folder: str) -> None:
    """All but the last few verdicts."""
    try:
        found = [entry for entry in os.scandir(folder) if entry.name.startswith("check-")]
        found.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
        for entry in found[_KEPT:]:
            os.unlink(entry.path)
    except OSError:
        return
