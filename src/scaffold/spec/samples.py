"""Example values of a field, as JSON: what a generated test sends, and what the API answers.

The texts are in the form in which they come back (``12.00``, ``2026-01-31T12:00:00Z``), so that sent and answered compare.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count, islice
from typing import Any

from scaffold.fieldtypes import TYPES, FieldType
from scaffold.spec.entity import Field
from scaffold.spec.patterns import examples

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def samples(field: Field, number: int) -> tuple[Any, ...]:
    """Up to ``number`` different values that keep every limit of the field: fewer when there are no more.

    A field whose type is not known has none.
    """
    if field.type == "enum":
        found: Iterable[Any] = field.choices
    elif (row := TYPES.get(field.type)) is None:
        return ()
    elif field.many:
        return tuple(_items(field, row, n) for n in range(1, number + 1))
    else:
        found = _values(field, row)
    if field.many:
        size = max(field.min or 1, 1)
        return tuple([value] * size for value in islice(found, number))
    return tuple(islice(found, number))


def invalid(field: Field) -> Any:
    """A value that no input schema of the field takes."""
    row = TYPES.get(field.type)
    if field.many:
        return "not a list"
    return row.invalid if row else {}


def _items(field: Field, row: FieldType, n: int) -> list[Any]:
    size = max(field.min or 1, 1)
    return [row.sample(n * size + position) for position in range(size)]


def _values(field: Field, row: FieldType) -> Iterator[Any]:
    match row.name:
        case "bool":
            return iter((True, False))
        case "int" | "bigint":
            return _whole(field, row)
        case "float":
            return _floats(field)
        case "Decimal":
            return _decimals(field)
        case "str" | "text" if field.pattern is not None:
            return examples(field.pattern, field.min, field.max)
        case "str" | "text" | "bytes":
            texts = (
                _text(row.sample if row.name != "bytes" else _bytes, field, n) for n in count(1)
            )
            fitting = _until_none(texts)
            return (
                (b64encode(t.encode()).decode() for t in fitting)
                if row.name == "bytes"
                else fitting
            )
        case "EmailStr":
            return _until_none(
                _short(row.sample(n), f"{_base36(n)}@example.com", field.max) for n in count(1)
            )
        case "HttpUrl":
            return _until_none(
                _short(row.sample(n), f"https://a.co/{_base36(n)}", field.max) for n in count(1)
            )
        case _:
            return (row.sample(n) for n in count(1))


def _bytes(n: int) -> str:
    return f"bytes {n}"


def _until_none(texts: Iterator[str | None]) -> Iterator[str]:
    for text in texts:
        if text is None:
            return
        yield text


def _short(usual: str, short: str, most: int | None) -> str | None:
    return next((text for text in (usual, short) if most is None or len(text) <= most), None)


def _text(sample: Any, field: Field, n: int) -> str | None:
    """``text 1`` where it fits, else the number alone; filled up to the least length."""
    least = field.min or 0
    plain = str(sample(n)).ljust(least, "x")
    return _short(plain, _base36(n - 1).rjust(max(least, 1), "0"), field.max)


def _base36(n: int) -> str:
    text = _DIGITS[n % 36]
    while n := n // 36:
        text = _DIGITS[n % 36] + text
    return text


def _whole(field: Field, row: FieldType) -> Iterator[int]:
    low, high = _ends(field, Decimal(1), Decimal(1))
    first = int(low) if low is not None else (1 if high is None or high >= 1 else int(high))
    most = {"int": 2**31 - 1, "bigint": 2**63 - 1}[row.name]
    least = -most - 1 if low is None else first
    upwards = range(first, min(most, int(high) if high is not None else most) + 1)
    yield from upwards
    yield from range(first - 1, least - 1, -1)


def _decimals(field: Field) -> Iterator[str]:
    places = field.places if field.places is not None else 2
    quantum = Decimal(10) ** -places
    low, high = _ends(field, quantum, quantum)
    most = Decimal(10) ** ((field.digits or 10) - places) - quantum
    low = -most if low is None else max(low, -most)
    high = most if high is None else min(high, most)
    first = max(low, min(Decimal(1), high)).quantize(quantum)
    step = Decimal(1) if high - first >= 1_000 else quantum
    value = first
    while value <= high:
        yield f"{value:f}"
        value += step
    value = first - quantum
    while value >= low:
        yield f"{value:f}"
        value -= quantum


def _ends(field: Field, quantum: Decimal, step: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest value, on the grid of the column."""
    low = high = None
    if (text := field.ge if field.ge is not None else field.gt) is not None:
        low = (Decimal(text) / quantum).to_integral_value(ROUND_CEILING) * quantum
        low = low + step if field.gt is not None and low == Decimal(text) else low
    if (text := field.le if field.le is not None else field.lt) is not None:
        high = (Decimal(text) / quantum).to_integral_value(ROUND_FLOOR) * quantum
        high = high - step if field.lt is not None and high == Decimal(text) else high
    return low, high


def _floats(field: Field) -> Iterator[float]:
    low = field.ge if field.ge is not None else field.gt
    high = field.le if field.le is not None else field.lt
    if low is None and high is None:
        return (n + 0.5 for n in count(1))
    if high is None:
        return (float(low or 0) + n + 0.5 for n in count())
    if low is None:
        return (float(high) - n - 0.5 for n in count())
    return _between(float(low), float(high), field)


def _between(low: float, high: float, field: Field) -> Iterator[float]:
    if low == high:
        yield low
        return
    seen = set()
    for n in range(1, 1_024):
        value = low + (high - low) * (n / 1_024)
        inside = (
            low < value < high
            or (value == low and field.gt is None)
            or (value == high and field.lt is None)
        )
        if inside and value not in seen:
            seen.add(value)
            yield value
