"""A word whose type is a value: text, a number, a moment, one of a few choices."""

from __future__ import annotations

from typing import Any

from scaffold.fieldtypes import TYPES
from scaffold.naming import constant, enum, near
from scaffold.spec import limits
from scaffold.spec.entity import Field
from scaffold.spec.enums import member_source
from scaffold.spec.vocabulary import Vocabulary
from scaffold.spec.word import Word, shown

_FOR_ENUM = frozenset(
    [
        "null",
        "unique",
        "index",
        "list",
        "private",
        "readonly",
        "immutable",
        "default",
        "factory",
        "column",
        "desc",
    ]
)
_FOR_REFERENCES = {"many", "one", "back", "via", "ondelete"}


def scalar(word: Word, type_name: str) -> Field:
    """A field of a row of the table of types; ``SpecError`` for a modifier or value that makes no sense."""
    row = TYPES[type_name]
    _refuse_unfit(word, type_name, row.modifiers)
    numbers = limits.read_limits(word, row)
    return Field(
        name=word.name,
        type=row.name,
        **_flags(word),
        **numbers,
        **limits.read_initial(word, row, numbers),
        column=word.values.get("column"),
        desc=word.values.get("desc"),
    )


def choices(word: Word, entity: str, vocabulary: Vocabulary) -> Field:
    """``status:draft/published``: an Enum class that is ours to write."""
    values = tuple(word.type.split("/"))
    name = enum(entity, word.name)
    _check_values(word, values)
    if vocabulary.enums.get(name, values) != values and word.name not in vocabulary.fields:
        there = "/".join(vocabulary.enums[name]) or "other values"
        word.fail(
            f"the project has an Enum class {name} already, with {shown(there)}",
            f"write {word.name}:{name}",
        )
    if name in vocabulary.entities:
        word.fail(
            f"the class of these choices would be called {name}, as an entity is",
            f"write kind_{word.text}",
        )
    return _enum_field(word, name, values, writes=True)


def known_enum(word: Word, vocabulary: Vocabulary) -> Field:
    """``status:Status``: an Enum class that the project has."""
    if "list" in word.flags:
        word.fail(
            f"a JSON list does not keep members of {word.type}",
            f"write {word.name}:str:list, or choices: {word.name}:a/b:list",
        )
    return _enum_field(word, word.type, vocabulary.enums[word.type], writes=False)


def _check_values(word: Word, values: tuple[str, ...]) -> None:
    members = [constant(value) for value in values]
    good = f"write {word.name}:draft/published"
    if not all(values):
        word.fail("a choice is empty", good)
    for value, member in zip(values, members, strict=True):
        if not member.isidentifier() or not member.strip("_"):
            word.fail(f"{shown(value)!r} is no choice: letters, digits, '-', '_' and '.'", good)
        if any(c in "\\'\"{}\0\n\r" or not c.isprintable() for c in value) or len(value) > 100:
            word.fail(f"{shown(value)!r} is no choice: it is too long, or holds a quote", good)
        if members.count(member) > 1:
            word.fail(f"two choices would both be the member {member}", good)
    if types := [value for value in values if value in TYPES]:
        word.fail(f"a column has one type, and {types[0]} is one", f"write {word.name}:{types[0]}")


def _enum_field(word: Word, name: str, values: tuple[str, ...], *, writes: bool) -> Field:
    _refuse_unfit(word, "list of choices" if writes else "Enum class", _FOR_ENUM - {"factory"})
    default = word.values.get("default")
    if default is not None:
        if "list" in word.flags:
            word.fail(
                "a list has no default value, it would be shared",
                f"write {word.without('default')}",
            )
        if default not in values:
            if not values:
                word.fail(
                    f"the values of {name} are no text that a default could name",
                    f"write {word.without('default')}",
                )
            close = near(default, values) or values[:3]
            word.fail(
                f"{shown(default)} is not one of {shown('/'.join(values))}",
                f"write default={' or default='.join(close)}",
            )
        default = member_source(name, default, ours=writes)
    return Field(
        name=word.name,
        type="enum",
        enum=name,
        choices=values,
        writes_enum=writes,
        default=default,
        **_flags(word),
        column=word.values.get("column"),
        desc=word.values.get("desc"),
    )


def _flags(word: Word) -> dict[str, Any]:
    if "readonly" in word.flags and "immutable" in word.flags:
        word.fail(
            "readonly is in no input schema, immutable is in the create schema", "keep one of them"
        )
    if "list" in word.flags:
        for flag in ("unique", "index"):
            if flag in word.flags:
                word.fail(f"{flag} makes no sense for a JSON list", f"write {word.without(flag)}")
    given = {
        flag: flag in word.flags
        for flag in ("null", "unique", "index", "private", "readonly", "immutable")
    }
    return {**given, "many": "list" in word.flags}


def _refuse_unfit(word: Word, what: str, allowed: frozenset[str]) -> None:
    for modifier in word.modifiers:
        if modifier in allowed:
            continue
        if modifier == "many":
            word.fail(
                f"many is for references, {what} is a value", f"write {word.name}:{word.type}:list"
            )
        if modifier in _FOR_REFERENCES:
            word.fail(
                f"{modifier} is for references, {what} is a value",
                f"write {word.without(modifier)}",
            )
        word.fail(
            f"{modifier} makes no sense for {what}{_why(modifier, what)}",
            _instead(word, modifier, what),
        )


def _why(modifier: str, what: str) -> str:
    if what == "dict" and modifier == "default":
        return " (a dict as default would be shared between rows)"
    if what == "text" and modifier in ("unique", "index"):
        return " (an entry of an index holds 2,704 bytes)"
    if what == "bool" and modifier == "unique":
        return " (only two rows could exist)"
    if modifier == "list":
        return " (JSON has no such value)"
    return ""


def _instead(word: Word, modifier: str, what: str) -> str:
    takes = TYPES[what].modifiers if what in TYPES else _FOR_ENUM
    swap = {"max": "le", "min": "ge", "le": "max", "ge": "min", "lt": "max", "gt": "min"}.get(
        modifier
    )
    if swap in takes:
        return f"{swap} is the limit of {what}: {swap}={word.values.get(modifier, '')}"
    if what == "dict" and modifier == "default":
        return f"write {word.name}:dict:factory=dict"
    if what == "text" and modifier in ("unique", "index"):
        return f"write {word.name}:str:max=255:{modifier}"
    return f"write {word.without(modifier)}"
