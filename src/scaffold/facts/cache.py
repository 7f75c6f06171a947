"""Facts that were read before, by the content that they were read from.

One file holds all of them, each packed by itself and unpacked when it is asked for. Its name carries the interpreter
and the state of the readers, its first bytes a digest of the rest: what another version wrote is never looked at, and
what is damaged is as if it were not there. A lost cache costs time and nothing else.
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import Any

try:
    from _blake2 import blake2b  # hashlib loads OpenSSL first
except ImportError:  # another implementation of Python
    from hashlib import blake2b

from scaffold.caches import keep, load
from scaffold.facts.declarations import (
    Assignment,
    Call,
    Class,
    Facts,
    Function,
    Import,
    Param,
    Problem,
)
from scaffold.facts.reader import read

_DIGEST = 16
_READERS = ("reader.py", "blocks.py", "walking.py", "cutting.py", "tolerant.py", "lexer.py", "declarations.py")
_CALL = Assignment._fields.index("call")
_SPARE = 256  # entries of files that are gone which are not worth a clean-up


class FactsCache:
    """``read`` as in ``scaffold.facts``, remembered in ``folder``. Nothing is written before ``save``."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, f"facts-{_state()}.bin")
        self._packed: dict[bytes, bytes] = load(self._path) or {}
        self._used: dict[bytes, bytes] = {}
        self._read: dict[str, Facts] = {}
        self._grown = False

    def read(self, text: str) -> Facts:
        """The facts of ``text``; those of the same text are read once."""
        if text not in self._read:
            self._read[text] = self._recalled(text)
        return self._read[text]

    def _recalled(self, text: str) -> Facts:
        key = blake2b(text.encode(errors="surrogatepass"), digest_size=_DIGEST).digest()
        packed = self._packed.get(key)
        if packed is not None:
            self._used[key] = packed
            return _unpacked(marshal.loads(packed))
        facts = read(text)
        self._used[key] = marshal.dumps(_packed(facts))
        self._grown = True
        return facts

    def save(self) -> None:
        """Keep what is new. A folder that cannot be written is no error: the next run reads again."""
        if not self._grown:
            return
        kept = {**self._packed, **self._used}
        if len(kept) > 2 * len(self._used) + _SPARE:
            kept = self._used
        if keep(self._path, kept):
            self._forget_others()

    def _forget_others(self) -> None:
        """What other versions left behind."""
        name = os.path.basename(self._path)
        for entry in os.listdir(self._folder):
            if entry.startswith("facts-") and entry.endswith(".bin") and entry != name:
                try:
                    os.unlink(os.path.join(self._folder, entry))
                except OSError:
                    return


def _state() -> str:
    """The interpreter and the readers, as they are now: facts of other ones are not ours to use."""
    here = os.path.dirname(__file__)
    parts = [sys.implementation.cache_tag or "", str(sys.hexversion)]
    for name in _READERS:
        try:
            stat = os.stat(os.path.join(here, name))
            parts.append(f"{stat.st_size}.{stat.st_mtime_ns}")
        except OSError:
            parts.append("")
    return blake2b(" ".join(parts).encode(), digest_size=8).hexdigest()


def _packed(facts: Facts) -> tuple[Any, ...]:
    """Named tuples as tuples, which is what can be kept."""
    return (
        facts.docstring,
        tuple([_of_class(item) for item in facts.classes]),
        tuple([_of_function(item) for item in facts.functions]),
        _plain(facts.imports),
        tuple([_of_assignment(item) for item in facts.assignments]),
        _plain(facts.calls),
        tuple(facts.problem) if facts.problem else None,
    )


def _plain(items: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
    return tuple(map(tuple, items))


def _of_class(item: Class) -> tuple[Any, ...]:
    plain: dict[str, Any] = {
        "decorators": _plain(item.decorators),
        "attributes": tuple([_of_assignment(attribute) for attribute in item.attributes]),
        "methods": tuple([_of_function(method) for method in item.methods]),
        "classes": tuple([_of_class(inner) for inner in item.classes]),
    }
    return tuple(item._replace(**plain))


def _of_function(item: Function) -> tuple[Any, ...]:
    plain: dict[str, Any] = {
        "params": _plain(item.params),
        "decorators": _plain(item.decorators),
        "calls": _plain(item.calls),
    }
    return tuple(item._replace(**plain))


def _of_assignment(item: Assignment) -> tuple[Any, ...]:
    return (*item[:_CALL], tuple(item.call), *item[_CALL + 1 :]) if item.call else tuple(item)


def _unpacked(plain: tuple[Any, ...]) -> Facts:
    docstring, classes, functions, imports, assignments, calls, problem = plain
    return Facts(
        docstring,
        tuple([_class(item) for item in classes]),
        tuple([_function(item) for item in functions]),
        tuple([Import(*item) for item in imports]),
        tuple([_assignment(item) for item in assignments]),
        tuple([Call(*item) for item in calls]),
        Problem(*problem) if problem else None,
    )


def _class(plain: tuple[Any, ...]) -> Class:
    item = Class(*plain)
    return item._replace(
        decorators=tuple([Call(*call) for call in item.decorators]),
        attributes=tuple([_assignment(attribute) for attribute in item.attributes]),
        methods=tuple([_function(method) for method in item.methods]),
        classes=tuple([_class(inner) for inner in item.classes]),
    )


def _function(plain: tuple[Any, ...]) -> Function:
    item = Function(*plain)
    return item._replace(
        params=tuple([Param(*param) for param in item.params]),
        decorators=tuple([Call(*call) for call in item.decorators]),
        calls=tuple([Call(*call) for call in item.calls]),
    )


def _assignment(plain: tuple[Any, ...]) -> Assignment:
    item = Assignment(*plain)
    return item._replace(call=Call(*item.call)) if item.call else item
