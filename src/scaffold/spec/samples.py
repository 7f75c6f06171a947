"""Example values of a field, as JSON: what a test sends, and what the API answers.

Every text has the form in which it comes back (``12.00``, ``2026-01-31T12:00:00Z``), so that what
was sent and what was answered compare.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, count, islice, takewhile
from math import ceil, floor
from typing import Any

from scaffold.fieldtypes import TYPES, FieldType
from scaffold.spec.entity import Field
from scaffold.spec.patterns import examples

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_STEPS = 1_024


def samples(field: Field, number: int) -> tuple[Any, ...]:
    """Up to ``number`` different values that keep every limit of the field.

    Fewer where there are no more; none for a type that the grammar does not know.
    """
    row = TYPES.get(field.type)
    values: Iterable[Any] = field.choices if row is None else _values(field, row)
    if not field.many:
        return tuple(islice(values, number))
    items = (True, False) if field.type == "bool" else values if row is None else map(row.sample, count(1))
    size = max(field.min or 1, 1)
    plain = list(islice(items, number + size))
    return tuple([plain[(start + n) % len(plain)] for n in range(size)] for start in range(min(number, len(plain))))


def invalid(field: Field) -> Any:
    """A value that no input schema of the field takes."""
    row = TYPES.get(field.type)
    if field.many:
        return "not a list"
    return row.invalid if row else {}


def _values(field: Field, row: FieldType) -> Iterator[Any]:
    match row.name:
        case "bool":
            return iter((True, False))
        case "int":
            return _whole(field, 2**31 - 1)
        case "bigint":
            return _whole(field, 2**63 - 1)
        case "float":
            return _floats(field)
        case "Decimal":
            return _decimals(field)
        case "str" | "text" if field.pattern is not None:
            return examples(field.pattern, field.min, field.max)
        case "str" | "text":
            return _fitting(_text(f"text {n}", field, n) for n in count(1))
        case "bytes":
            texts = _fitting(_text(f"bytes {n}", field, n) for n in count(1))
            return (b64encode(text.encode()).decode() for text in texts)
        case "EmailStr":
            return _fitting(_first(row.sample(n), f"{_base36(n)}@example.com", field.max) for n in count(1))
        case "HttpUrl":
            return _fitting(_first(row.sample(n), f"https://a.co/{_base36(n)}", field.max) for n in count(1))
        case _:
            return map(row.sample, count(1))


def _fitting(texts: Iterable[str | None]) -> Iterator[str]:
    return (text for text in takewhile(lambda text: text is not None, texts) if text is not None)


def _first(usual: str, short: str, most: int | None) -> str | None:
    return next((text for text in (usual, short) if most is None or len(text) <= most), None)


def _text(usual: str, field: Field, n: int) -> str | None:
    """``text 1`` where it fits, else the number alone; filled up to the least length."""
    least = field.min or 0
    short = _base36(n - 1).rjust(max(least, 1), "0")
    return _first(usual.ljust(least, "x"), short, field.max)


def _base36(n: int) -> str:
    text = _DIGITS[n % 36]
    while n := n // 36:
        text = _DIGITS[n % 36] + text
    return text


def _whole(field: Field, most: int) -> Iterator[int]:
    return _grid(field, 0, -most - 1, most)


def _decimals(field: Field) -> Iterator[str]:
    places = field.places or 0
    most = 10 ** (field.digits or 10) - 1
    return (_decimal(value, places) for value in _grid(field, places, -most, most))


def _decimal(value: int, places: int) -> str:
    """``1234`` with two places as ``12.34``."""
    digits = str(abs(value)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text


def _grid(field: Field, places: int, low: int, high: int) -> Iterator[int]:
    """The values that the limits leave, counted in steps of the last place; from 1 upwards first."""
    one = 10**places
    if (text := field.ge or field.gt) is not None:
        exact = Fraction(text) * one
        low = max(low, ceil(exact) if field.gt is None else floor(exact) + 1)
    if (text := field.le or field.lt) is not None:
        exact = Fraction(text) * one
        high = min(high, floor(exact) if field.lt is None else ceil(exact) - 1)
    first = max(low, min(one, high))
    step = one if high - first >= _STEPS * one else 1
    return iter(chain(range(first, high + 1, step), range(first - 1, low - 1, -1)))


def _floats(field: Field) -> Iterator[float]:
    low, high = field.ge or field.gt, field.le or field.lt
    if low is None and high is None:
        return (n + 0.5 for n in count(1))
    if low is None or high is None:
        start, sign = (float(low), 1) if low is not None else (float(high or 0), -1)
        return _different(start + sign * (n + 0.5) * max(1.0, abs(start) / _STEPS) for n in count())
    least, most = float(low), float(high)
    steps = (least + (most - least) * (n / _STEPS) for n in (*range(1, _STEPS), 0, _STEPS))
    return _different(
        value
        for value in steps
        if (value > least or (value == least and field.gt is None))
        and (value < most or (value == most and field.lt is None))
    )


def _different(values: Iterable[float]) -> Iterator[float]:
    seen: set[float] = set()
    for value in values:
        if value not in seen and abs(value) != float("inf"):
            seen.add(value)
            yield value
        elif abs(value) == float("inf"):
            return
