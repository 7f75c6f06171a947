"""Words to an entity: what each word means, and what to say about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.dataclass import replace
from scaffold.fieldtypes import ALIASES, TYPES
from scaffold.naming import pascal, shown, snake
from scaffold.spec import guess, habits
from scaffold.spec.check import check_entities
from scaffold.spec.entity import Entity, Field, Reference
from scaffold.spec.names import check_field_name, check_identifier, entity_name
from scaffold.spec.options import table_note, with_options
from scaffold.spec.relation import deletion_note, reference
from scaffold.spec.scalar import choices, known_enum, scalar
from scaffold.spec.sets import Sets, read_sets, refuse_stray_sets
from scaffold.spec.vocabulary import Options, Vocabulary
from scaffold.spec.word import Word, read_word

NO_OPTIONS = Options()
NOTHING = Vocabulary()


def parse_entity(
    name: str,
    words: Sequence[str],
    *,
    sets: Sequence[str] = (),
    options: Options = NO_OPTIONS,
    vocabulary: Vocabulary = NOTHING,
    strict_types: bool = False,
) -> Entity:
    """The entity that the words of ``scaffold entity`` describe, with notes on what was decided.

    Raises ``SpecError`` for every word, value and option that cannot be built, and for what the
    entity cannot be beside those that the project has.
    """
    entity = read_entity(
        name,
        words,
        sets=read_sets(sets),
        options=options,
        vocabulary=vocabulary,
        strict_types=strict_types,
    )
    check_entities((entity,), vocabulary)
    return entity


def read_entity(
    name: str,
    words: Sequence[str],
    *,
    sets: Sets,
    options: Options,
    vocabulary: Vocabulary,
    strict_types: bool,
) -> Entity:
    """An entity by itself: what ``parse_entity`` does before it looks at the other entities."""
    package, class_name, said = entity_name(name)
    notes = list(said)
    habits.refuse_braces(words)
    refuse_stray_sets(sets, words)
    fields = []
    for text in words:
        field, said = parse_field(
            text,
            entity=class_name,
            vocabulary=vocabulary,
            sets=sets.get(text.partition(":")[0], {}),
            strict_types=strict_types,
        )
        fields.append(field)
        notes += said
    entity = Entity(name=class_name, package=package, fields=tuple(fields))
    entity = with_options(entity, options, vocabulary)
    notes += [deletion_note(entity, f) for f in fields if isinstance(f, Reference)]
    notes.append(table_note(entity, vocabulary))
    return replace(entity, notes=tuple(filter(None, notes)))


def parse_field(
    text: str,
    *,
    entity: str,
    vocabulary: Vocabulary = NOTHING,
    sets: Mapping[str, str] | None = None,
    strict_types: bool = False,
) -> tuple[Field | Reference, tuple[str, ...]]:
    """One word as a field or reference of ``entity``, and notes on it. Raises ``SpecError``."""
    word = read_word(text, sets or {})
    check_field_name(word.name, text)
    if word.name in {entity, *vocabulary.entities, *vocabulary.enums}:
        raise word.error(f"{word.name} is the name of a class", f"write {snake(word.name)}:{shown(word.type or 'str')}")
    if (column := word.values.get("column")) is not None:
        check_identifier(column, "a column", text, f"column={word.name}")
    if word.type:
        return typed(word, entity, vocabulary)
    kind = guess.guessed(word.name, vocabulary) if not text.endswith(":") else None
    if kind is None:
        raise guess.untold(word, vocabulary)
    if strict_types:
        raise word.error(f"{word.name} has no type (--strict-types)", f"write {word.name}:{kind}")
    field, _ = typed(replace(word, type=kind), entity, vocabulary)
    return field, (f"{word.name}: {kind}, guessed from the name",)


def typed(word: Word, entity: str, vocabulary: Vocabulary) -> tuple[Field | Reference, tuple[str, ...]]:
    """The field that a word with a type stands for, and notes on it. Raises ``SpecError``."""
    kind = word.type
    if kind in TYPES:
        field = scalar(word, kind)
        return field, _numeric(word, field)
    if kind in ALIASES:
        field = scalar(word, ALIASES[kind])
        respelled = f"{word.name}: {kind} is written {ALIASES[kind]}"
        return field, (respelled, *_numeric(word, field))
    if "/" in kind:
        return choices(word, entity, vocabulary), ()
    if kind == "references":
        target = pascal(word.name.removesuffix("_id").removesuffix(vocabulary.key_suffix))
        if target not in vocabulary.entities and target != entity:
            raise guess.unknown(word, target, vocabulary, entity)
        respelled = f"{word.name}: references is written {target}"
        return reference(word, target, entity=entity, suffix=vocabulary.key_suffix), (respelled,)
    if kind in ("self", entity):
        return reference(word, entity, entity=entity, suffix=vocabulary.key_suffix), _respelled(word, vocabulary)
    if kind in vocabulary.entities:
        return reference(word, kind, entity=entity, suffix=vocabulary.key_suffix), _respelled(word, vocabulary)
    if kind in vocabulary.enums:
        return known_enum(word, vocabulary), ()
    raise guess.unknown(word, kind, vocabulary, entity)


def _numeric(word: Word, field: Field) -> tuple[str, ...]:
    if field.type != "Decimal" or {"digits", "places"} <= word.values.keys():
        return ()
    stored = f"stored as NUMERIC({field.digits}, {field.places})"
    return (f"{word.name}: {stored}; digits= and places= say otherwise",)


def _respelled(word: Word, vocabulary: Vocabulary) -> tuple[str, ...]:
    plain = word.name.removesuffix("_id").removesuffix(vocabulary.key_suffix)
    if plain == word.name or "many" in word.flags:
        return ()
    return (f"{word.name}: the reference is called {plain}, its key {plain}{vocabulary.key_suffix}",)
