"""The files of a project as text, read when they are asked for, byte for byte what the disk holds.

A byte order mark stays the first character and line endings stay as they are, so that the text can be written
back as the bytes that were read. Iteration skips what no person wrote (environments, caches, builds); a path
that is asked for by name is found there all the same, because "does this file exist" must be answered by the disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from scaffold.errors import ProjectError
from scaffold.walked import SKIPPED, TEXT

_COOKIE = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


class Tree(Mapping[str, str]):
    """Posix paths below ``root`` to text. A file is read once; what was read does not change afterwards."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = os.path.realpath(root)
        self._texts: dict[str, str] = {}
        self._paths: tuple[str, ...] | None = None
        self._walked: frozenset[str] = frozenset()  # no link on the way, so there is nothing to look up
        self._elsewhere: dict[str, bool] = {}  # whether there is a file where no walk led

    def __getitem__(self, path: str) -> str:
        if path not in self._texts:
            if path not in self:
                raise KeyError(path)
            self._texts[path] = self._read(path)
        return self._texts[path]

    def __contains__(self, path: object) -> bool:
        if path in self._texts or path in self._walked:
            return True
        if not isinstance(path, str):
            return False
        if path not in self._elsewhere:
            self._elsewhere[path] = os.path.isfile(self._inside(path))
        return self._elsewhere[path]

    def __iter__(self) -> Iterator[str]:
        if self._paths is None:
            self._paths = tuple(sorted((*self._walk(""), *self._own_templates(".scaffold/templates"))))
            self._walked = frozenset(self._paths)
        return iter(self._paths)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, path: str) -> str:
        try:
            with open(self._inside(path), "rb") as file:
                data = file.read()
        except FileNotFoundError:
            raise KeyError(path) from None  # gone since it was listed
        try:
            return decode(data)
        except (UnicodeDecodeError, LookupError) as error:
            raise ProjectError(f"cannot be read as text: {error}", where=path, hint="save the file as UTF-8") from error

    def _inside(self, path: str) -> str:
        """The place on disk; a path or a symbolic link that leaves the root is refused."""
        place = f"{self.root}{os.sep}{path}"
        if path in self._walked:
            return place
        real = os.path.realpath(place)
        if os.path.isabs(path) or not f"{real}{os.sep}".startswith(self.root + os.sep):
            raise ProjectError("leads out of the project", where=path, hint="replace the link by the file itself")
        return place

    def _walk(self, folder: str) -> Iterator[str]:
        try:
            entries = list(os.scandir(os.path.join(self.root, folder)))
        except OSError:
            return
        names = {entry.name for entry in entries}
        if "pyvenv.cfg" in names:
            return
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_symlink() and not (self._stays(path) and os.path.exists(entry.path)):
                continue  # out of the project, or to nowhere
            if entry.is_dir():
                # a linked folder is another name for files that are met elsewhere
                if entry.name not in SKIPPED and not entry.is_symlink():
                    yield from self._walk(path)
            elif entry.name.endswith(TEXT) or entry.name == "Pipfile":
                yield path

    def _own_templates(self, folder: str) -> Iterator[str]:
        """What the project made its own of our templates: the one part of our folder that is source."""
        if not os.path.isdir(os.path.join(self.root, folder)):
            return
        for entry in os.scandir(os.path.join(self.root, folder)):
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from self._own_templates(path)
            elif entry.name.endswith(".jinja") and self._stays(path):
                yield path

    def _stays(self, path: str) -> bool:
        return os.path.realpath(os.path.join(self.root, path)).startswith(self.root + os.sep)


def decode(data: bytes) -> str:
    """Bytes to text: a byte order mark is kept, an encoding line is obeyed, UTF-16 (of a shell, say) is recognised."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if not data.isascii() and not data.startswith(b"\xef\xbb\xbf"):
        for line in data.split(b"\n", 2)[:2]:
            if found := _COOKIE.match(line.decode("latin-1")):
                return data.decode(found[1])
    return data.decode()
