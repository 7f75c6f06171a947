"""Example values of a field as Python source: valid ones for payloads, and one that must be refused."""

from __future__ import annotations

import json
from typing import Any

from scaffold.fieldtypes import TYPES
from scaffold.spec.entity import Field
from scaffold.spec.samples import samples


def example(field: Field, number: int) -> str | None:
    """The ``number``-th valid value, the last one where there are fewer; ``None`` where none is known."""
    found = samples(field, number)
    return literal(found[-1]) if found else None


def refused(field: Field) -> str | None:
    """A value that the input schemas do not take; ``None`` for a type that we know nothing about."""
    row = TYPES.get(field.type)
    if field.many or (row is None and field.type == "enum"):
        return '"unknown"'
    if row is None:
        return None
    if row.name in ("str", "text") and field.max is not None:
        return f'"x" * {field.max + 1}'
    return literal(row.invalid)


def a_key(kind: str, length: int = 255) -> str:
    """The source of a primary key that the client, or the test, makes up; a text of at most ``length`` characters."""
    return {"int": "1", "UUID": '"a0000000-0000-4000-8000-000000000001"'}.get(kind, literal("key"[:length]))


def no_key(kind: str) -> str:
    """The source of a primary key that belongs to no row."""
    return {"int": "2**31 - 1", "UUID": '"00000000-0000-4000-8000-000000000000"'}.get(kind, '"missing"')


def literal(value: Any) -> str:
    """A JSON value as Python source."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
