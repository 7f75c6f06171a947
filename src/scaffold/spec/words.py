"""An entity back to the words that make it: ``parse_entity(e.name, words_of(e)) == e``.

One word a field, then ``--set`` with what a word cannot hold: a value with a colon, a space, or anything that a
shell reads.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping

from scaffold.fieldtypes import TYPES, value_of
from scaffold.spec.entity import Entity, Field, Reference
from scaffold.spec.enums import member_value
from scaffold.spec.factories import factory_name
from scaffold.spec.names import check_field_name
from scaffold.spec.vocabulary import Options

_SAFE = re.compile(r"[\w.,+@%/=-]+")


def words_of(entity: Entity) -> tuple[str, ...]:
    """The field words of an entity, and ``--set`` with its value for each value that no word can hold."""
    words, sets = [], []
    for field in entity.fields:
        word, hard = _reference(field, entity.name) if isinstance(field, Reference) else _field(field)
        words.append(word)
        sets += [("--set", f"{field.name}.{key}={value}") for key, value in hard.items()]
    return (*words, *(part for pair in sets for part in pair))


def options_of(entity: Entity) -> Mapping[str, str | bool | list[str]]:
    """The options of an entity by name, without those that were not given: ``{"pk": "uuid", "unique": ["a+b"]}``."""
    given: dict[str, str | bool | list[str]] = {
        # a text that siblings have for a key is read off the class: nobody can ask for it
        "pk": entity.pk if entity.pk in ("int", "uuid") else "",
        "table": entity.table or "",
        "plural": entity.plural or "",
        "unique": ["+".join(group) for group in entity.uniques],
        "index": ["+".join(group) for group in entity.indexes],
        "timestamps": entity.timestamps,
        "layers": ",".join(entity.layers or ()),
    }
    return {name: value for name, value in given.items() if value}


def options_from(given: Mapping[str, object]) -> Options:
    """The other way: options by name as the options of a command."""

    def text(name: str) -> str | None:
        return str(given[name]) if given.get(name) else None

    def several(name: str) -> tuple[str, ...]:
        value = given.get(name) or ()
        return (value,) if isinstance(value, str) else tuple(map(str, value if isinstance(value, list | tuple) else ()))

    return Options(
        pk=text("pk"),
        table=text("table"),
        plural=text("plural"),
        unique=several("unique"),
        index=several("index"),
        timestamps=bool(given.get("timestamps")),
        layers=text("layers"),
    )


def command_line(entity: Entity) -> str:
    """The line to paste into a shell: ``scaffold entity Post title:str --pk uuid``."""
    name = f"{entity.package}.{entity.name}" if entity.package else entity.name
    parts = ["scaffold", "entity", name, *words_of(entity)]
    for option, value in options_of(entity).items():
        for item in value if isinstance(value, list) else [value]:
            parts += [f"--{option}"] if item is True else [f"--{option}", str(item)]
    return " ".join(map(shlex.quote, parts))


def _field(field: Field) -> tuple[str, dict[str, str]]:
    row = TYPES.get(field.type)
    kind = field.type or field.annotation
    if field.type == "enum":
        kind = "/".join(field.choices) if field.writes_enum else field.enum or ""
    values: dict[str, object] = {
        "max": field.max if row is None or field.many or field.max != row.max else None,
        "min": field.min,
        **{key: getattr(field, key) for key in ("ge", "gt", "le", "lt", "digits", "places", "pattern")},
        "default": _default(field),
        "factory": factory_name(field.factory) if field.factory else None,
    }
    return _word(field, kind, ["list"] if field.many else [], values)


def _reference(ref: Reference, entity: str) -> tuple[str, dict[str, str]]:
    flags = {"many-to-many": ["many"], "one-to-one": ["one"], "many-to-one": []}[ref.kind]
    back = "none" if ref.back == "" else ref.back
    values = {"back": back, "via": ref.via, "ondelete": ref.ondelete}
    return _word(ref, "self" if ref.target == entity else ref.target, flags, values)


def _word(
    field: Field | Reference, kind: str, flags: list[str], values: Mapping[str, object]
) -> tuple[str, dict[str, str]]:
    if isinstance(field, Field):
        flags += [flag for flag in ("unique", "index") if getattr(field, flag)]
    flags += [flag for flag in ("null", "private", "readonly", "immutable") if getattr(field, flag)]
    texts = {k: str(v) for k, v in {**values, "column": field.column, "desc": field.desc}.items() if v is not None}
    soft = {key: text for key, text in texts.items() if _SAFE.fullmatch(text)}
    hard = {key: text for key, text in texts.items() if key not in soft}
    return ":".join((field.name, *([kind] if kind else []), *flags, *(f"{k}={v}" for k, v in soft.items()))), hard


def _default(field: Field) -> str | None:
    """What was typed for a default; ``None`` for one that no word can say."""
    if field.default is None:
        return None
    if field.type == "enum":
        return member_value(field)
    row = TYPES.get(field.type)
    if row is None or row.parse is None:
        return None
    try:
        return row.text(row.parse(row.text(value_of(field.default))))
    except (ValueError, AttributeError, TypeError):
        return None


def renamed(field: Field | Reference, name: str) -> Field | Reference:
    """The field under another name, the statements that were read from disk included.

    Raises ``SpecError`` for a name that no field can have.
    """
    from scaffold.dataclass import replace

    check_field_name(name, name)
    source = _renamed_source(field.source, field.name, name)
    if isinstance(field, Field):
        return replace(field, name=name, source=source)
    # author_uid of author keeps its ending
    ending = field.key.removeprefix(field.name) if field.key.startswith(f"{field.name}_") else "_id"
    key = f"{name}{ending}" if field.key else ""
    return replace(
        field,
        name=name,
        key=key,
        source=source,
        key_source=_renamed_source(field.key_source, field.key, key),
    )


def _renamed_source(source: str, old: str, new: str) -> str:
    """``title: str = Field(...)`` as ``headline: str = Field(...)``."""
    return re.sub(rf"\A(\s*){re.escape(old)}(?=\s*:)", rf"\g<1>{new}", source) if old else source
