"""What a field is when a row is made without it: ``default``, checked against type and limits, or ``factory``."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scaffold.fieldtypes import FieldType
from scaffold.naming import shown
from scaffold.spec.factories import read_factory, short_name
from scaffold.spec.word import Word

_MOMENTARY = ("now", "now()", "today", "utcnow", "uuid4", "current_timestamp")


def read_initial(word: Word, row: FieldType, limits: dict[str, Any]) -> dict[str, Any]:
    """``default`` or ``factory`` as an argument of ``Field``. Raises ``SpecError``."""
    text, factory = word.values.get("default"), word.values.get("factory")
    if text is not None and factory is not None:
        raise word.error("a field has a default or a factory", f"write {word.without('factory')}")
    if factory is not None:
        return {"factory": read_factory(word, row, factory)}
    return {} if text is None else {"default": _default(word, row, text, limits)}


def _default(word: Word, row: FieldType, text: str, limits: dict[str, Any]) -> str:
    assert row.parse is not None
    plain = word.without("default")
    if text.lower() in _MOMENTARY and row.factories:
        message = f"default={shown(text)} would be one value for every row"
        raise word.error(message, f"write {plain}:factory={short_name(row.factories[0])}")
    try:
        value = row.parse(text)
    except ValueError as error:
        null = text.lower() in ("null", "none")
        hint = f"{word.name}:{shown(word.type)}:null" if null else word.like(row.example)
        raise word.error(f"default={shown(text)}: {error}", f"write {hint}") from None
    if (broken := breaks(value, limits)) is not None:
        message = f"default={shown(text)} breaks {shown(broken)}"
        raise word.error(message, f"write {plain}, or change {broken.partition('=')[0]}")
    return row.source(value)


def breaks(value: Any, limits: dict[str, Any]) -> str | None:
    """The first limit that a value does not keep, as it was written (``max=5``)."""
    if isinstance(value, str | bytes):
        return _text_breaks(value, limits)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _number_breaks(Fraction(str(value)), limits)
    return None


def _text_breaks(value: str | bytes, limits: dict[str, Any]) -> str | None:
    if len(value) > limits.get("max", len(value)):
        return f"max={limits['max']}"
    if len(value) < limits.get("min", 0):
        return f"min={limits['min']}"
    pattern = limits.get("pattern")
    if pattern is not None and re.search(pattern, str(value)) is None:
        return f"pattern={pattern}"
    return None


def _number_breaks(value: Fraction, limits: dict[str, Any]) -> str | None:
    holds = {"ge": value.__ge__, "gt": value.__gt__, "le": value.__le__, "lt": value.__lt__}
    for key, compare in holds.items():
        if key in limits and not compare(Fraction(limits[key])):
            return f"{key}={limits[key]}"
    if "digits" not in limits:
        return None
    digits, places = limits["digits"], limits["places"]
    if abs(value) >= 10 ** (digits - places):
        return f"digits={digits}"
    return None if (value * 10**places).denominator == 1 else f"places={places}"
