"""Which migrations are new, and which released ones were changed, by git.

The base is ``--since``, else the branch that a pull request goes to, else the remote's default branch, else the last
commit; and the merge base with it, so that what others released meanwhile does not count as yours. Without git the
heads are new: what they stand on has most likely run somewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from scaffold.dataclass import dataclass, field
from scaffold.errors import SpecError
from scaffold.walked import repository_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """``new`` is ``None`` where nothing is known; ``changed`` maps a path to the text of the base."""

    new: frozenset[str] | None = None
    changed: Mapping[str, str] = field(default_factory=dict)


def released(root: str, paths: Mapping[str, str], ref: str | None, heads: frozenset[str]) -> Released:
    """What git says about these migration files, of which ``heads`` are the last.

    Raises ``SpecError`` for a ``ref`` that git does not know.
    """
    if not paths:
        return Released()
    if not _in_repository(root):
        if ref:
            raise SpecError("this is no git repository, or git is not there", where=f"--since {ref}")
        return Released(new=heads)
    base = _base(root, ref)
    if base is None:
        return Released(new=heads)
    blobs = _blobs(root, base, sorted(paths))
    changed = {}
    for path, blob in blobs.items():
        if path in paths and blob not in _names(paths[path]):
            before = _git(root, "cat-file", "-p", blob)
            if before is not None and before.replace("\r\n", "\n") != paths[path].replace("\r\n", "\n"):
                changed[path] = before
    return Released(new=frozenset(path for path in paths if path not in blobs), changed=changed)


def _in_repository(root: str) -> bool:
    """Asked of the folders first: to start git costs more than to read a small project."""
    if repository_of(os.path.abspath(root)) is None:
        return "GIT_DIR" in os.environ
    return _git(root, "rev-parse", "--is-inside-work-tree") is not None


def _base(root: str, ref: str | None) -> str | None:
    if ref:
        found = _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        if not found:
            raise SpecError("git knows no such commit", where=f"--since {ref}", hint="git fetch, or a full clone")
        return (_git(root, "merge-base", "HEAD", found.strip()) or found).strip()
    target = os.environ.get("GITHUB_BASE_REF") or os.environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    for name in (f"origin/{target}" if target else "", "origin/HEAD"):
        found = _git(root, "merge-base", "HEAD", name) if name else None
        if found:
            return found.strip()
    found = _git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    return found.strip() if found else None


def _blobs(root: str, base: str, paths: list[str]) -> dict[str, str]:
    """The blobs that the base has at these paths, by path."""
    listed = _git(root, "ls-tree", "-r", "-z", base, "--", *paths) or ""
    found = {}
    for entry in listed.split("\0"):
        head, tab, path = entry.partition("\t")
        if tab:
            found[path] = head.split(" ")[2]
    return found


def earlier_texts(root: str, path: str) -> Iterator[str]:
    """What the last twenty commits made of ``path``, the newest first; nothing without git."""
    found = _git(root, "log", "-n", "20", "--format=%H", "--", path) or ""
    for commit in found.split():
        text = _git(root, "show", f"{commit}:./{path}")
        if text is not None:
            yield text


def _names(text: str) -> tuple[str, ...]:
    """The names that git may have given to this text."""
    import hashlib

    names = []
    for data in (text.encode("utf-8", "surrogatepass"), text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")):
        names.append(hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest())
    return tuple(names)


def _git(root: str, *words: str) -> str | None:
    """What git answers in ``root``; ``None`` when it refuses or is not there."""
    import subprocess

    try:
        done = subprocess.run(
            ["git", "-C", root, *words], capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
