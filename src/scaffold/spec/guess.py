"""The type of a word that gives none, and what may have been meant by a type that is none."""

from __future__ import annotations

from scaffold.errors import SpecError
from scaffold.fieldtypes import ALIASES, TYPES
from scaffold.naming import near, pascal, shown
from scaffold.spec import habits
from scaffold.spec.vocabulary import Vocabulary
from scaffold.spec.word import FLAGS, KEYS, Word


def guessed(name: str, vocabulary: Vocabulary) -> str | None:
    """The type that a name tells by itself; ``None`` when it tells none."""
    if name.endswith("_at"):
        return "datetime"
    if name.startswith(("is_", "has_")):
        return "bool"
    if name.endswith(("_id", vocabulary.key_suffix)):
        target = pascal(name.removesuffix("_id").removesuffix(vocabulary.key_suffix))
        return target if target in vocabulary.entities else None
    return {"email": "EmailStr", "uuid": "UUID"}.get(name)


def untold(word: Word, vocabulary: Vocabulary) -> SpecError:
    """The error for a word without a type whose name tells none."""
    target = pascal(word.name)
    kind = target if target in vocabulary.entities else "str"
    hint = f"write {word.name}:{kind}" + ("" if kind == target else ", or another type")
    return word.error(f"{word.name} has no type, and its name does not tell", hint)


def unknown(word: Word, kind: str, vocabulary: Vocabulary, entity: str) -> SpecError:
    """The error for a type that is none, with the nearest that there are."""
    name = word.name
    if kind.partition("=")[0] in (*FLAGS, *KEYS):
        before = guessed(name, vocabulary) or "str"
        message = f"{shown(kind)} is a modifier, the type comes before it"
        return word.error(message, f"write {name}:{before}:{shown(kind)}")
    if kind.lower() in habits.REFERENCES:
        target = pascal(name.removesuffix("_id").removesuffix(vocabulary.key_suffix))
        good = target if target in vocabulary.entities else "User, the class that it refers to"
        return word.error(f"{shown(kind)} is no type", f"write {shown(name)}:{good}")
    if hint := habits.type_instead(name, kind):
        return word.error(f"{shown(kind)} is no type", hint)
    packaged = sorted(e for e in vocabulary.entities if e.rpartition(".")[2] == kind)
    if packaged:
        return word.error(f"{kind} could be {' or '.join(packaged)}", f"write {name}:{packaged[0]}")
    message = f"{shown(kind)} is no type, entity or Enum class of the project"
    if close := _near(kind, vocabulary, entity):
        return word.error(message, f"write {' or '.join(f'{name}:{each}' for each in close)}")
    if _is_class(kind):
        return word.error(message, f"create it first: scaffold entity {kind} name:str")
    return word.error(message, f"types: {' '.join(TYPES)}; an entity, or choices a/b/c")


def _is_class(kind: str) -> bool:
    return kind[:1].isupper() and kind.isidentifier() and kind.isascii()


def _near(kind: str, vocabulary: Vocabulary, entity: str) -> tuple[str, ...]:
    """Near names, spelled as we spell them; for a class no type that merely looks alike."""
    values = [*TYPES, *ALIASES, "self", "references"]
    if _is_class(kind):
        values = [v for v in values if v[0].isupper() or v.lower() == kind.lower()]
    close = near(kind, (*values, *vocabulary.entities, *vocabulary.enums, entity))
    return tuple(dict.fromkeys(ALIASES.get(each, each) for each in close))
