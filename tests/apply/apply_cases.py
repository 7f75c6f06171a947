"""One project, one plan of every kind of change, and what the project holds before and after it."""

from __future__ import annotations

from pathlib import Path

from scaffold.plan import Change

BEFORE = {
    "app": b"/",
    "app/old.py": b"gone = True\n",
    "app/user.py": b"class User: ...\n",
    "legacy": b"/",
    "legacy/only.py": b"x = 1\n",
    "scaffold.lock": b"one\n",
}
AFTER = {
    "app": b"/",
    "app/db": b"/",
    "app/db/models": b"/",
    "app/db/models/post.py": b"class Post: ...\n",
    "app/new.py": b"new = 1\n",
    "app/user.py": b"class User:\n    posts = 1\n",
    "scaffold.lock": b"two\n",
}
CHANGES = (
    Change(path="app/db/models/post.py", before=None, after="class Post: ...\n"),
    Change(path="app/user.py", before="class User: ...\n", after="class User:\n    posts = 1\n"),
    Change(path="app/new.py", before=None, after="new = 1\n"),
    Change(path="app/old.py", before="gone = True\n", after=None),
    Change(path="legacy/only.py", before="x = 1\n", after=None),
)
LOCK = Change(path="scaffold.lock", before="one\n", after="two\n")


def lay(root: Path, files: dict[str, bytes]) -> None:
    """Write ``files``; the content ``b"/"`` is a folder."""
    for name, content in files.items():
        if content == b"/":
            (root / name).mkdir(parents=True, exist_ok=True)
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)


def tree(root: Path) -> dict[str, bytes]:
    """Every file and folder below ``root``, without our own state."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if name.split("/")[0] != ".scaffold":
            found[name] = b"/" if path.is_dir() else path.read_bytes()
    return found
