"""The words of a file, comments and strings included: what is no word of it is certainly not defined there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scaffold.rule import Subject

_WORD = re.compile(r"\w+")
_OWN = re.compile(r"(?<![\w.])\w+")


class Words:
    """Words by file, each file read when it is first asked for."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._every: dict[str, frozenset[str]] = {}
        self._own: dict[str, frozenset[str]] = {}

    def of(self, path: str) -> frozenset[str]:
        """Every word of the file."""
        if path not in self._every:
            self._every[path] = frozenset(_WORD.findall(self._files[path]))
        return self._every[path]

    def own(self, path: str) -> frozenset[str]:
        """Those that stand somewhere without an object and a dot before them."""
        if path not in self._own:
            self._own[path] = frozenset(_OWN.findall(self._files[path]))
        return self._own[path]


def words(subject: Subject) -> Words:
    """The words of the files of a project."""
    return Words(subject.files)
