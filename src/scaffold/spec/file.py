"""The file form of the grammar: many entities at once, in any order, in TOML.

::

    [entity.User]
    email = "EmailStr:unique"

    [entity.Post]
    title = "str:max=200"
    author = "User:ondelete=cascade"
    motto = { type = "str", default = "a: b" }     # a value with a colon or a space
    --table = "articles"                           # options, spelled as on the command line
    --unique = ["title+author"]

An option keeps its dashes, so that a field may be called ``table``. A package is quoted: ``[entity."blog.Post"]``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scaffold.dataclass import replace
from scaffold.errors import SpecError
from scaffold.naming import enum, near, shown
from scaffold.spec.check import check_entities
from scaffold.spec.entity import Entity
from scaffold.spec.names import entity_name
from scaffold.spec.parse import read_entity
from scaffold.spec.places import Source
from scaffold.spec.tables import Words, option_meant, options_in, words_in
from scaffold.spec.vocabulary import Known, Vocabulary

_EXAMPLE = '[entity.Post] and below it: title = "str:max=200"'


def parse_file(text: str, vocabulary: Vocabulary, *, path: str = "", strict_types: bool = False) -> tuple[Entity, ...]:
    """Every entity of the file, in its order; references among them resolve, also in circles.

    Raises ``SpecError`` for what the words of a command would be refused for; ``where`` names ``path`` and the line.
    """
    source = Source(text, path)
    tables = _tables(source)
    names = {key: _name(key, source) for key in tables}
    words = {key: words_in(table, source, key) for key, table in tables.items()}
    entities = []
    for key, table in tables.items():
        options = options_in(table, source, key)
        with source.placed(key), option_meant():
            entity = read_entity(
                key,
                words[key][0],
                sets=words[key][1],
                options=options,
                vocabulary=_around(key, names, words, vocabulary),
                strict_types=strict_types,
            )
        entities.append(entity)
    _check(entities, names, vocabulary, source)
    return tuple(entities)


def _around(key: str, names: Mapping[str, str], words: Mapping[str, Words], vocabulary: Vocabulary) -> Vocabulary:
    """What the words of one entity may refer to: the project, and everything else in the file."""
    known = {name: Known() for name in names.values()} | dict(vocabulary.entities)
    enums: dict[str, tuple[str, ...]] = {}
    for other, (texts, _) in words.items():
        if other != key:
            enums |= _written(names[other], texts)
    return replace(
        vocabulary,
        entities=known,
        enums=enums | dict(vocabulary.enums),
        fields=known[names[key]].attributes,
    )


def _check(entities: list[Entity], names: Mapping[str, str], vocabulary: Vocabulary, source: Source) -> None:
    """Check the entities together, and give an error the line of the field or the entity that it is about."""
    keys = {name.rpartition(".")[2]: key for key, name in names.items()}
    try:
        check_entities(entities, vocabulary)
    except SpecError as error:
        entity, _, field = error.where.partition(".")
        where = source.at(source.key(keys[entity], field) if field else source.header(keys[entity]))
        raise SpecError(error.message, where=where, hint=error.hint) from None


def _name(key: str, source: Source) -> str:
    """The name by which the other entities refer to this one."""
    with source.placed(key, key):
        package, name, _ = entity_name(key)
    return f"{package}.{name}" if package else name


def _written(name: str, words: list[str]) -> dict[str, tuple[str, ...]]:
    """The Enum classes that the choices of an entity will write, so that the others may use them."""
    found = {}
    for word in words:
        field, kind, *_ = (*word.split(":"), "", "")
        if "/" in kind:
            found[enum(name.rpartition(".")[2], field)] = tuple(kind.split("/"))
    return found


def _tables(source: Source) -> Mapping[str, Mapping[str, Any]]:
    import tomllib

    try:
        document = tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        where = source.at(int(line[1]) if line else len(source.text.splitlines()))
        raise SpecError(f"no valid TOML: {error}", where=where, hint=_EXAMPLE) from None
    entities = document.pop("entity", None)
    if document:
        other = shown(next(iter(document)))
        meant = " (entity?)" if near(other, ["entity"]) else ""
        raise SpecError(
            f"{other}{meant}: the file holds entities and nothing else",
            where=source.at(0),
            hint=_EXAMPLE,
        )
    if not isinstance(entities, dict) or not entities:
        raise SpecError("the file describes no entity", where=source.at(0), hint=_EXAMPLE)
    for name, table in entities.items():
        _check_table(name, table, source)
    return entities


def _check_table(name: str, table: object, source: Source) -> None:
    if not isinstance(table, dict):
        raise SpecError(f"entity.{shown(name)} is no table", where=source.at(0), hint=_EXAMPLE)
    # [entity.blog.Post]
    if (
        name[:1].islower()
        and table
        and all(isinstance(value, dict) and "type" not in value for value in table.values())
    ):
        inner = shown(f"{name}.{next(iter(table))}")
        raise SpecError(
            f"entity.{shown(name)} holds tables, not fields",
            where=source.at(source.header(inner)),
            hint=f'a package is quoted: [entity."{inner}"]',
        )
