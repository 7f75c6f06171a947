"""A word whose type is a value: text, a number, a moment, one of a few choices."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from scaffold.errors import SpecError
from scaffold.fieldtypes import TYPES
from scaffold.naming import constant, enum, near, shown
from scaffold.spec import limits
from scaffold.spec.entity import Field
from scaffold.spec.enums import member_source
from scaffold.spec.initial import read_initial
from scaffold.spec.samples import samples
from scaffold.spec.vocabulary import Vocabulary
from scaffold.spec.word import Word

_FLAGS = ("null", "unique", "index", "private", "readonly", "immutable")
_FOR_ENUMS = frozenset((*_FLAGS, "list", "default", "column", "desc"))
_FOR_REFERENCES = ("many", "one", "back", "via", "ondelete")
_LONGEST_CHOICE = 100
_SWAPS = {"max": "le", "min": "ge", "le": "max", "ge": "min", "lt": "max", "gt": "min"}


def scalar(word: Word, type_name: str) -> Field:
    """A field of a row of the table of types.

    Raises ``SpecError`` for a modifier or value that makes no sense, and for limits that leave no
    value at all.
    """
    row = TYPES[type_name]
    items = ("max", "min") if "list" in word.flags else ()
    _refuse_unfit(word, type_name, row.modifiers.union(items))
    _refuse_contradictions(word)
    numbers = limits.read_limits(word, row)
    field = Field(
        name=word.name,
        type=row.name,
        **_flags(word),
        **numbers,
        **read_initial(word, row, numbers),
    )
    if len(samples(field, 2)) < (2 if field.unique else 1):
        few = "fewer than two values, and each may be used once" if field.unique else "no value"
        raise word.error(f"the limits leave {few}", f"write {word.like(row.example)}, or wider limits")
    return field


def choices(word: Word, entity: str, vocabulary: Vocabulary) -> Field:
    """``status:draft/published``: an Enum class that is ours to write. Raises ``SpecError``."""
    values = tuple(word.type.split("/"))
    name = enum(entity, word.name)
    _check_choices(word, values)
    there = vocabulary.enums.get(name, values)
    if there != values and word.name not in vocabulary.fields:
        has = shown("/".join(there) or "other values")
        message = f"the project has an Enum class {name} already, with {has}"
        raise word.error(message, f"write {word.name}:{name}")
    if name in vocabulary.entities:
        message = f"the class of these choices would be called {name}, as an entity is"
        raise word.error(message, f"write {word.name}_kind:{shown(word.type)}")
    return _enum_field(word, name, values, ours=True)


def known_enum(word: Word, vocabulary: Vocabulary) -> Field:
    """``status:Status``: an Enum class that the project has. Raises ``SpecError``."""
    if "list" in word.flags:
        message = f"a JSON list does not keep members of {word.type}"
        raise word.error(message, f"write {word.name}:str:list, or choices: {word.name}:a/b:list")
    return _enum_field(word, word.type, vocabulary.enums[word.type], ours=False)


def _check_choices(word: Word, values: tuple[str, ...]) -> None:
    members = [constant(value) for value in values]
    hint = f"write {word.name}:draft/published"
    if not all(values):
        raise word.error("a choice is empty", hint)
    for value, member in zip(values, members, strict=True):
        if len(value) > _LONGEST_CHOICE:
            raise word.error(f"{shown(value)!r} is longer than {_LONGEST_CHOICE} characters", hint)
        if not member.isidentifier() or not _is_plain(value):
            raise word.error(f"{shown(value)!r} is no choice: letters, digits, '-' and '_'", hint)
        if members.count(member) > 1:
            raise word.error(f"two choices would both be the member {member}", hint)
    if kinds := [value for value in values if value in TYPES]:
        message = f"a column has one type, and {kinds[0]} is one"
        raise word.error(message, f"write {word.name}:{kinds[0]}")


def _is_plain(value: str) -> bool:
    return value.isprintable() and not set(value) & set("\\'\"{}")


def _enum_field(word: Word, name: str, values: tuple[str, ...], *, ours: bool) -> Field:
    _refuse_unfit(word, "choices" if ours else "an Enum class", _FOR_ENUMS)
    _refuse_contradictions(word)
    return Field(
        name=word.name,
        type="enum",
        enum=name,
        choices=values,
        writes_enum=ours,
        default=_enum_default(word, name, values, ours=ours),
        **_flags(word),
    )


def _enum_default(word: Word, name: str, values: tuple[str, ...], *, ours: bool) -> str | None:
    default = word.values.get("default")
    if default is None:
        return None
    plain = f"write {word.without('default')}"
    if "list" in word.flags:
        raise word.error("a list as default would be shared between rows", plain)
    if not values:
        raise word.error(f"the values of {name} are no text that a default could name", plain)
    if default not in values:
        close = near(default, values) or values[:3]
        message = f"{shown(default)} is not one of {shown('/'.join(values))}"
        raise word.error(message, f"write default={' or default='.join(close)}")
    return member_source(name, default, ours=ours)


def _flags(word: Word) -> dict[str, Any]:
    given: dict[str, Any] = {flag: flag in word.flags for flag in _FLAGS}
    texts = {"column": word.values.get("column"), "desc": word.values.get("desc")}
    return {**given, **texts, "many": "list" in word.flags}


def _refuse_contradictions(word: Word) -> None:
    if {"readonly", "immutable"} <= set(word.flags):
        message = "readonly is in no input schema, immutable is in the create schema"
        raise word.error(message, "keep one of them")
    for flag in ("unique", "index"):
        if flag in word.flags and "list" in word.flags:
            raise word.error(f"{flag} makes no sense for a JSON list", f"write {word.without(flag)}")


def _refuse_unfit(word: Word, what: str, allowed: Collection[str]) -> None:
    for modifier in word.modifiers:
        if modifier not in allowed:
            raise _unfit(word, modifier, what, allowed)


def _unfit(word: Word, modifier: str, what: str, allowed: Collection[str]) -> SpecError:
    if modifier == "many":
        message = f"many is for references, {what} is a value"
        return word.error(message, f"write {word.name}:{shown(word.type)}:list")
    plain = f"write {word.without(modifier)}"
    if modifier in _FOR_REFERENCES:
        return word.error(f"{modifier} is for references, {what} is a value", plain)
    message = f"{modifier} makes no sense for {what}"
    if (what, modifier) == ("dict", "default"):
        why = "it would be shared between rows"
        return word.error(f"{message}: {why}", f"write {word.name}:dict:factory=dict")
    if what == "text" and modifier in ("unique", "index"):
        why = "an entry of an index holds 2,704 bytes"
        return word.error(f"{message}: {why}", f"write {word.name}:str:max=255:{modifier}")
    if (what, modifier) == ("bool", "unique"):
        return word.error(f"{message}: only two rows could exist", plain)
    if modifier == "list":
        return word.error(f"{message}: JSON has no such value", plain)
    if (swap := _SWAPS.get(modifier)) in allowed:
        value = shown(word.values.get(modifier, ""))
        return word.error(message, f"write {swap}={value}, the limit of {what}")
    return word.error(message, plain)
