"""Words that we wrote down ourselves, read again: never refused, whatever the project has become since.

The user's words are judged by ``parse_entity``. These are a memory: an entity may be gone, a field of an adopted
class may have a name or a type that the grammar does not give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scaffold.dataclass import replace
from scaffold.errors import SpecError
from scaffold.spec.entity import Entity, Field, Reference, RelationKind
from scaffold.spec.options import with_options
from scaffold.spec.parse import typed
from scaffold.spec.sets import read_sets
from scaffold.spec.vocabulary import Vocabulary
from scaffold.spec.word import FLAGS, KEYS, Word
from scaffold.spec.words import options_from


def parse_words(
    name: str,
    words: Sequence[str],
    vocabulary: Vocabulary,
    options: Mapping[str, object] | None = None,
) -> Entity:
    """The entity that ``words_of`` and ``options_of`` described."""
    package, _, name = name.rpartition(".")
    plain, sets = _apart(words)
    fields = tuple(_field(text, sets.get(text.partition(":")[0], {}), name, vocabulary) for text in plain)
    entity = Entity(name=name, package=package, fields=fields)
    if not options:
        return entity
    chosen = options_from(options)
    entity = with_options(entity, replace(chosen, unique=(), index=(), layers=None), vocabulary)
    return replace(
        entity,
        uniques=tuple(tuple(text.split("+")) for text in chosen.unique),
        indexes=tuple(tuple(text.split("+")) for text in chosen.index),
        layers=tuple(chosen.layers.split(",")) if chosen.layers else None,
    )


def _apart(words: Sequence[str]) -> tuple[list[str], dict[str, dict[str, str]]]:
    plain, sets, rest = [], [], iter(words)
    for word in rest:
        if word == "--set":
            sets.append(next(rest, ""))
        else:
            plain.append(word)
    try:
        return plain, read_sets(tuple(sets))
    except SpecError:
        return plain, {}


def _field(text: str, sets: Mapping[str, str], entity: str, vocabulary: Vocabulary) -> Field | Reference:
    name, *rest = text.split(":")
    kind, modifiers = (rest[0], rest[1:]) if rest else ("", [])
    pairs = [part.partition("=") for part in modifiers]
    flags = tuple(key for key, equals, _ in pairs if key in FLAGS and not equals)
    values = {key: value for key, equals, value in pairs if key in KEYS and equals} | dict(sets)
    word = Word(text=text, name=name, type=kind, flags=flags, values=values)
    try:
        return typed(word, entity, vocabulary)[0]
    except SpecError:
        return _indexed(word, entity, vocabulary) or _unknown(word)


def _indexed(word: Word, entity: str, vocabulary: Vocabulary) -> Field | Reference | None:
    """A field with an index that words would be refused, as people write it: of a text without a length."""
    indexes = [flag for flag in word.flags if flag in ("unique", "index")]
    others = tuple(flag for flag in word.flags if flag not in indexes)
    try:
        return replace(typed(replace(word, flags=others), entity, vocabulary)[0], **dict.fromkeys(indexes, True))
    except SpecError:
        return None


def _unknown(word: Word) -> Field | Reference:
    seen: dict[str, Any] = {flag: flag in word.flags for flag in ("null", "private", "readonly", "immutable")}
    relation: dict[str, RelationKind] = {"many": "many-to-many", "one": "one-to-one"}
    kinds = [relation[flag] for flag in word.flags if flag in relation]
    if not kinds and not any(key in word.values for key in ("back", "ondelete")):
        return Field(name=word.name, type="", annotation=word.type, many="list" in word.flags, **seen)
    kind = kinds[0] if kinds else "many-to-one"
    back = word.values.get("back")
    return Reference(
        name=word.name,
        target=word.type,
        kind=kind,
        key="" if kind == "many-to-many" else f"{word.name}_id",
        unique=kind == "one-to-one",
        index=kind == "many-to-one",
        back="" if back == "none" else back,
        via=word.values.get("via"),
        **seen,
    )
