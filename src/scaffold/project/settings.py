"""``[tool.scaffold]``: what a person decided, over what would be found.

A key is a field of ``Conventions`` in kebab case (``create-suffix``); a name is written
``"app.db.session:SessionDep"``, a version ``"3.11"``, a layer that the project does without ``false``. What another
part of the program reads (``[tool.scaffold.check]``) is let through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

from scaffold.dataclass import asdict, fields
from scaffold.errors import ProjectError
from scaffold.naming import near
from scaffold.project.conventions import LAYERS, PLACEHOLDERS, Conventions, CrudBase, Name, Registry
from scaffold.project.findings import Found

ELSEWHERE = ("check", "migrations", "templates")
_SPELLED = {
    "python": "python-version",
    "interpreter": "python",
    "is_async": "async",
    "migrations": "migrations-folder",  # [tool.scaffold.migrations] is for the checks of them
}
_SHADOW = {"url": "shadow_url", "env": "shadow_settings"}
_TABLES = ("layers", "support", "exports")
WHERE = "[tool.scaffold] in pyproject.toml"


def key_of(field: str) -> str:
    """How a field of ``Conventions`` is written in the table."""
    return _SPELLED.get(field, field.replace("_", "-"))


_FIELDS = {
    key_of(item.name): item.name for item in fields(Conventions) if item.name not in (*_TABLES, *_SHADOW.values())
}


def read_settings(table: Mapping[str, object], line_of: Callable[[str], int]) -> Iterator[Found]:
    """A row for every key of the table. ``line_of`` says where a key stands in ``pyproject.toml``.

    Raises ``ProjectError`` for a key that is not known and for a value that makes no sense.
    """
    hints = get_type_hints(Conventions) if table else {}
    for key, value in table.items():
        if key in ELSEWHERE:
            continue
        if key in _TABLES:
            rows = _entries(key, value)
        elif key == "shadow":
            rows = _shadow(value)
        elif key in _FIELDS:
            rows = [(_FIELDS[key], _value(key, value, hints[_FIELDS[key]]))]
        else:
            raise _unknown(key, (*_FIELDS, *_TABLES, *ELSEWHERE, "shadow"))
        for name, found in rows:
            yield Found(
                key=name, value=found, reason="[tool.scaffold] says so", path="pyproject.toml", line=line_of(key)
            )


def _entries(key: str, value: object) -> list[tuple[str, object]]:
    """``[tool.scaffold.layers]``: any layer may be named, for a template of one's own."""
    if not isinstance(value, Mapping):
        raise _wrong(key, "a table")
    known = tuple(getattr(Conventions(), key))
    found: list[tuple[str, object]] = []
    for name, path in value.items():
        if key == "support" and name not in known:
            raise _unknown(f"{key}.{name}", tuple(f"{key}.{item}" for item in known))
        if path is not False and not isinstance(path, str):
            raise _wrong(f"{key}.{name}", "a path such as " + '"app/models/{snake}.py", or false')
        where, names = path or "", ""
        if key == "exports":  # "app/schemas/__init__.py:{Name}Create"
            where, _, names = where.partition(":")
        pattern = _pattern(f"{key}.{name}", where) + (f":{names}" if names else "")
        found.append((f"{key}.{name}", pattern or None))
    return found


def _pattern(key: str, path: object) -> str:
    text = str(path)
    import re

    for word in re.findall(r"\{([^}]*)\}?", text):
        if word not in PLACEHOLDERS:
            raise ProjectError(
                f"{{{word}}} is no placeholder of a path",
                where=f"{key}, {WHERE}",
                hint=", ".join(f"{{{known}}}" for known in PLACEHOLDERS),
            )
    if text.startswith("/") or ".." in text.split("/"):
        raise ProjectError("the path leaves the project", where=f"{key}, {WHERE}", hint=f'"{text.lstrip("/.")}"')
    return text


def _shadow(value: object) -> list[tuple[str, object]]:
    if not isinstance(value, Mapping):
        raise _wrong("shadow", "a table")
    found: list[tuple[str, object]] = []
    for name, inner in value.items():
        if name not in _SHADOW:
            raise _unknown(f"shadow.{name}", tuple(f"shadow.{item}" for item in _SHADOW))
        if name == "env":
            if not isinstance(inner, Mapping):
                raise _wrong("shadow.env", "a table of environment variables")
            found.append((_SHADOW[name], {str(key): str(text) for key, text in inner.items()}))
            continue
        if not isinstance(inner, str):
            raise _wrong("shadow.url", "a URL")
        found.append((_SHADOW[name], inner))
    return found


def _value(key: str, value: object, hint: Any) -> object:
    """A value of the table as the type that the field has."""
    choices = _choices(hint)
    if choices:
        if value not in choices:
            close = near(str(value), choices) or choices
            raise ProjectError(f"{value!r} is none of its values", where=f"{key}, {WHERE}", hint=f'"{close[0]}"')
        return value
    if hint is Name:
        return _name(key, value)
    if get_origin(hint) is tuple and Name in get_args(hint):
        if not isinstance(value, list):
            raise _wrong(key, 'a list such as ["app.models.mixins:Timestamps"]')
        return tuple(_name(key, item) for item in value)
    if get_origin(hint) is tuple:
        return _version(key, value, len(get_args(hint)))
    for record, example in _RECORDS.items():
        if record in get_args(hint):
            return _record(key, value, record, example)
    wanted = next((item for item in (bool, int, str) if hint is item or item in get_args(hint)), str)
    if value is False and type(None) in get_args(hint):
        return None
    if type(value) is not wanted:
        raise _wrong(key, {bool: "true or false", int: "a number", str: "a text"}[wanted])
    return value


def _choices(hint: Any) -> tuple[str, ...]:
    return tuple(str(item) for item in get_args(hint)) if get_origin(hint) is Literal else ()


def _name(key: str, value: object) -> Name:
    module, colon, name = str(value).partition(":")
    if not isinstance(value, str) or not colon or not all(part.isidentifier() for part in (*module.split("."), name)):
        raise _wrong(key, 'a name such as "app.db.session:SessionDep"')
    return Name(module, name)


def _version(key: str, value: object, digits: int) -> tuple[int, ...]:
    parts = str(value).split(".") if isinstance(value, str) else []
    if not parts or not all(part.isdigit() for part in parts) or len(parts) > digits:
        raise _wrong(key, 'a version such as "3.11"')
    return (*(int(part) for part in parts), *([0] * (digits - len(parts))))


_RECORDS: Mapping[type[Registry | CrudBase], str] = {
    Registry: '{path = "app/api/router.py", receiver = "api_router"}',
    CrudBase: '{base = "app.crud.base:CRUDBase[{Entity}]", get = "get(db: session, id: id)"}',
}


def _record(key: str, value: object, record: type[Registry | CrudBase], example: str) -> Registry | CrudBase | None:
    if value is False:
        return None
    first, *_ = (item.name for item in fields(record))
    if not isinstance(value, Mapping) or first not in value:
        raise _wrong(key, f"a table such as {example}, or false")
    hints = get_type_hints(record)
    for name, inner in value.items():
        if name not in hints:
            raise _unknown(f"{key}.{name}", tuple(f"{key}.{item}" for item in hints))
        _value(f"{key}.{name}", inner, hints[name])
    return record(**value)


def _unknown(key: str, known: tuple[str, ...]) -> ProjectError:
    close = tuple(f"layers.{item}" for item in near(key, LAYERS)) or near(key, known)
    return ProjectError(
        f"unknown key {key!r} in [tool.scaffold]",
        where="pyproject.toml",
        hint=f"did you mean {' or '.join(repr(item) for item in close)}?" if close else f"keys: {', '.join(known)}",
    )


def _wrong(key: str, wanted: str) -> ProjectError:
    return ProjectError(f"{key!r} in [tool.scaffold] is not {wanted}", where="pyproject.toml", hint=f"write {wanted}")


def settings_of(chosen: Conventions, found: Conventions) -> dict[str, object]:
    """The table that says what ``found`` does not: only what differs, ready for TOML."""
    table: dict[str, object] = {}
    for key, name in _FIELDS.items():
        value = getattr(chosen, name)
        if value != getattr(found, name):
            table[key] = _written(value)
    for name in _TABLES:
        ours, theirs = getattr(chosen, name), getattr(found, name)
        entries: dict[str, object] = {key: path for key, path in ours.items() if theirs.get(key) != path}
        entries |= {key: False for key in theirs if key not in ours}
        if entries:
            table[name] = entries
    shadow = {key: getattr(chosen, name) for key, name in _SHADOW.items()}
    changed = {key: value for key, value in shadow.items() if value != getattr(found, _SHADOW[key])}
    if changed:
        table["shadow"] = {key: dict(value) if isinstance(value, Mapping) else value for key, value in changed.items()}
    return table


def _written(value: object) -> object:
    if isinstance(value, Name):
        return f"{value.module}:{value.name}"
    if isinstance(value, (Registry, CrudBase)):
        usual = {item.name: item.default for item in fields(value)}
        return {key: item for key, item in asdict(value).items() if key != "line" and item != usual[key]}
    if isinstance(value, tuple):
        if value and isinstance(value[0], int):
            return ".".join(str(part) for part in value)
        return [_written(item) for item in value]
    return False if value is None else value


def with_settings(text: str, table: Mapping[str, object]) -> str:
    """``pyproject.toml`` with these keys in ``[tool.scaffold]``, everything else as it stands."""
    import tomlkit

    document = tomlkit.parse(text.replace("\r\n", "\n"))
    tool = document.setdefault("tool", tomlkit.table(is_super_table=True))
    ours = tool.setdefault("scaffold", tomlkit.table())
    _update(ours, table)
    made = tomlkit.dumps(document)
    return made.replace("\n", "\r\n") if "\r\n" in text else made


def _update(place: Any, table: Mapping[str, object]) -> None:
    for key, value in table.items():
        if isinstance(value, Mapping) and key in place:
            _update(place[key], value)
        else:
            place[key] = dict(value) if isinstance(value, Mapping) else value
