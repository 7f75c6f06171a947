"""Words to an entity: which type a word means, guessed from the name where it says none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NoReturn

from scaffold.errors import SpecError
from scaffold.fieldtypes import ALIASES, TYPES
from scaffold.naming import near, pascal
from scaffold.spec import habits, options
from scaffold.spec.check import check_entities
from scaffold.spec.entity import Entity, Field, Reference
from scaffold.spec.names import check_field_name, check_identifier, entity_name
from scaffold.spec.relation import reference, said
from scaffold.spec.scalar import choices, known_enum, scalar
from scaffold.spec.vocabulary import Options, Vocabulary
from scaffold.spec.word import Word, read_sets, read_word, shown

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
    """The entity that the words of ``scaffold entity`` describe, with notes on what was guessed or respelled.

    Raises ``SpecError`` for every word, value and option that cannot be built, and for what the entity cannot be beside
    those that the project has.
    """
    entity = read_entity(
        name,
        words,
        sets=read_sets(tuple(sets)),
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
    sets: Mapping[str, Mapping[str, str]],
    options: Options,
    vocabulary: Vocabulary,
    strict_types: bool,
) -> Entity:
    """An entity by itself: what ``parse_entity`` does before it looks at the other entities."""
    package, class_name, notes = entity_name(name)
    habits.refuse_braces(words)
    said_of: list[str] = [*notes]
    fields: list[Field | Reference] = []
    for text in words:
        field, said_here = parse_field(
            text,
            entity=class_name,
            vocabulary=vocabulary,
            sets=sets.get(text.partition(":")[0], {}),
            strict_types=strict_types,
        )
        fields.append(field)
        said_of += said_here
    _refuse_stray_sets(sets, words)
    return _with_options(
        Entity(name=class_name, package=package, fields=tuple(fields)), options, vocabulary, said_of
    )


def _with_options(
    entity: Entity, chosen: Options, vocabulary: Vocabulary, notes: list[str]
) -> Entity:
    from dataclasses import replace

    entity = options.with_options(entity, chosen, vocabulary)
    deletes = [said(entity, f) for f in entity.fields if isinstance(f, Reference)]
    table_note = options.table_note(entity, vocabulary)
    return replace(entity, notes=(*notes, *filter(None, deletes), *filter(None, (table_note,))))


def _refuse_stray_sets(sets: Mapping[str, object], words: Sequence[str]) -> None:
    names = [word.partition(":")[0] for word in words]
    for name in sets:
        if name not in names:
            close = " or ".join(near(name, names)) or " ".join(names) or "none was given"
            raise SpecError(
                f"--set names a field that is not among the words: {shown(name)}",
                where=shown(name),
                hint=f"fields: {close}",
            )


def parse_field(
    text: str,
    *,
    entity: str,
    vocabulary: Vocabulary = NOTHING,
    sets: Mapping[str, str] | None = None,
    strict_types: bool = False,
) -> tuple[Field | Reference, tuple[str, ...]]:
    """One word as a field or reference of ``entity``, and what to say about it. Raises ``SpecError``."""
    word = read_word(text, sets or {})
    check_field_name(word.name, text)
    if word.values.get("column") is not None:
        check_identifier(word.values["column"], "a column", text, f"column={word.name}")
    if not word.type:
        word, note = _guessed(word, vocabulary, strict_types)
        return typed(word, entity, vocabulary)[0], (note,)
    return typed(word, entity, vocabulary)


def typed(
    word: Word, entity: str, vocabulary: Vocabulary
) -> tuple[Field | Reference, tuple[str, ...]]:
    kind = word.type
    if kind in TYPES:
        return scalar(word, kind), _assumed(word, kind)
    if kind in ALIASES:
        ours = ALIASES[kind]
        return scalar(word, ours), (f"{word.name}: {kind} is written {ours}", *_assumed(word, ours))
    if "/" in kind:
        return choices(word, entity, vocabulary), ()
    if kind == "references":
        target = pascal(word.name.removesuffix("_id"))
        if target not in vocabulary.entities and target != entity:
            _refuse_type(word, target, vocabulary, entity)
        return reference(word, target, entity=entity), (
            f"{word.name}: references is written {target}",
        )
    if kind in ("self", entity):
        return reference(word, entity, entity=entity), _respelled(word)
    if kind in vocabulary.entities:
        return reference(word, kind, entity=entity), _respelled(word)
    if kind in vocabulary.enums:
        return known_enum(word, vocabulary), ()
    _refuse_type(word, kind, vocabulary, entity)


def _assumed(word: Word, kind: str) -> tuple[str, ...]:
    if kind != "Decimal" or ("digits" in word.values and "places" in word.values):
        return ()
    field = scalar(word, kind)
    return (
        f"{word.name}: stored as NUMERIC({field.digits}, {field.places}); digits= and places= say otherwise",
    )


def _respelled(word: Word) -> tuple[str, ...]:
    if not word.name.endswith("_id") or "many" in word.flags:
        return ()
    return (
        f"{word.name}: the reference is called {word.name.removesuffix('_id')}, its key {word.name}",
    )


def _guessed(word: Word, vocabulary: Vocabulary, strict: bool) -> tuple[Word, str]:
    from dataclasses import replace

    kind = _guess(word.name, vocabulary)
    if kind is None:
        target = pascal(word.name)
        hint = (
            f"write {word.name}:{target}"
            if target in vocabulary.entities
            else f"write {word.name}:str, or another type"
        )
        word.fail(f"{word.name} has no type, and its name does not tell", hint)
    if strict:
        word.fail(f"{word.name} has no type (--strict-types)", f"write {word.name}:{kind}")
    return replace(word, type=kind), f"{word.name}: {kind}, guessed from the name"


def _guess(name: str, vocabulary: Vocabulary) -> str | None:
    if name.endswith("_at"):
        return "datetime"
    if name.startswith(("is_", "has_")):
        return "bool"
    if name.endswith("_id"):
        target = pascal(name.removesuffix("_id"))
        return target if target in vocabulary.entities else None
    return {"email": "EmailStr", "uuid": "UUID"}.get(name)


def _refuse_type(word: Word, kind: str, vocabulary: Vocabulary, entity: str) -> NoReturn:
    from scaffold.spec.word import FLAGS, KEYS

    name = word.name
    if kind.partition("=")[0] in FLAGS + KEYS:
        guess = _guess(name, vocabulary) or "str"
        word.fail(
            f"{shown(kind)} is a modifier, the type comes before it",
            f"write {name}:{guess}:{shown(kind)}",
        )
    if hint := habits.instead_of(name, kind):
        word.fail(f"{shown(kind)} is no type", hint)
    packages = [e for e in vocabulary.entities if e.rpartition(".")[2] == kind.rpartition(".")[2]]
    if packages:
        word.fail(
            f"{shown(kind)} could be {' or '.join(sorted(packages))}",
            f"write {name}:{sorted(packages)[0]}",
        )
    choices_of = [
        *TYPES,
        *ALIASES,
        *vocabulary.entities,
        *vocabulary.enums,
        entity,
        "self",
        "references",
    ]
    close = [ALIASES.get(k, k) for k in near(kind, choices_of)]
    what = "type, entity or Enum class of the project"
    if close:
        word.fail(
            f"{shown(kind)} is no {what}",
            f"write {' or '.join(f'{name}:{k}' for k in dict.fromkeys(close))}",
        )
    if kind[:1].isupper() and kind.isidentifier() and kind.isascii():
        word.fail(
            f"{shown(kind)} is no {what}", f"create it first: scaffold entity {kind} name:str"
        )
    word.fail(
        f"{shown(kind)} is no {what}", f"types: {' '.join(TYPES)}; an entity, or choices a/b/c"
    )
