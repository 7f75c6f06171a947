"""A field word taken apart: ``name:type:flag:key=value``, before anything is known about the type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from scaffold.errors import SpecError
from scaffold.naming import near
from scaffold.spec import habits

FLAGS = ("null", "unique", "index", "many", "one", "list", "private", "readonly", "immutable")
KEYS = (
    *("max", "min", "ge", "gt", "le", "lt", "digits", "places", "pattern"),
    *("default", "factory", "back", "via", "ondelete", "column", "desc"),
)
_FREE = ("default", "desc", "pattern")  # keys whose value may hold anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """``text`` is the word as it was typed, for messages; ``type`` is empty when it is to be guessed."""

    text: str
    name: str
    type: str = ""
    flags: tuple[str, ...] = ()
    values: Mapping[str, str]

    def fail(self, message: str, hint: str) -> NoReturn:
        """Refuse the word."""
        raise SpecError(message, where=shown(self.text), hint=hint)

    def has(self, modifier: str) -> bool:
        """Whether the modifier was given, as a flag or with a value."""
        return modifier in self.flags or modifier in self.values

    @property
    def modifiers(self) -> tuple[str, ...]:
        """Every modifier that was given."""
        return (*self.flags, *self.values)

    def without(self, modifier: str) -> str:
        """The word with one modifier left out, to say what to type instead."""
        return ":".join(p for p in self.text.split(":") if p.partition("=")[0] != modifier)


def shown(text: str) -> str:
    """A text from outside as it may be printed: no control characters, not longer than a line."""
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return text if len(text) <= 80 else f"{text[:60]}... ({len(text)} characters)"


def read_word(text: str, sets: Mapping[str, str]) -> Word:
    """Take one word apart; ``sets`` are the values that ``--set`` gave to this field.

    Raises ``SpecError`` for what is no modifier, or given twice.
    """
    name, *rest = text.split(":")
    habits.refuse_punctuation(text)
    flags: list[str] = []
    values: dict[str, str] = {}
    for position, part in enumerate(rest[1:], start=2):
        key, equals, value = part.partition("=")
        if key in flags or key in values:
            raise SpecError(
                f"{key} is given twice",
                where=shown(text),
                hint=f"keep one: {shown(name)}:{rest[0]}:{part}",
            )
        if key in FLAGS and not equals:
            flags.append(key)
        elif key in KEYS and value:
            values[key] = value
        else:
            _refuse_part(text, rest, position - 1, tuple(values))
    for key, value in sets.items():
        if key in values:
            raise SpecError(
                f"{key} is given in the word and by --set",
                where=shown(text),
                hint="keep one of them",
            )
        values[key] = value
    return Word(
        text=text, name=name, type=rest[0] if rest else "", flags=tuple(flags), values=values
    )


def _refuse_part(text: str, rest: list[str], at: int, given: tuple[str, ...]) -> NoReturn:
    part = rest[at]
    key, equals, value = part.partition("=")
    name = text.partition(":")[0]
    before = rest[at - 1].partition("=")[0]
    if before in given and before in _FREE and key not in FLAGS + KEYS:
        whole = ":".join(rest[at - 1 :]).partition("=")[2]
        raise SpecError(
            f"{shown(part)} is no modifier: a value cannot hold ':' inside a word",
            where=shown(text),
            hint=f"--set {name}.{before}='{shown(whole)}'",
        )
    if not part:
        raise SpecError(
            "there is nothing between two colons",
            where=shown(text),
            hint=":".join(filter(None, text.split(":"))),
        )
    if key in FLAGS:
        raise SpecError(
            f"{key} takes no value", where=shown(text), hint=f"write {key} alone, or leave it out"
        )
    if key in KEYS:
        raise SpecError(
            f"{key} needs a value",
            where=shown(text),
            hint=f"{key}=..." if equals else f"{key}={habits.EXAMPLES[key]}",
        )
    habits.refuse_modifier(text, part)
    close = near(key, FLAGS + KEYS)
    choices = (
        f"did you mean {' or '.join(close)}?"
        if close
        else f"modifiers: {' '.join(FLAGS)} {'= '.join(KEYS)}="
    )
    raise SpecError(f"{shown(part)} is no modifier", where=shown(text), hint=choices)


def read_sets(sets: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """``--set title.default='a: b'`` as ``{"title": {"default": "a: b"}}``; the text after ``=`` is raw."""
    found: dict[str, dict[str, str]] = {}
    for text in sets:
        match = re.fullmatch(r"([^.=]+)\.([^.=]+)=(.*)", text, re.DOTALL)
        if match is None:
            raise SpecError(
                f"--set {shown(text)} names no field and key",
                where=shown(text),
                hint="--set title.default='a: b'",
            )
        name, key, value = match.groups()
        if key not in KEYS:
            close = " or ".join(near(key, KEYS)) or " ".join(KEYS)
            raise SpecError(
                f"{shown(key)} takes no value by --set", where=shown(text), hint=f"keys: {close}"
            )
        if key in found.setdefault(name, {}):
            raise SpecError(
                f"--set {name}.{key} is given twice", where=shown(text), hint="keep one of them"
            )
        found[name][key] = value
    return found
