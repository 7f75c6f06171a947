"""``--set title.default='a: b'``: a value that no word can hold. What follows the ``=`` is raw."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from scaffold.errors import SpecError
from scaffold.naming import near, shown
from scaffold.spec.word import KEYS

Sets: TypeAlias = Mapping[str, Mapping[str, str]]


def read_sets(texts: Sequence[str]) -> dict[str, dict[str, str]]:
    """The values by field and key: ``{"title": {"default": "a: b"}}``. Raises ``SpecError``."""
    found: dict[str, dict[str, str]] = {}
    for text in texts:
        match = re.fullmatch(r"([^.=]+)\.([^.=]+)=(.*)", text, re.DOTALL)
        if match is None:
            raise _error(text, f"--set {shown(text)} names no field and key", "--set title.default='a: b'")
        name, key, value = match.groups()
        if key not in KEYS:
            close = " or ".join(near(key, KEYS)) or " ".join(KEYS)
            raise _error(text, f"{shown(key)} takes no value by --set", f"keys: {close}")
        if key in found.setdefault(name, {}):
            raise _error(text, f"--set {shown(name)}.{key} is given twice", "keep one of them")
        found[name][key] = value
    return found


def refuse_stray_sets(sets: Sets, words: Sequence[str]) -> None:
    """Raise ``SpecError`` for a value that was set on a field that no word names."""
    names = [word.partition(":")[0] for word in words]
    for name in sets:
        if name not in names:
            close = " or ".join(near(name, names)) or " ".join(names) or "none was given"
            message = f"--set names a field that is not among the words: {shown(name)}"
            raise _error(name, message, f"fields: {shown(close)}")


def _error(text: str, message: str, hint: str) -> SpecError:
    return SpecError(message, where=shown(text), hint=hint)
