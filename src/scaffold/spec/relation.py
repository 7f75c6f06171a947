"""A word whose type is an entity: many to one, one to one, many to many, and the entity itself."""

from __future__ import annotations

from typing import Literal, cast

from scaffold.errors import SpecError
from scaffold.naming import near, plural, shown, snake, words
from scaffold.spec.entity import Entity, Reference, RelationKind
from scaffold.spec.names import check_attribute, check_link
from scaffold.spec.word import Word

_FOR_LINKS = words("many back via private readonly immutable")
_FOR_KEYS = words("null index one back ondelete column desc private readonly immutable")
_ONDELETE = ("cascade", "restrict", "set-null")
_WHY_NOT_LINKS = {
    "null": "a row may always be without links",
    "unique": "a link is unique already",
    "index": "the link table is indexed by its key",
    "one": "many and one exclude each other",
    "ondelete": "links go with either row",
    "column": "the keys are in the link table",
    "desc": "there is no column to describe",
    "list": "many is a list already",
}


def reference(word: Word, target: str, *, entity: str, suffix: str = "_id") -> Reference:
    """One relation from ``entity`` to ``target``, its key with ``suffix``; ``SpecError`` for what makes no sense."""
    kind = _kind(word)
    _refuse_unfit(word, kind)
    name = word.name if kind == "many-to-many" else word.name.removesuffix("_id").removesuffix(suffix)
    if target == entity:
        _check_self(word, kind)
    back = word.values.get("back")
    if back is not None:
        check_attribute(back, "the other side", word.text, f"write back={plural(snake(entity))}")
    return Reference(
        name=name,
        target=target,
        kind=kind,
        key="" if kind == "many-to-many" else f"{name}{suffix}",
        null="null" in word.flags,
        unique=kind == "one-to-one",
        index=kind == "many-to-one",
        back="" if back == "none" else back,
        ondelete=_ondelete(word),
        via=_via(word, entity, target),
        column=word.values.get("column"),
        desc=word.values.get("desc"),
        private="private" in word.flags,
        readonly="readonly" in word.flags,
        immutable="immutable" in word.flags,
    )


def _kind(word: Word) -> RelationKind:
    if "many" in word.flags:
        return "many-to-many"
    return "one-to-one" if "one" in word.flags else "many-to-one"


def _refuse_unfit(word: Word, kind: RelationKind) -> None:
    allowed = _FOR_LINKS if kind == "many-to-many" else _FOR_KEYS
    for modifier in word.modifiers:
        if modifier not in allowed:
            raise _unfit(word, modifier, kind)
    if "readonly" in word.flags and "null" not in word.flags and kind != "many-to-many":
        message = "a required reference that no client may set: nothing could say which row it is"
        raise word.error(message, f"write {shown(word.text)}:null")
    if {"readonly", "immutable"} <= set(word.flags):
        message = "readonly is in no input schema, immutable is in the create schema"
        raise word.error(message, "keep one of them")


def _unfit(word: Word, modifier: str, kind: RelationKind) -> SpecError:
    plain = f"write {word.name}:{shown(word.type)}"
    if kind != "many-to-many":
        other = {
            "unique": ("a unique key is a one-to-one relation", f"{plain}:one"),
            "list": ("list is for values", f"{plain}:many"),
            "via": ("via names the link model of a many-to-many relation", f"write {word.text}:many"),
        }
        if modifier in other:
            return word.error(*other[modifier])
        why = "it is an entity, not a value"
    else:
        why = _WHY_NOT_LINKS.get(modifier, "it is an entity, not a value")
    message = f"{modifier} makes no sense for a reference: {why}"
    return word.error(message, f"write {word.without(modifier)}")


def _check_self(word: Word, kind: RelationKind) -> None:
    if kind != "many-to-many" and "null" not in word.flags:
        message = "nobody could create the first row: it would need itself"
        raise word.error(message, f"write {shown(word.text)}:null")


def _via(word: Word, entity: str, target: str) -> str | None:
    via = word.values.get("via")
    if via is not None:
        check_link(via, word.text, f"write via={entity}{target.rpartition('.')[2]}")
    return via


def _ondelete(word: Word) -> Literal["cascade", "restrict", "set-null"] | None:
    text = word.values.get("ondelete")
    if text is None:
        return None
    if text not in _ONDELETE:
        close = near(text.replace("_", "-").replace(" ", "-"), _ONDELETE) or _ONDELETE
        message = f"ondelete={shown(text)}: expected {', '.join(_ONDELETE)}"
        raise word.error(message, f"write ondelete={close[0]}")
    if text == "set-null" and "null" not in word.flags:
        message = "ondelete=set-null needs a column that may be null"
        raise word.error(message, f"write {shown(word.text)}:null")
    return cast(Literal["cascade", "restrict", "set-null"], text)


def back_name(entity: str, ref: Reference, plural_name: str | None = None) -> str:
    """The attribute on the other side; ``""`` when there is none.

    Usual are the entity's plural (``posts``), its singular for one to one (``user``), and
    ``children`` for a ``parent`` of the same entity, and ``friends_of`` for its ``friends``.
    """
    if ref.back is not None:
        return ref.back
    if ref.target == entity and ref.kind == "many-to-many":
        return f"{ref.name}_of"
    if ref.kind == "one-to-one":
        return snake(entity)
    if ref.target == entity and ref.name == "parent":
        return "children"
    return plural_name or plural(snake(entity))


def ids_name(ref: Reference) -> str:
    """What a payload calls the keys of a many-to-many relation: ``tag_ids`` for ``tags``."""
    stems = (snake(ref.target.rpartition(".")[2]), ref.name.removesuffix("s"))
    return next((stem for stem in stems if plural(stem) == ref.name), ref.name) + "_ids"


def deletion_note(entity: Entity, ref: Reference) -> str:
    """What ``ondelete`` does, in words; ``""`` where it was not asked for."""
    target = ref.target.rpartition(".")[2]
    one = f"{'an' if target[0] in 'AEIO' else 'a'} {target}"
    many = (entity.plural or plural(snake(entity.name))).replace("_", " ")
    return {
        None: "",
        "cascade": f"{ref.name}: deleting {one} deletes its {many}",
        "restrict": f"{ref.name}: {one} that {many} refer to cannot be deleted",
        "set-null": f"{ref.name}: deleting {one} leaves its {many} without {ref.name}",
    }[ref.ondelete]
