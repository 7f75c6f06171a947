"""One table of a file of entities: its fields as words, its options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

from scaffold.errors import SpecError
from scaffold.naming import near, shown
from scaffold.spec.places import Source
from scaffold.spec.vocabulary import Options
from scaffold.spec.word import KEYS

_OPTIONS = {
    "pk": '--pk = "uuid"',
    "table": '--table = "articles"',
    "plural": '--plural = "people"',
    "unique": '--unique = ["title+author"]',
    "index": '--index = ["title+author"]',
    "timestamps": "--timestamps = true",
    "layers": '--layers = "model,schema"',
}


Words: TypeAlias = tuple[list[str], dict[str, dict[str, str]]]


@contextmanager
def option_meant() -> Iterator[None]:
    """Say that options have dashes, where a field that is refused is called like one."""
    try:
        yield
    except SpecError as error:
        name = error.where.partition(":")[0]
        if name not in _OPTIONS:
            raise
        hint = f"an option keeps its dashes: {_OPTIONS[name]}; or {error.hint}"
        raise SpecError(error.message, where=error.where, hint=hint) from None


def words_in(table: Mapping[str, Any], source: Source, entity: str) -> Words:
    """The fields of a table as words, and the values that ``--set`` would give. Raises ``SpecError``."""
    words: list[str] = []
    sets: dict[str, dict[str, str]] = {}
    for field, value in table.items():
        if field.startswith("-"):
            continue
        with source.placed(entity, field):
            word, values = _word(field, value)
        words.append(word)
        if values:
            sets[field] = values
    return words, sets


def _word(field: str, value: object) -> tuple[str, dict[str, str]]:
    if ":" in field:
        raise _error(field, "a key is the name of a field", f'{shown(field.partition(":")[0])} = "str"')
    # title = "str:max=200"
    if isinstance(value, str):
        return (f"{field}:{value}" if value else field), {}
    if not isinstance(value, dict):
        option = f"an option keeps its dashes: {_OPTIONS[field]}" if field in _OPTIONS else ""
        raise _error(field, "the type of a field is text", option or f'{shown(field)} = "str"')
    # title = { type = "str", default = "a: b" }
    kind = value.get("type")
    if not isinstance(kind, str):
        raise _error(field, "a table needs a type", f'{shown(field)} = {{ type = "str" }}')
    return f"{field}:{kind}", {key: _text(field, key, item) for key, item in value.items() if key != "type"}


def _text(field: str, key: str, value: object) -> str:
    if key not in KEYS:
        close = near(key, KEYS) or KEYS
        raise _error(
            f"{field}.{key}",
            "no key of a field",
            f'{" or ".join(close)}; a flag is part of the type: "str:null"',
        )
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise _error(f"{field}.{key}", "the value is text or a number", f'{key} = "..."')


def options_in(table: Mapping[str, Any], source: Source, entity: str) -> Options:
    """The options of a table, with their dashes. Raises ``SpecError``."""
    given: dict[str, Any] = {}
    for option, value in table.items():
        if option.startswith("-"):
            with source.placed(entity, option):
                name = option.removeprefix("--")
                given[name] = _option(option, name, value)
    return Options(**given)


def _option(option: str, name: str, value: object) -> object:
    texts = [value] if isinstance(value, str) else value
    several = isinstance(texts, list) and all(isinstance(item, str) for item in texts)
    if name in ("pk", "table", "plural") and isinstance(value, str):
        return value
    if name in ("unique", "index") and several:
        return tuple(texts) if isinstance(texts, list) else ()
    if name == "layers" and several:
        return ",".join(texts) if isinstance(texts, list) else ""
    if name == "timestamps" and isinstance(value, bool):
        return value
    if name in _OPTIONS:
        raise _error(option, "not a value of this option", _OPTIONS[name])
    close = near(name, _OPTIONS) or tuple(_OPTIONS)
    raise _error(option, "no option of an entity", "; ".join(_OPTIONS[name] for name in close))


def _error(what: str, message: str, hint: str) -> SpecError:
    return SpecError(f"{shown(what)}: {message}", where=shown(what), hint=hint)
