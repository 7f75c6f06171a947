"""The options of an entity: key, table, plural, composite keys and indexes, layers."""

from __future__ import annotations

import keyword
import re

from scaffold.dataclass import replace
from scaffold.errors import SpecError
from scaffold.naming import is_sql_reserved, near, plural, printable, shown, snake, table
from scaffold.spec.entity import Entity, Reference
from scaffold.spec.names import check_identifier
from scaffold.spec.vocabulary import Options, Vocabulary

_KEYS = {"int": "int", "integer": "int", "uuid": "uuid", "UUID": "uuid"}


def with_options(entity: Entity, options: Options, vocabulary: Vocabulary) -> Entity:
    """The entity with its options; ``SpecError`` for a value that cannot be, or a name that is no field."""
    if options.pk is not None and options.pk not in _KEYS:
        raise _error("--pk", options.pk, "a key is int or uuid", "--pk int, or --pk uuid")
    if options.table is not None:
        check_identifier(options.table, "a table", f"--table {options.table}", f"--table {table(entity.name)}")
    if options.plural is not None and (
        keyword.iskeyword(options.plural) or not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", options.plural)
    ):
        raise _error(
            "--plural",
            options.plural,
            "a plural is in snake case, and no keyword",
            f"--plural {plural(snake(entity.name))}",
        )
    return replace(
        entity,
        pk=_KEYS[options.pk] if options.pk else None,
        table=options.table,
        plural=options.plural,
        uniques=tuple(_group(entity, "--unique", text, vocabulary) for text in options.unique),
        indexes=tuple(_group(entity, "--index", text, vocabulary) for text in options.index),
        timestamps=options.timestamps,
        layers=_layers(options.layers, vocabulary),
    )


def _error(option: str, value: str, message: str, hint: str) -> SpecError:
    return SpecError(f"{option} {shown(value)}: {message}", where=f"{option} {shown(value)}", hint=printable(hint))


def _group(entity: Entity, option: str, text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """``title+author`` as the attributes that have the columns: ``("title", "author_id")``."""
    columns: dict[str, str] = {name: name for name in vocabulary.fields}
    for field in entity.fields:
        if isinstance(field, Reference):
            columns |= {field.name: field.key, field.key: field.key} if field.key else {field.name: ""}
        else:
            columns[field.name] = "" if field.many or field.type == "dict" else field.name
    names = text.split("+")
    if len(names) < 2:
        flag = option.removeprefix("--")
        raise _error(
            option,
            text,
            "it takes several fields",
            f"{option} a+b, or {names[0] or 'name'}:str:{flag} for one",
        )
    for name in names:
        if name not in columns:
            close = " or ".join(near(name, columns)) or " ".join(columns) or "none"
            raise _error(option, text, f"{shown(name)!r} is no field of {entity.name}", f"fields: {close}")
        if not columns[name]:
            raise _error(
                option,
                text,
                f"{name} has no column that an index could hold",
                f"{option} without {name}",
            )
    group = tuple(columns[name] for name in names)
    if len(set(group)) < len(group):
        raise _error(option, text, "a field is named twice", f"{option} {'+'.join(dict.fromkeys(names))}")
    return group


def _layers(text: str | None, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    if text is None:
        return None
    layers = tuple(text.split(","))
    for layer in layers:
        if layer not in vocabulary.layers:
            close = ",".join(near(layer, vocabulary.layers) or vocabulary.layers)
            raise _error(
                "--layers",
                text,
                f"{shown(layer)!r} is no layer of this project",
                f"--layers {close}",
            )
    return tuple(dict.fromkeys(layers))


def table_note(entity: Entity, vocabulary: Vocabulary) -> str:
    """What to say about a table name that SQL reserves: quoted, or made a plural; ``""`` where there is nothing."""
    if entity.name in vocabulary.entities:
        return ""  # its table has its name
    name = entity.table or table(entity.name, vocabulary.table_style)
    if is_sql_reserved(name):
        return f"table {name}: SQL reserves the name, SQLAlchemy quotes it; --table chooses another"
    if entity.table is None and is_sql_reserved(snake(entity.name)):
        return f"table {name}: SQL reserves {snake(entity.name)}, so it is pluralised"
    return ""
