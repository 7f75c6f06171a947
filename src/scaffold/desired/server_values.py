"""Values that the table requires and no client may send: a stand-in for each, made anew for every row.

A required ``created_by:str:readonly`` must come from somewhere for the generated API to work at all. What it is, only
the application knows; the stand-in is the one place where a person says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.desired.examples import example
from scaffold.desired.layout import layout_of
from scaffold.desired.primary_key import primary_key
from scaffold.errors import SpecError
from scaffold.project.project import Project
from scaffold.spec.entity import Entity, Field, Reference

_NEUTRAL = {
    "str": "str",
    "text": "str",
    "int": "int",
    "bigint": "int",
    "float": "float",
    "bool": "bool",
    "date": "date.today",
    "datetime": "lambda: datetime.now(UTC)",
    "time": "time",
    "timedelta": "timedelta",
    "UUID": "uuid4",
    "dict": "dict",
    "bytes": "bytes",
}
_UNIQUE = {
    "str": "lambda: uuid4().hex",
    "text": "lambda: uuid4().hex",
    "int": "lambda: randrange(2**31)",
    "bigint": "lambda: randrange(2**63)",
    "EmailStr": 'lambda: f"{uuid4().hex}@example.com"',
    "HttpUrl": 'lambda: f"https://example.com/{uuid4()}"',
}


def server_values(entity: Entity, project: Project) -> list[tuple[str, str]]:
    """Each such field with the source of a callable. Raises ``SpecError`` for a reference: no stand-in names a row."""
    layout = layout_of(entity, project)
    made = [(field.name, _maker(field)) for field in _required(entity)]
    key = primary_key(entity, project)
    if key.is_unsaid:
        made.insert(0, (layout.pk, "lambda: None"))
    if layout.pk_type == "UUID" and key.is_given:
        made.insert(0, (layout.pk, "uuid4"))
    return made


def _required(entity: Entity) -> Iterator[Field]:
    for field in entity.fields:
        if not field.readonly or field.null:
            continue
        if isinstance(field, Field):
            if field.default is None and field.factory is None:
                yield field
        elif field.kind != "many-to-many":
            _refuse(entity, field)


def _refuse(entity: Entity, reference: Reference) -> None:
    one = ":one" if reference.kind == "one-to-one" else ""
    raise SpecError(
        f"{entity.name}.{reference.name} is required and readonly: nothing could say which row it is",
        where=reference.name,
        hint=f"write {reference.name}:{reference.target}{one}:null:readonly",
    )


def _maker(field: Field) -> str:
    if field.many:
        return "list" if not field.min else f"lambda: {example(field, 1)}"
    limited = any((field.min, field.pattern, field.ge, field.gt, field.le, field.lt))
    if field.unique and not limited and field.type in _UNIQUE:
        short = field.type == "str" and field.max is not None and field.max < 32
        return f"{_UNIQUE[field.type]}[:{field.max}]" if short else _UNIQUE[field.type]
    if field.type == "Decimal" and not limited:
        return f'lambda: Decimal("{0:.{field.places or 0}f}")'
    if field.type in _NEUTRAL and not limited:
        return _NEUTRAL[field.type]
    return f"lambda: {example(field, 1)}"
