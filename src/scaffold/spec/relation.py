"""A word whose type is an entity: many to one, one to one, many to many, and the entity itself."""

from __future__ import annotations

from typing import Literal, cast

from scaffold.naming import near, plural, snake
from scaffold.spec.entity import Entity, Reference, RelationKind
from scaffold.spec.names import check_identifier, usual_plural
from scaffold.spec.word import Word, shown

_COLUMN = frozenset(
    [
        "null",
        "index",
        "one",
        "back",
        "ondelete",
        "column",
        "desc",
        "private",
        "readonly",
        "immutable",
    ]
)
_LINK = frozenset(["many", "back", "via", "private", "readonly", "immutable"])
_ONDELETE = ("cascade", "restrict", "set-null")
_WHY = {
    "null": "a row may always have no links",
    "unique": "links are unique as pairs",
    "index": "the link table is indexed by its key",
    "one": "many and one exclude each other",
    "ondelete": "links go with either row",
    "column": "the keys are in the link table",
    "desc": "there is no column to describe",
    "list": "many is a list already",
}


def reference(word: Word, target: str, *, entity: str) -> Reference:
    """One relation from ``entity`` to ``target``; ``SpecError`` for a modifier that makes no sense."""
    kind = _kind(word)
    _refuse_unfit(word, target, kind)
    name = word.name.removesuffix("_id") if kind != "many-to-many" else word.name
    if target == entity:
        _check_self(word, name, kind)
    back = word.values.get("back")
    if back is not None:
        check_identifier(back, "the other side", word.text, f"back={plural(snake(entity))}")
    via = word.values.get("via")
    if via is not None and (not via.isidentifier() or not via.isascii() or not via[0].isupper()):
        word.fail(
            f"via={shown(via)}: expected the name of a class",
            f"via={entity}{target.rpartition('.')[2]}",
        )
    return Reference(
        name=name,
        target=target,
        kind=kind,
        key="" if kind == "many-to-many" else f"{name}_id",
        null="null" in word.flags,
        unique=kind == "one-to-one",
        index=kind == "many-to-one",
        back="" if back == "none" else back,
        ondelete=_ondelete(word),
        via=via,
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


def _refuse_unfit(word: Word, target: str, kind: RelationKind) -> None:
    allowed = _LINK if kind == "many-to-many" else _COLUMN
    for modifier in word.modifiers:
        if modifier in allowed:
            continue
        if modifier == "unique" and kind != "many-to-many":
            word.fail("a unique key is a one-to-one relation", f"write {word.name}:{word.type}:one")
        if modifier == "list":
            word.fail("list is for values", f"write {word.name}:{word.type}:many")
        if modifier == "via":
            word.fail(
                "via names the link model of a many-to-many relation", f"write {word.text}:many"
            )
        why = (
            _WHY.get(modifier, f"{target} is an entity, not a value")
            if kind == "many-to-many"
            else f"{target} is an entity"
        )
        word.fail(
            f"{modifier} makes no sense for a reference ({why})", f"write {word.without(modifier)}"
        )
    if "readonly" in word.flags and "immutable" in word.flags:
        word.fail(
            "readonly is in no input schema, immutable is in the create schema", "keep one of them"
        )


def _check_self(word: Word, name: str, kind: RelationKind) -> None:
    if kind == "many-to-many":
        word.fail(
            "a many-to-many relation of an entity with itself needs a model of its own",
            f"two references from another entity: scaffold entity Link {name}:ENTITY other:ENTITY:back=links",
        )
    if "null" not in word.flags:
        word.fail(
            "nobody could create the first row: it would need itself", f"write {word.text}:null"
        )


def _ondelete(word: Word) -> Literal["cascade", "restrict", "set-null"] | None:
    text = word.values.get("ondelete")
    if text is None:
        return None
    if text not in _ONDELETE:
        close = near(text.replace("_", "-").replace(" ", "-"), _ONDELETE) or _ONDELETE
        word.fail(
            f"ondelete={shown(text)}: expected {', '.join(_ONDELETE)}", f"write ondelete={close[0]}"
        )
    if text == "set-null" and "null" not in word.flags:
        word.fail("ondelete=set-null needs a column that may be null", f"write {word.text}:null")
    return cast(Literal["cascade", "restrict", "set-null"], text)


def back_name(entity: str, ref: Reference, plural_name: str | None = None) -> str:
    """The attribute on the other side; ``""`` when there is none.

    Usual are the entity's plural (``posts``), its singular for one to one, and ``children`` for the parent of one's kind.
    """
    if ref.back is not None:
        return ref.back
    if ref.kind == "one-to-one":
        return snake(entity)
    if ref.target == entity and ref.name == "parent":
        return "children"
    return usual_plural(entity, plural_name)


def said(entity: Entity, ref: Reference) -> str:
    """What ``ondelete`` does, in words; ``""`` where it was not asked for."""
    one, many = ref.target, usual_plural(entity.name, entity.plural).replace("_", " ")
    if ref.ondelete == "cascade":
        return f"{ref.name}: deleting a {one} deletes its {many}"
    if ref.ondelete == "restrict":
        return f"{ref.name}: a {one} that {many} refer to cannot be deleted"
    if ref.ondelete == "set-null":
        return f"{ref.name}: deleting a {one} leaves its {many} without {ref.name}"
    return ""
