"""A field word taken apart: ``name:type:flag:key=value``. Nothing is known about its type yet.

A word has no escape character: a value that holds a colon or a space is given by ``--set``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.dataclass import dataclass
from scaffold.errors import SpecError
from scaffold.naming import near, shown
from scaffold.spec import habits

FLAGS = ("null", "unique", "index", "many", "one", "list", "private", "readonly", "immutable")
KEYS = (
    *("max", "min", "ge", "gt", "le", "lt", "digits", "places", "pattern"),
    *("default", "factory", "back", "via", "ondelete", "column", "desc"),
)
_ANY_TEXT = ("default", "desc", "pattern")  # keys whose value may hold a colon


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """``text`` is the word as it was typed, for messages; ``type`` is empty where none was given."""

    text: str
    name: str
    type: str = ""
    flags: tuple[str, ...] = ()
    values: Mapping[str, str]

    @property
    def modifiers(self) -> tuple[str, ...]:
        """Every modifier that was given."""
        return (*self.flags, *self.values)

    def error(self, message: str, hint: str) -> SpecError:
        """The error that refuses the word."""
        return SpecError(message, where=shown(self.text), hint=hint)

    def like(self, example: str) -> str:
        """An example such as ``views:int:default=0`` under the name of this word."""
        return f"{shown(self.name)}:{example.partition(':')[2]}"

    def without(self, modifier: str) -> str:
        """The word with one modifier left out, to say what to type instead."""
        parts = (part for part in self.text.split(":") if part.partition("=")[0] != modifier)
        return shown(":".join(parts))


def read_word(text: str, sets: Mapping[str, str]) -> Word:
    """Take one word apart; ``sets`` are the values that ``--set`` gave to this field.

    Raises ``SpecError`` for what is no modifier, or given twice.
    """
    habits.refuse_punctuation(text)
    name, _, rest = text.partition(":")
    kind, *parts = rest.split(":")
    flags: list[str] = []
    values: dict[str, str] = {}
    for position, part in enumerate(parts):
        key, equals, value = part.partition("=")
        if key in flags or key in values:
            raise _error(text, f"{key} is given twice", f"write {key} once")
        if key in FLAGS and not equals:
            flags.append(key)
        elif key in KEYS and value:
            values[key] = value
        else:
            raise _no_modifier(text, parts, position)
    for key in sets:
        if key in values:
            raise _error(text, f"{key} is given in the word and by --set", "keep one of them")
        if not sets[key] and key != "default":
            raise _error(text, f"{key} needs a value", f"--set {shown(name)}.{key}={habits.EXAMPLES[key]}")
    return Word(text=text, name=name, type=kind, flags=tuple(flags), values={**values, **sets})


def _error(text: str, message: str, hint: str) -> SpecError:
    return SpecError(message, where=shown(text), hint=hint)


def _no_modifier(text: str, parts: Sequence[str], at: int) -> SpecError:
    part = parts[at]
    key, equals, _ = part.partition("=")
    name = shown(text.partition(":")[0])
    before = parts[at - 1].partition("=")[0] if at else ""
    # at:time:default=12:30
    if before in _ANY_TEXT and key not in (*FLAGS, *KEYS):
        whole = shown(":".join(parts[at - 1 :]).partition("=")[2])
        message = f"{shown(part)} is no modifier: a value cannot hold ':' inside a word"
        return _error(text, message, f"--set {name}.{before}='{whole}'")
    if not part:
        plain = shown(":".join(filter(None, text.split(":"))))
        return _error(text, "there is nothing between two colons", f"write {plain}")
    if part.isdigit():
        return _error(text, f"{part} is no modifier", f"write max={part}")
    if key in FLAGS:
        return _error(text, f"{key} takes no value", f"write {key} alone, or leave it out")
    if key in KEYS:
        empty = f"--set {name}.{key}=''" if equals and key in _ANY_TEXT else ""
        return _error(text, f"{key} needs a value", empty or f"write {key}={habits.EXAMPLES[key]}")
    if (ours := habits.modifier_instead(part)) is not None:
        return _error(text, *ours)
    close = " or ".join(near(key, (*FLAGS, *KEYS)))
    every = f"modifiers: {' '.join(FLAGS)} {'= '.join(KEYS)}="
    return _error(text, f"{shown(part)} is no modifier", f"write {close}" if close else every)
