"""The comment that every file of a folder begins with, a licence say: a new one begins with it, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_HEADER = re.compile(r"\A(?:#!.*\n)?((?:#.*\n)+)")
_LEGAL = re.compile(r"copyright|licen[cs]e|SPDX", re.IGNORECASE)


def header_of(path: str, files: Mapping[str, str]) -> str:
    """The block with the empty line below it; ``""`` where not all siblings of the file have it."""
    others = [other for other in files if other.endswith(".py") and other != path]
    folder, top = path.rpartition("/")[0], path.partition("/")[0]
    beside = [other for other in others if other.rpartition("/")[0] == folder]
    below_top = [other for other in others if other.partition("/")[0] == top]
    for siblings in (beside, below_top, others):
        found = _shared(_headers(siblings, files))
        if found is not None:
            return f"{found}\n" if found and path.endswith(".py") else ""
    return ""


def _shared(headers: Iterator[str]) -> str | None:
    """The one header, ``""`` where they differ or one alone may speak of its file; ``None`` without any file."""
    first = next(headers, None)
    if not first:
        return first
    second = next(headers, None)
    if second is None:
        return first if _LEGAL.search(first) else ""
    return first if second == first and all(each == first for each in headers) else ""


def _headers(paths: Iterable[str], files: Mapping[str, str]) -> Iterator[str]:
    """What each file that says something begins with, with line ends as one has them in mind."""
    for path in paths:
        if (text := files[path].replace("\r\n", "\n")).strip():
            header = _HEADER.match(text)
            yield header[1] if header else ""
