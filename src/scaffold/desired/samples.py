"""Example values of a field as JSON: valid ones, different for each number, and one that must be refused."""

from __future__ import annotations

import json
from base64 import b64encode
from decimal import Decimal
from typing import Any

from scaffold.desired.patterns import matching
from scaffold.fieldtypes import TYPES
from scaffold.spec.entity import Field


class Unsampled(Exception):
    """No example of the field could be made: its pattern or its type is beyond us."""


def sample(field: Field, number: int) -> Any:
    """The ``number``-th valid value. Raises ``Unsampled``."""
    if field.many:
        count = max(field.min or 0, min(2, field.max if field.max is not None else 2))
        item = Field(name=field.name, type=field.type, enum=field.enum, choices=field.choices)
        return [_one(item, number + each) for each in range(count)]
    return _one(field, number)


def _one(field: Field, number: int) -> Any:
    if field.enum:
        if not field.choices:
            raise Unsampled(field.name)
        return field.choices[number % len(field.choices)]
    row = TYPES.get(field.type)
    if row is None:
        raise Unsampled(field.name)
    if field.type in ("int", "bigint", "float", "Decimal"):
        return _number(field, number)
    value = row.sample(number)
    if field.type == "bytes":
        return b64encode(_sized(f"bytes {number}", field).encode()).decode()
    if field.type in ("str", "text"):
        return _patterned(field, number) if field.pattern else _sized(value, field)
    if field.type in ("EmailStr", "HttpUrl") and field.max is not None and len(value) > field.max:
        raise Unsampled(field.name)
    return value


def _sized(text: str, field: Field) -> str:
    """The text in the field's length; its end, where the number is, stays."""
    least = max(field.min or 0, 1)
    text = text.rjust(least, "x")
    return text[-field.max :] if field.max is not None else text


def _patterned(field: Field, number: int) -> str:
    for text in matching(field.pattern or "", number):
        if (field.min or 0) <= len(text) <= (field.max if field.max is not None else 255):
            return text
    raise Unsampled(field.name)


def _number(field: Field, number: int) -> Any:
    step = Decimal(1)
    if field.type == "Decimal":
        step = Decimal(1).scaleb(-(field.places or 0))
    elif field.type == "float":
        step = Decimal("0.5")
    low = _bound(field.ge, field.gt, step)
    high = _bound(field.le, field.lt, -step)
    if low is not None and high is not None and low + step * number > high:
        # a narrow range: walk through it in as many steps as are needed
        value = low + (high - low) * number / 4 if field.type == "float" else low + step * (number % (int((high - low) / step) + 1))
    elif low is not None:
        value = low + step * number
    elif high is not None:
        value = high - step * number
    else:
        value = Decimal(number) + (step if field.type == "float" else 0)
    if field.type == "Decimal":
        if field.digits is not None and field.digits == field.places:
            value = value if abs(value) < 1 else step * number
        return str(value.quantize(step))
    return float(value) if field.type == "float" else int(value)


def _bound(loose: str | None, strict: str | None, step: Decimal) -> Decimal | None:
    if loose is not None:
        return Decimal(loose)
    return None if strict is None else Decimal(strict) + step


def invalid(field: Field) -> str | None:
    """The Python source of a JSON value that every input schema refuses; ``None`` when there is no such value."""
    if field.many:
        return '"no list"'
    if field.enum:
        return '"no such value"'
    row = TYPES.get(field.type)
    if row is None:
        return None
    if field.type in ("str", "text") and field.max is not None:
        return f'"x" * {field.max + 1}'
    if field.type == "str":
        return '"x" * 256'
    return literal(row.invalid)


def literal(value: Any) -> str:
    """A JSON value as Python source."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
